#include "batch_commit.h"
#include "leftover.h"
#include "stopwatch.h"
#include "wire_stream.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { GROUP = 64, GROUP_TIME = 100000 };	/* documents that wait for the disk together; microseconds */

static void
print_line(struct batch *b, const struct batch_document *d, FILE *f)
{
	fputs("{\"id\":", f);
	report_json_text(f, d->id);
	fprintf(f, ",\"status\":\"%s\"", d->outcome == WORKER_MADE ? "done" : "failed");
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
	for (size_t i = 0; i < FINGERPRINT__PARTS; i++)
		fprintf(f, ",\"%s\":\"%s\"", fingerprint_name((enum fingerprint_part)i), b->fingerprint.digests[i]);
	fputs("}\n", f);
}

/* A line of the manifest about a document that is done with. */
static void
write_line(struct batch *b, const struct batch_document *d)
{
	struct wire w = { 0 };
	FILE *f = wire_stream(&w);

	if (f != NULL) {
		print_line(b, d, f);
		fclose(f);
	}
	if (w.failed)
		batch_stop(b, NULL, ENOMEM);
	else
		manifest_add(&b->manifest, d->id, w.data, w.len);
	wire_free(&w);
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
fail_place(struct batch *b, struct batch_document *d, int error)
{
	struct batch_failure f;

	batch_failure_make(b, &f, d, TEXT_DOCUMENT_PLACE,
	    (const char *const[]){ d->output, report_reason(b->report, error), NULL });
	if (f.capture.told != NULL)
		progress_say(&b->progress, f.capture.told);
	summary_add_failure(&b->summary, d->ordinal, f.reported.id, f.capture.human);
	d->outcome = WORKER_REFUSED;
	b->status = b->status < TT_FAULT_DATA ? TT_FAULT_DATA : b->status;
	free(d->members);
	d->members = batch_keep_text(b, f.members.failed ? NULL : f.members.data);
	batch_failure_free(&f);
	output_folder_drop(&b->folder, d->number);
}

/* Puts a document in its place. */
static void
put(struct batch *b, struct batch_document *d)
{
	int error = output_folder_put(&b->folder, d->number, d->output);

	if (error != 0 && is_about_path(error)) {
		fail_place(b, d, error);
		return;
	}
	if (error != 0) {
		batch_stop(b, d->output, error);
		return;
	}
	b->summary.made++;
	b->summary.pages += d->pages;
	b->summary.bytes += d->bytes;
	b->summary.warned += d->warnings > 0;
	leftover_move(b, d);
}

/* Puts the documents of a list in their places and into the manifest. */
static void
put_all(struct batch *b, struct batch_documents *l)
{
	struct batch_document *d;
	int error;

	while ((d = batch_list_take(l)) != NULL) {
		if (!b->stopped && d->outcome == WORKER_MADE)
			put(b, d);
		if (!b->stopped)
			write_line(b, d);
		batch_free_document(b, d);
	}
	/* What has been put is told even when the next one could not be. */
	error = manifest_write(&b->manifest);
	if (error != 0)
		batch_stop(b, b->manifest.name, error);
	b->unsynced = true;
}

void
batch_commit(struct batch *b, bool at_once)
{
	struct child *m = &b->children.items[CHILD_DISK_SYNC];
	struct wire w = { 0 };

	if (b->ready.n == 0 && !(at_once && b->unsynced))
		return;
	if (b->settings->no_sync) {
		put_all(b, &b->ready);
		b->unsynced = false;
		return;
	}
	if (b->commit_busy || (!at_once && b->ready.n < GROUP && stopwatch_now() < b->ready.head->since + GROUP_TIME))
		return;
	b->committing = b->ready;
	b->ready = (struct batch_documents){ 0 };
	b->commit_busy = true;
	b->unsynced = false;
	if (child_send(m->fd, &w) != 0)
		batch_stop(b, b->folder.dir, EIO);
}

void
batch_committed(struct batch *b, int error)
{
	b->commit_busy = false;
	if (error != 0)
		batch_stop(b, b->folder.dir, error);
	if (b->committing.n > 0)
		put_all(b, &b->committing);
}

int64_t
batch_commit_due(const struct batch *b)
{
	return b->commit_busy || b->ready.head == NULL ? INT64_MAX : b->ready.head->since + GROUP_TIME;
}
