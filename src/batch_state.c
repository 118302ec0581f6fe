#include "batch_state.h"

#include <errno.h>
#include <stdlib.h>

void
batch_tell_end(struct batch *b, const char *file, int error)
{
	if (b->told)
		return;
	b->told = true;
	progress_end(&b->progress);
	if (error == ENOMEM)
		b->status = REPORT(b->report, NULL, NO_MEMORY, "");
	else if (error == ESPIPE)
		b->status = REPORT(b->report, NULL, BATCH_SHARED_INPUT, "");
	else if (error == ECHILD)
		b->status = REPORT(b->report, NULL, BATCH_WORKERS, "");
	else
		b->status = REPORT(b->report, file, BATCH_STOPPED, report_reason(b->report, error));
}

void
batch_stop(struct batch *b, const char *file, int error)
{
	batch_tell_end(b, file, error);
	b->stopped = true;
}

void
batch_list_add(struct batch_documents *l, struct batch_document *d)
{
	d->next = NULL;
	if (l->head == NULL)
		l->tail = &l->head;
	*l->tail = d;
	l->tail = &d->next;
	l->n++;
}

struct batch_document *
batch_list_take(struct batch_documents *l)
{
	struct batch_document *d = l->head;

	if (d != NULL) {
		l->head = d->next;
		l->n--;
	}
	return d;
}

void
batch_forget_record(struct batch *b, struct batch_document *d)
{
	b->held -= d->job.len;
	wire_free(&d->job);
}

void
batch_free_document(struct batch *b, struct batch_document *d)
{
	batch_forget_record(b, d);
	free(d->id);
	free(d->file);
	free(d->name);
	free(d->output);
	free(d->recorded);
	free(d->members);
	free(d);
}
