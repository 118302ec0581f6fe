#include "batch_queue.h"
#include "batch_owner.h"
#include "leftover.h"
#include "output_name.h"
#include "shard.h"
#include "stopwatch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TOLD = 100 };			/* documents that failed whose errors are told */

void
batch_queue_push(struct batch *b, struct batch_document *d, bool first)
{
	if (b->backlog == NULL || first) {
		d->after = b->backlog;
		b->backlog_end = b->backlog == NULL ? d : b->backlog_end;
		b->backlog = d;
	} else {
		d->after = NULL;
		b->backlog_end->after = d;
		b->backlog_end = d;
	}
	b->waiting++;
}

struct batch_document *
batch_queue_pop(struct batch *b)
{
	struct batch_document *d = b->backlog;

	if (d != NULL) {
		b->backlog = d->after;
		b->waiting--;
	}
	return d;
}

/* A document whose work and whose output are both known. */
static void
complete(struct batch *b, struct batch_document *d)
{
	if (d->outcome == WORKER_SAME && d->recorded != NULL && d->output != NULL
	    && strcmp(d->recorded, d->output) == 0) {
		b->summary.same++;
		batch_free_document(b, d);
	} else if (d->outcome == WORKER_SAME) {
		d->finished = false;
		d->task = WORKER_ANEW;
		batch_queue_push(b, d, true);
	} else {
		d->since = stopwatch_now();
		batch_list_add(&b->ready, d);
	}
}

/* Gives a document the first path of its name that no other has. False: not known yet, or the batch was stopped. */
static bool
find_path(struct batch *b, struct batch_document *d)
{
	enum batch_owner owner = BATCH_OWNER_AWAY;
	char path[MANIFEST_PATH];

	if (!batch_owner_enter(b, d))
		batch_stop(b, NULL, ENOMEM);
	while (d->name != NULL && !b->stopped && owner != BATCH_OWNER_NONE) {
		if (d->output == NULL && !output_name_claim(&b->taken, d->name, path, sizeof path))
			batch_stop(b, NULL, ENOMEM);
		else if (d->output == NULL)
			d->output = batch_keep_text(b, path);
		if (d->output == NULL)
			break;
		owner = batch_owner_of(b, d->output);
		if (owner == BATCH_OWNER_UNKNOWN)
			break;
		if (owner == BATCH_OWNER_AWAY) {
			output_name_leave(&b->taken, d->output);
			free(d->output);
			d->output = NULL;
		}
	}
	return !b->stopped && (d->name == NULL || owner == BATCH_OWNER_NONE);
}

/* A document whose turn it is has its output. */
static void
assign(struct batch *b, struct batch_document *d)
{
	d->assigned = true;
	if (!d->mine)
		batch_free_document(b, d);
	else if (d->finished)
		complete(b, d);
}

void
batch_queue_assign(struct batch *b)
{
	while (b->order.head != NULL && b->order.head->named && !b->order.head->dropped && find_path(b, b->order.head))
		assign(b, batch_list_take(&b->order));
}

void
batch_queue_name(struct batch *b, struct batch_document *d, const char *name)
{
	if (d->named)
		return;
	d->named = true;
	d->name = batch_keep_text(b, name);
	batch_queue_assign(b);
}

/* Tells what was found in a document; for people not without end, as there is a list of failures. */
static void
tell(struct batch *b, const struct worker_answer *a)
{
	if (b->report->json || a->outcome != WORKER_REFUSED || b->summary.failed < TOLD) {
		progress_say(&b->progress, a->told);
	} else if (b->summary.failed == TOLD) {
		progress_end(&b->progress);
		report_print(b->report, stderr, TEXT_BATCH_MORE, (const char *const[]){ b->list_name, NULL });
		fputc('\n', stderr);
	}
}

void
batch_queue_finish(struct batch *b, struct batch_document *d, const struct worker_answer *a)
{
	bool named = d->named;

	d->finished = true;
	d->outcome = a->outcome;
	if (d->outcome != WORKER_SAME)
		batch_forget_record(b, d);
	d->pages = a->pages;
	d->bytes = a->bytes;
	d->warnings = a->warnings;
	d->members = batch_keep_text(b, a->members);
	if (a->told != NULL)
		tell(b, a);
	if (a->outcome == WORKER_REFUSED) {
		summary_add_failure(&b->summary, d->ordinal, a->failure, a->human);
		b->status = b->status < TT_FAULT_DATA ? TT_FAULT_DATA : b->status;
	}
	if (!named)
		batch_queue_name(b, d, a->name);
	else if (d->assigned)
		complete(b, d);
}

