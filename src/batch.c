#include "batch.h"
#include "batch_commit.h"
#include "batch_owner.h"
#include "batch_queue.h"
#include "disk_sync.h"
#include "ending.h"
#include "leftover.h"
#include "map_file.h"
#include "stopwatch.h"
#include "worker_pool.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { SPARE = 4, OUTSTANDING = 20000, HELD = 64 << 20, GRACE = 5000000, TICK_MOST = 60000000 };

static void
end_by_signal(struct batch *b, int fd)
{
	struct signalfd_siginfo s;

	if (read(fd, &s, sizeof s) != sizeof s)
		return;
	if (b->signal != 0) {
		/* Once more: at once. */
		b->give_up = 0;
		return;
	}
	b->signal = (int)s.ssi_signo;
	b->give_up = stopwatch_now() + GRACE;
	batch_queue_close(b);
}

static void
listen_intake(struct batch *b)
{
	struct child *m = &b->children.items[CHILD_INTAKE];
	struct intake_item item;
	struct wire_reader r;
	int error = child_receive(m);

	while (b->intake_open && child_frame(m, &r)) {
		intake_read(&r, &item);
		if (item.kind != INTAKE_END) {
			batch_queue_take(b, &item);
			continue;
		}
		b->intake_open = false;
		b->status = b->status < item.status ? item.status : b->status;
	}
	if (error != 0 && b->intake_open)
		batch_stop(b, NULL, error == EPIPE ? child_lost(m) : error);
	if (!b->intake_open)
		child_stop(m, true);
}

static void
listen_disk_sync(struct batch *b)
{
	struct child *m = &b->children.items[CHILD_DISK_SYNC];
	struct wire_reader r;
	int error = child_receive(m);

	while (child_frame(m, &r))
		batch_committed(b, (int)wire_number(&r));
	if (error != 0)
		batch_stop(b, NULL, error == EPIPE ? child_lost(m) : error);
}

static void
listen_census(struct batch *b)
{
	if (batch_owner_listen(b) && !b->stopped)
		batch_queue_assign(b);
}

static bool
wants_more(const struct batch *b)
{
	return b->intake_open && b->signal == 0 && b->waiting < (size_t)b->settings->jobs + SPARE
	    && b->order.n + b->ready.n + b->committing.n < OUTSTANDING && (b->held < HELD || b->sent + b->waiting == 0);
}

static bool
is_idle(const struct batch *b)
{
	return !b->intake_open && b->sent == 0 && b->waiting == 0;
}

static bool
is_over(const struct batch *b)
{
	return b->stopped || (is_idle(b) && b->children.items[CHILD_CENSUS].pid == 0 && b->ready.n == 0
	    && !b->commit_busy && !b->unsynced);
}

/* Milliseconds until something has to be done, rounded up. */
static int
time_left(const struct batch *b)
{
	int64_t due = progress_next(&b->progress), now = stopwatch_now();
	const int64_t others[] = { worker_pool_due(b), batch_commit_due(b), b->signal != 0 ? b->give_up : INT64_MAX };

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i] < due)
			due = others[i];
	if (due <= now)
		return 0;
	return due - now > TICK_MOST ? TICK_MOST / 1000 : (int)((due - now + 999) / 1000);
}

/* Waits until something has come, and takes it. */
static void
wait_and_listen(struct batch *b, int signals)
{
	struct pollfd fds[CHILD_MOST + 1];
	size_t of[CHILD_MOST + 1], n = 0;

	fds[n++] = (struct pollfd){ .fd = signals, .events = POLLIN };
	for (size_t i = 0; i < b->children.n; i++)
		if (b->children.items[i].pid != 0 && (i != CHILD_INTAKE || wants_more(b))) {
			of[n] = i;
			fds[n++] = (struct pollfd){ .fd = b->children.items[i].fd, .events = POLLIN };
		}
	if (poll(fds, n, time_left(b)) <= 0)
		return;
	for (size_t k = 1; k < n && !b->stopped; k++) {
		if (fds[k].revents == 0)
			continue;
		if (of[k] == CHILD_INTAKE)
			listen_intake(b);
		else if (of[k] == CHILD_DISK_SYNC)
			listen_disk_sync(b);
		else if (of[k] == CHILD_CENSUS)
			listen_census(b);
		else
			worker_pool_listen(b, of[k]);
	}
	if (fds[0].revents != 0)
		end_by_signal(b, signals);
}

static void
run(struct batch *b, int signals)
{
	while (!is_over(b)) {
		worker_pool_dispatch(b);
		batch_commit(b, is_idle(b));
		if (is_over(b))
			break;
		wait_and_listen(b, signals);
		worker_pool_watch(b);
		progress_tick(&b->progress, &b->summary, b->read, b->all);
		if (b->signal != 0 && stopwatch_now() >= b->give_up) {
			worker_pool_end(b);
			batch_queue_close(b);
		}
	}
}

/* Signals come through a descriptor, not to this process nor to those it forks. -1 with errno. */
static int
hold_signals(sigset_t *was)
{
	sigset_t set;

	ending_set(&set);
	ending_hold(was);
	return signalfd(-1, &set, SFD_CLOEXEC);
}

