#include "desk.h"
#include "claim.h"
#include "leftover.h"
#include "shard.h"
#include "stopwatch.h"
#include "telling.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { GROUP = 64, GROUP_TIME = 100000 };	/* documents that wait for the disk together; microseconds */

enum { TOLD = 100 };			/* documents that failed whose errors are told */

static char *
copy_text(const char *text)
{
	char *p = text == NULL ? NULL : malloc(strlen(text) + 1);

	return p == NULL ? NULL : strcpy(p, text);
}

static void
list_add(struct documents *l, struct document *d)
{
	d->next = NULL;
	if (l->head == NULL)
		l->tail = &l->head;
	*l->tail = d;
	l->tail = &d->next;
	l->n++;
}

static struct document *
list_take(struct documents *l)
{
	struct document *d = l->head;

	if (d != NULL) {
		l->head = d->next;
		l->n--;
	}
	return d;
}

/* The record is not needed any more. */
static void
let_go(struct batch *b, struct document *d)
{
	b->held -= d->job.len;
	wire_free(&d->job);
}

static void
free_document(struct batch *b, struct document *d)
{
	let_go(b, d);
	free(d->id);
	free(d->file);
	free(d->name);
	free(d->output);
	free(d->recorded);
	free(d->members);
	free(d);
}

static void
no_memory(struct batch *b)
{
	batch_stop(b, NULL, ENOMEM);
}

void
desk_queue(struct batch *b, struct document *d, bool first)
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

struct document *
desk_next(struct batch *b)
{
	struct document *d = b->backlog;

	if (d != NULL) {
		b->backlog = d->after;
		b->waiting--;
	}
	return d;
}

/* A line of the manifest about a document that is done with. */
static void
write_line(struct batch *b, const struct document *d)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	if (f == NULL) {
		no_memory(b);
		return;
	}
	fputs("{\"id\":", f);
	report_json_text(f, d->id);
	fprintf(f, ",\"status\":\"%s\"", d->outcome == PRESS_MADE ? "done" : "failed");
	if (d->output != NULL) {
		fputs(",\"output\":", f);
		report_json_text(f, d->output);
		fputs(",\"name\":", f);
		report_json_text(f, d->name);
	}
	leftover_print(b, d, f);
	fputs(",\"file\":", f);
	report_json_text(f, d->file);
	fprintf(f, ",\"line\":%llu,\"column\":%llu", (unsigned long long)d->line, (unsigned long long)d->column);
	if (d->index > 0)
		fprintf(f, ",\"index\":%llu", (unsigned long long)d->index);
	if (d->members != NULL)
		fprintf(f, ",%s", d->members);
	for (size_t i = 0; i < BASIS__PARTS; i++)
		fprintf(f, ",\"%s\":\"%s\"", basis_name((enum basis_part)i), b->basis.digests[i]);
	fputs("}\n", f);
	if (fclose(f) != 0)
		no_memory(b);
	else
		ledger_add(&b->ledger, d->id, text, n);
	free(text);
}

/* Errors that are about this one path, not about the folder. */
static bool
is_about_path(int error)
{
	return error == ELOOP || error == ENOTDIR || error == EISDIR || error == EEXIST || error == ENOTEMPTY
	    || error == ENAMETOOLONG;
}

/* The document could be made, but its place is taken by something else. */
static void
fail_place(struct batch *b, struct document *d, int error)
{
	struct telling t = { .report = b->report, .record = d->index };
	struct reported m = { .text = NULL };

	report_make(b->report, &m, d->file, TEXT_DOCUMENT_PLACE,
	    (const char *const[]){ d->output, report_reason(b->report, error), NULL });
	m.message.line = (int)d->line;
	m.message.column = (int)d->column;
	telling_add(&t, &m.message);
	telling_close(&t);
	if (t.told != NULL)
		progress_say(&b->progress, t.told);
	score_failure(&b->score, d->ordinal, m.id, t.human);
	d->outcome = PRESS_REFUSED;
	b->status = b->status < TT_FAULT_DATA ? TT_FAULT_DATA : b->status;
	telling_free(&t);
	report_drop(&m);
	free(d->members);
	d->members = NULL;
	delivery_drop(&b->delivery, d->number);
}

