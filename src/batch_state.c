#include "batch_state.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

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

char *
batch_keep_text(struct batch *b, const char *text)
{
	char *own = text == NULL ? NULL : strdup(text);

	if (text != NULL && own == NULL)
		batch_stop(b, NULL, ENOMEM);
	return own;
}

void
batch_put_errors(struct wire *w, const char *errors)
{
	static const char start[] = "\"errors\":[", end[] = "]";

	wire_add(w, start, sizeof start - 1);
	if (errors != NULL)
		wire_add(w, errors, strlen(errors));
	wire_add(w, end, sizeof end);
}

void
batch_failure_make(struct batch *b, struct batch_failure *f, const struct batch_document *d, enum text_id id,
    const char *const *args)
{
	*f = (struct batch_failure){ .capture = { .report = b->report, .record = d->index } };
	report_make(b->report, &f->reported, d->file, id, args);
	f->reported.message.line = (int)d->line;
	f->reported.message.column = (int)d->column;
	report_capture_add(&f->capture, &f->reported.message);
	report_capture_close(&f->capture);
	batch_put_errors(&f->members, f->capture.json);
	if (f->capture.failed || f->members.failed)
		batch_stop(b, NULL, ENOMEM);
}

void
batch_failure_free(struct batch_failure *f)
{
	report_capture_free(&f->capture);
	report_drop(&f->reported);
	wire_free(&f->members);
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