/* Starts all processes, those first that need least of what comes later. */
static int
start_all(struct batch *b, struct intake *intake)
{
	int error = worker_pool_start(b);

	if (error == 0 && !b->settings->no_sync)
		error = child_start(&b->children, CHILD_DISK_SYNC, disk_sync_run, &b->folder.root);
	if (error == 0)
		error = child_start(&b->children, CHILD_INTAKE, intake_run, intake);
	b->intake_open = error == 0;
	return error == 0 ? 0 : REPORT(b->report, NULL, BATCH_STOPPED, report_reason(b->report, error));
}

/* Names of the files of a shard: "manifest.ndjson", "manifest-2-of-8.ndjson". */
static void
name_part(const struct batch *b, char *room, size_t size)
{
	*room = '\0';
	if (b->settings->shards > 1)
		snprintf(room, size, "-%llu-of-%llu", (unsigned long long)b->settings->shard,
		    (unsigned long long)b->settings->shards);
}

static int
open_all(struct batch *b, const char *data_dir, tt_context *c, struct intake *intake)
{
	const struct options *o = b->options;
	char part[48], manifest[80];
	int status;

	name_part(b, part, sizeof part);
	snprintf(manifest, sizeof manifest, "manifest%s.ndjson", part);
	snprintf(b->list_name, sizeof b->list_name, "failures%s.txt", part);
	b->manifest.fd = b->folder.root = b->folder.waiting = -1;
	status = worker_warm(c, o, b->report);
	if (status == 0)
		status = map_file_read(c, o->map, b->report);
	if (status == 0 && o->batch.records == NULL)
		intake->feed.records = tt_map_records(c);
	if (status == 0 && o->batch.id == NULL)
		intake->id = tt_map_id(c);
	if (status == 0)
		status = fingerprint_read(&b->fingerprint, o, data_dir, b->report);
	if (status == 0)
		status = output_folder_open(&b->folder, o->directory, part, b->report);
	b->worker = (struct worker){ .context = c, .options = o, .report = b->report, .fingerprint = &b->fingerprint,
		.root = b->folder.root, .waiting = b->folder.waiting };
	if (status == 0)
		status = manifest_open(&b->manifest, b->folder.root, o->directory, manifest, b->report);
	if (status == 0)
		status = batch_owner_open(b, manifest);
	if (status == 0) {
		output_folder_clean(&b->folder);
		status = start_all(b, intake);
	}
	return status;
}

/* Tells what became of it all. */
static int
sum_up(struct batch *b)
{
	size_t room = strlen(b->options->directory) + sizeof b->list_name + 2;
	char *where = malloc(room);
	int error;

	if (!b->told && b->signal == 0)
		leftover_remove(b);
	b->summary.old = leftover_count(b);
	error = b->moved.failed || b->old.failed ? ENOMEM : 0;
	if (error == 0)
		error = summary_write_list(&b->summary, b->folder.root, b->list_name);
	if (error != 0)
		batch_stop(b, b->options->directory, error);
	/* Without the list, the manifest has the failures. */
	if (where != NULL && error == 0)
		snprintf(where, room, "%s/%s", b->options->directory, b->list_name);
	progress_end(&b->progress);
	summary_print(&b->summary, b->report, b->settings->progress == BATCH_JSON, stopwatch_now() - b->progress.start,
	    where != NULL && error == 0 ? where : b->manifest.name);
	if (b->signal == 0 && !b->stopped && b->summary.same == 0 && b->summary.made + b->summary.failed > 0)
		map_file_tell_unseen(b->worker.context, b->report);
	free(where);
	if (b->signal != 0 && !b->told)
		return 128 + b->signal;
	return b->status;
}

static void
close_all(struct batch *b)
{
	worker_pool_end(b);
	child_stop(&b->children.items[CHILD_INTAKE], true);
	child_stop(&b->children.items[CHILD_DISK_SYNC], true);
	batch_queue_free(b);
	batch_owner_free(b);
	output_folder_close(&b->folder);
	manifest_close(&b->manifest);
	summary_free(&b->summary);
}

int
batch_run(const struct options *o, const char *data_dir, tt_context *c, const struct report *r)
{
	struct intake intake = { .feed = { .inputs = o->files, .ninputs = o->nfiles, .lists = o->batch.lists,
		.nlists = o->batch.nlists, .records = o->batch.records, .except = o->directory },
		.id = o->batch.id, .report = r };
	struct batch *b = calloc(1, sizeof *b);
	sigset_t was;
	int status, signals;

	if (b == NULL)
		return REPORT(r, NULL, NO_MEMORY, "");
	b->options = o;
	b->settings = &o->batch;
	b->report = r;
	b->intake = &intake;
	b->unique = o->batch.name != NULL && strstr(o->batch.name, "{hash}") != NULL;
	signals = hold_signals(&was);
	status = signals < 0 ? REPORT(r, NULL, BATCH_STOPPED, report_reason(r, errno))
	    : open_all(b, data_dir, c, &intake);
	if (status == 0) {
		progress_start(&b->progress, b->settings->progress, r);
		run(b, signals);
		status = sum_up(b);
	}
	close_all(b);
	free(b);
	if (signals >= 0)
		close(signals);
	return status;
}