/* Puts a document in its place. */
static void
put(struct batch *b, struct document *d)
{
	int error = delivery_put(&b->delivery, d->number, d->output);

	if (error != 0 && is_about_path(error)) {
		fail_place(b, d, error);
		return;
	}
	if (error != 0) {
		batch_stop(b, d->output, error);
		return;
	}
	b->score.made++;
	b->score.pages += d->pages;
	b->score.bytes += d->bytes;
	b->score.warned += d->warnings > 0;
	if (d->recorded != NULL && strcmp(d->recorded, d->output) != 0)
		wire_add(&b->moved, d->recorded, strlen(d->recorded) + 1);
}

/* Puts the documents of a list in their places and into the manifest. */
static void
put_all(struct batch *b, struct documents *l)
{
	struct document *d;
	int error;

	while ((d = list_take(l)) != NULL) {
		if (!b->stopped && d->outcome == PRESS_MADE)
			put(b, d);
		if (!b->stopped)
			write_line(b, d);
		free_document(b, d);
	}
	/* What has been put is told even when the next one could not be. */
	error = ledger_write(&b->ledger);
	if (error != 0)
		batch_stop(b, b->ledger.name, error);
	b->unsettled = true;
}

void
desk_settle(struct batch *b, bool at_once)
{
	struct crew_member *m = &b->crew.members[MEMBER_SETTLE];
	struct wire w = { 0 };

	if (b->ready.n == 0 && !(at_once && b->unsettled))
		return;
	if (b->wish->no_sync) {
		put_all(b, &b->ready);
		b->unsettled = false;
		return;
	}
	if (b->settle_busy || (!at_once && b->ready.n < GROUP && stopwatch_now() < b->ready.head->since + GROUP_TIME))
		return;
	b->settling = b->ready;
	b->ready = (struct documents){ 0 };
	b->settle_busy = true;
	b->unsettled = false;
	if (crew_send(m->fd, &w) != 0)
		batch_stop(b, b->delivery.dir, EIO);
}

void
desk_settled(struct batch *b, int error)
{
	b->settle_busy = false;
	if (error != 0)
		batch_stop(b, b->delivery.dir, error);
	if (b->settling.n > 0)
		put_all(b, &b->settling);
}

int64_t
desk_due(const struct batch *b)
{
	return b->settle_busy || b->ready.head == NULL ? INT64_MAX : b->ready.head->since + GROUP_TIME;
}

/* A document whose work and whose output are both known. */
static void
complete(struct batch *b, struct document *d)
{
	if (d->outcome == PRESS_SAME && d->recorded != NULL && d->output != NULL && strcmp(d->recorded, d->output) == 0) {
		b->score.same++;
		free_document(b, d);
	} else if (d->outcome == PRESS_SAME) {
		d->finished = false;
		d->task = PRESS_ANEW;
		desk_queue(b, d, true);
	} else {
		d->since = stopwatch_now();
		list_add(&b->ready, d);
	}
}

/* Gives out the output of a document whose turn it is. */
static void
assign(struct batch *b, struct document *d)
{
	char path[LEDGER_PATH];

	d->assigned = true;
	if (d->name != NULL) {
		if (!claim_name(&b->taken, d->name, path, sizeof path) || (d->output = copy_text(path)) == NULL)
			no_memory(b);
	}
	if (!d->mine)
		free_document(b, d);
	else if (d->finished)
		complete(b, d);
}

static void
assign_all(struct batch *b)
{
	while (b->order.head != NULL && b->order.head->named && !b->order.head->dropped)
		assign(b, list_take(&b->order));
}

void
desk_name(struct batch *b, struct document *d, const char *name)
{
	if (d->named)
		return;
	d->named = true;
	d->name = copy_text(name);
	assign_all(b);
}

/* Tells what was found in a document; for people not without end, as there is a list of failures. */
static void
tell(struct batch *b, const struct press_answer *a)
{
	if (b->report->json || a->outcome != PRESS_REFUSED || b->score.failed < TOLD) {
		progress_say(&b->progress, a->told);
	} else if (b->score.failed == TOLD) {
		progress_end(&b->progress);
		report_print(b->report, stderr, TEXT_BATCH_MORE, (const char *const[]){ b->list_name, NULL });
		fputc('\n', stderr);
	}
}