void
batch_queue_fail(struct batch *b, struct batch_document *d, enum text_id id, const char *const *args)
{
	struct batch_failure f;

	batch_failure_make(b, &f, d, id, args);
	batch_queue_finish(b, d, &(struct worker_answer){ .outcome = WORKER_REFUSED, .failure = f.reported.id,
		.told = f.capture.told, .human = f.capture.human,
		.members = f.members.failed ? NULL : f.members.data });
	batch_failure_free(&f);
}

/* The document of an item. NULL: no memory. */
static struct batch_document *
new_document(struct batch *b, const struct intake_item *item)
{
	struct batch_document *d = calloc(1, sizeof *d);

	if (d == NULL)
		return NULL;
	d->id = batch_keep_text(b, item->id);
	d->file = batch_keep_text(b, item->file);
	d->line = item->line;
	d->column = item->column;
	d->index = item->index;
	if (d->id != NULL && d->file != NULL)
		return d;
	batch_free_document(b, d);
	return NULL;
}

/* What an earlier run says of it. False when the document is not to be made. */
static bool
look_up(struct batch *b, struct batch_document *d, struct worker_job *job)
{
	struct manifest_entry e;
	bool known;

	job->known = manifest_find(&b->manifest, d->id, &job->known_len);
	known = job->known != NULL && manifest_read(job->known, job->known_len, &e);
	if (b->manifest.line.failed || (known && !leftover_find(b, d, &e)))
		batch_stop(b, NULL, ENOMEM);
	if (known && d->recorded == NULL) {
		/* Whatever is there now is another document's. */
		job->known = NULL;
		job->known_len = 0;
	}
	if (!b->settings->retry_failed)
		return true;
	if (known && e.done && *e.name != '\0') {
		d->named = d->finished = true;
		d->outcome = WORKER_SAME;
		d->name = batch_keep_text(b, e.name);
	}
	return known;
}

static void
take_record(struct batch *b, struct batch_document *d, const struct intake_item *item)
{
	struct worker_job job = { .task = WORKER_MAKE, .file = item->file, .line = item->line, .column = item->column,
		.index = item->index, .folder = item->folder, .id = item->id, .record = item->record,
		.len = item->len };

	d->mine = shard_has(b->settings->shard, b->settings->shards, item->id) && look_up(b, d, &job);
	/* What is not made here has its name all the same. */
	if (!d->mine && b->unique) {
		batch_free_document(b, d);
		return;
	}
	d->task = d->mine ? WORKER_MAKE : WORKER_NAME;
	worker_put_job(&d->job, &job);
	b->held += d->job.len;
	if (d->job.failed)
		batch_stop(b, NULL, ENOMEM);
	batch_list_add(&b->order, d);
	if (!d->named)
		batch_queue_push(b, d, false);
	batch_queue_assign(b);
}

/* Something of the input could not be read: that is a document that failed. */
static void
take_fault(struct batch *b, struct batch_document *d, const struct intake_item *item)
{
	struct wire members = { 0 };

	d->mine = shard_has(b->settings->shard, b->settings->shards, item->id);
	if (!d->mine || !item->lost) {
		if (d->mine && item->told != NULL)
			progress_say(&b->progress, item->told);
		batch_free_document(b, d);
		return;
	}
	batch_put_errors(&members, item->json);
	if (members.failed)
		batch_stop(b, NULL, ENOMEM);
	if (b->status < (int)item->fault)
		b->status = (int)item->fault;
	batch_list_add(&b->order, d);
	batch_queue_finish(b, d, &(struct worker_answer){ .outcome = WORKER_REFUSED, .failure = item->fault_id,
		.told = item->told, .human = item->human, .members = members.failed ? NULL : members.data });
	wire_free(&members);
}

void
batch_queue_take(struct batch *b, const struct intake_item *item)
{
	struct batch_document *d = new_document(b, item);

	b->read = item->read;
	b->all = item->all;
	if (d == NULL) {
		batch_stop(b, NULL, ENOMEM);
		return;
	}
	d->ordinal = ++b->ordinal;
	if (item->kind == INTAKE_RECORD)
		take_record(b, d, item);
	else
		take_fault(b, d, item);
}

/* Drops what waits for a worker. */
static void
drop_waiting(struct batch *b)
{
	struct batch_document *d;

	while ((d = batch_queue_pop(b)) != NULL) {
		d->dropped = true;
		if (d->assigned)
			batch_free_document(b, d);
	}
}

void
batch_queue_close(struct batch *b)
{
	child_stop(&b->children.items[CHILD_INTAKE], true);
	child_stop(&b->children.items[CHILD_CENSUS], true);
	b->intake_open = false;
	drop_waiting(b);
}

void
batch_queue_free(struct batch *b)
{
	struct batch_documents *const lists[] = { &b->order, &b->ready, &b->committing };
	struct batch_document *d;

	drop_waiting(b);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		while ((d = batch_list_take(lists[i])) != NULL)
			batch_free_document(b, d);
	leftover_free(b);
	hash_table_free(&b->taken);
}