void
desk_finish(struct batch *b, struct document *d, const struct press_answer *a)
{
	bool named = d->named;

	d->finished = true;
	d->outcome = a->outcome;
	if (d->outcome != PRESS_SAME)
		let_go(b, d);
	d->pages = a->pages;
	d->bytes = a->bytes;
	d->warnings = a->warnings;
	d->members = copy_text(a->members);
	if (a->told != NULL)
		tell(b, a);
	if (a->outcome == PRESS_REFUSED) {
		score_failure(&b->score, d->ordinal, a->failure, a->human);
		b->status = b->status < TT_FAULT_DATA ? TT_FAULT_DATA : b->status;
	}
	if (!named)
		desk_name(b, d, a->name);
	else if (d->assigned)
		complete(b, d);
}

/* The document of an item. NULL: no memory. */
static struct document *
new_document(struct batch *b, const struct intake_item *item)
{
	struct document *d = calloc(1, sizeof *d);

	if (d == NULL)
		return NULL;
	d->id = copy_text(item->id);
	d->file = copy_text(item->file);
	d->line = item->line;
	d->column = item->column;
	d->index = item->index;
	if (d->id != NULL && d->file != NULL)
		return d;
	free_document(b, d);
	return NULL;
}

/* What an earlier run says of it. False when the document is not to be looked at. */
static bool
look_up(struct batch *b, struct document *d, struct press_job *job)
{
	struct ledger_entry e;
	bool known;

	job->known = ledger_find(&b->ledger, d->id, &job->known_len);
	known = job->known != NULL && ledger_read(job->known, job->known_len, &e);
	if (known && !leftover_find(b, d, &e))
		no_memory(b);
	if (known && d->recorded == NULL) {
		/* Whatever is there now is another document's. */
		job->known = NULL;
		job->known_len = 0;
	}
	if (!b->wish->retry_failed)
		return true;
	if (known && e.done) {
		d->named = d->finished = true;
		d->outcome = PRESS_SAME;
		d->name = copy_text(e.name);
	}
	return known;
}

static void
take_record(struct batch *b, struct document *d, const struct intake_item *item)
{
	struct press_job job = { .task = PRESS_MAKE, .file = item->file, .line = item->line, .column = item->column, .index = item->index,
		.folder = item->folder, .id = item->id, .record = item->record, .len = item->len };

	d->mine = shard_has(b->wish->shard, b->wish->shards, item->id);
	if (!d->mine && b->unique) {
		free_document(b, d);
		return;
	}
	if (d->mine && !look_up(b, d, &job)) {
		free_document(b, d);
		return;
	}
	d->task = d->mine ? PRESS_MAKE : PRESS_NAME;
	press_put_job(&d->job, &job);
	b->held += d->job.len;
	if (d->job.failed)
		no_memory(b);
	list_add(&b->order, d);
	if (!d->named)
		desk_queue(b, d, false);
	assign_all(b);
}

/* Something of the input could not be read: that is a document that failed. */
static void
take_fault(struct batch *b, struct document *d, const struct intake_item *item)
{
	char *members = NULL;
	size_t n = 0;
	FILE *f = NULL;

	d->mine = shard_has(b->wish->shard, b->wish->shards, item->id);
	if (!d->mine || !item->lost) {
		if (d->mine && item->told != NULL)
			progress_say(&b->progress, item->told);
		free_document(b, d);
		return;
	}
	f = open_memstream(&members, &n);
	if (f != NULL) {
		fprintf(f, "\"errors\":[%s]", item->json != NULL ? item->json : "");
		fclose(f);
	}
	if (b->status < (int)item->fault)
		b->status = (int)item->fault;
	list_add(&b->order, d);
	desk_finish(b, d, &(struct press_answer){ .outcome = PRESS_REFUSED, .failure = item->fault_id, .told = item->told,
		.human = item->human, .members = members });
	free(members);
}

void
desk_take(struct batch *b, const struct intake_item *item)
{
	struct document *d = new_document(b, item);

	b->read = item->read;
	b->all = item->all;
	if (d == NULL) {
		no_memory(b);
		return;
	}
	d->ordinal = ++b->ordinal;
	if (item->kind == INTAKE_RECORD)
		take_record(b, d, item);
	else
		take_fault(b, d, item);
}

void
desk_drop_waiting(struct batch *b)
{
	struct document *d;

	while ((d = desk_next(b)) != NULL) {
		d->dropped = true;
		if (d->assigned)
			free_document(b, d);
	}
}

void
desk_free(struct batch *b)
{
	struct documents *const lists[] = { &b->order, &b->ready, &b->settling };
	struct document *d;

	desk_drop_waiting(b);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		while ((d = list_take(lists[i])) != NULL)
			free_document(b, d);
	leftover_free(b);
	lookup_free(&b->taken);
}
