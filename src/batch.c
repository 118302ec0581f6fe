#include "batch.h"
#include "desk.h"
#include "foreman.h"
#include "leftover.h"
#include "mapping.h"
#include "settle.h"
#include "stopwatch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { SPARE = 4, OUTSTANDING = 20000, HELD = 64 << 20, GRACE = 5000000, TICK_MOST = 60000000 };

/* Why it ends before its end. */
static void
tell_end(struct batch *b, const char *file, int error)
{
	if (b->told)
		return;
	b->told = true;
	progress_end(&b->progress);
	if (error == ENOMEM)
		b->status = REPORT(b->report, NULL, NO_MEMORY, "");
	else if (error == ECHILD)
		b->status = REPORT(b->report, NULL, BATCH_WORKERS, "");
	else
		b->status = REPORT(b->report, file, BATCH_STOPPED, report_reason(b->report, error));
}

/* No record is read any more, and none begun. */
static void
take_no_more(struct batch *b)
{
	crew_dismiss(&b->crew.members[MEMBER_INTAKE], true);
	b->intake_open = false;
	desk_drop_waiting(b);
}

void
batch_stop(struct batch *b, const char *file, int error)
{
	tell_end(b, file, error);
	b->stopped = true;
}

void
batch_wind_up(struct batch *b, const char *file, int error)
{
	tell_end(b, file, error);
	foreman_end(b);
	take_no_more(b);
}

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
	take_no_more(b);
}

static void
listen_intake(struct batch *b)
{
	struct crew_member *m = &b->crew.members[MEMBER_INTAKE];
	struct intake_item item;
	struct wire_reader r;
	bool open = crew_receive(m);

	while (b->intake_open && crew_frame(m, &r)) {
		intake_read(&r, &item);
		if (item.kind != INTAKE_END) {
			desk_take(b, &item);
			continue;
		}
		b->intake_open = false;
		b->status = b->status < item.status ? item.status : b->status;
	}
	if (!open && b->intake_open)
		batch_stop(b, NULL, ECHILD);
	if (!b->intake_open)
		crew_dismiss(m, true);
}

static void
listen_settle(struct batch *b)
{
	struct crew_member *m = &b->crew.members[MEMBER_SETTLE];
	struct wire_reader r;
	bool open = crew_receive(m);

	while (crew_frame(m, &r))
		desk_settled(b, (int)wire_number(&r));
	if (!open)
		batch_stop(b, NULL, ECHILD);
}

static bool
wants_more(const struct batch *b)
{
	return b->intake_open && b->signal == 0 && b->waiting < (size_t)b->wish->jobs + SPARE
	    && b->order.n + b->ready.n + b->settling.n < OUTSTANDING && (b->held < HELD || b->sent + b->waiting == 0);
}

static bool
is_over(const struct batch *b)
{
	return b->stopped || (!b->intake_open && b->sent == 0 && b->waiting == 0 && b->ready.n == 0 && !b->settle_busy
	    && !b->unsettled);
}

static bool
is_idle(const struct batch *b)
{
	return !b->intake_open && b->sent == 0 && b->waiting == 0;
}

/* Milliseconds until something has to be done, rounded up. */
static int
time_left(const struct batch *b)
{
	int64_t due = progress_next(&b->progress), now = stopwatch_now();
	const int64_t others[] = { foreman_due(b), desk_due(b), b->signal != 0 ? b->give_up : INT64_MAX };

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
	struct pollfd fds[CREW_MOST + 1];
	size_t of[CREW_MOST + 1], n = 0;

	fds[n++] = (struct pollfd){ .fd = signals, .events = POLLIN };
	for (size_t i = 0; i < b->crew.n; i++)
		if (b->crew.members[i].pid != 0 && (i != MEMBER_INTAKE || wants_more(b))) {
			of[n] = i;
			fds[n++] = (struct pollfd){ .fd = b->crew.members[i].fd, .events = POLLIN };
		}
	if (poll(fds, n, time_left(b)) <= 0)
		return;
	for (size_t k = 1; k < n && !b->stopped; k++) {
		if (fds[k].revents == 0)
			continue;
		if (of[k] == MEMBER_INTAKE)
			listen_intake(b);
		else if (of[k] == MEMBER_SETTLE)
			listen_settle(b);
		else
			foreman_listen(b, of[k]);
	}
	if (fds[0].revents != 0)
		end_by_signal(b, signals);
}

static void
run(struct batch *b, int signals)
{
	while (!is_over(b)) {
		foreman_dispatch(b);
		desk_settle(b, is_idle(b));
		if (is_over(b))
			break;
		wait_and_listen(b, signals);
		foreman_watch(b);
		progress_tick(&b->progress, &b->score, b->read, b->all);
		if (b->signal != 0 && stopwatch_now() >= b->give_up) {
			foreman_end(b);
			take_no_more(b);
		}
	}
}

/* Signals come through a descriptor, not to this process nor to those it forks. -1 with errno. */
static int
hold_signals(sigset_t *was)
{
	static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		sigaddset(&set, ending[i]);
	sigprocmask(SIG_BLOCK, &set, was);
	return signalfd(-1, &set, SFD_CLOEXEC);
}

/* Starts all processes, those first that need least of what comes later. */
static int
hire_all(struct batch *b, struct intake *intake)
{
	int error = foreman_start(b);

	if (error == 0 && !b->wish->no_sync)
		error = crew_hire(&b->crew, MEMBER_SETTLE, settle_work, &b->delivery.root);
	if (error == 0)
		error = crew_hire(&b->crew, MEMBER_INTAKE, intake_work, intake);
	b->intake_open = error == 0;
	return error == 0 ? 0 : REPORT(b->report, NULL, BATCH_STOPPED, report_reason(b->report, error));
}

/* Names of the files of a shard: "manifest.ndjson", "manifest-2-of-8.ndjson". */
static void
name_part(const struct batch *b, char *room, size_t size)
{
	*room = '\0';
	if (b->wish->shards > 1)
		snprintf(room, size, "-%llu-of-%llu", (unsigned long long)b->wish->shard, (unsigned long long)b->wish->shards);
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
	b->ledger.fd = b->delivery.root = b->delivery.waiting = -1;
	status = press_warm(c, o, b->report);
	if (status == 0)
		status = mapping_read(c, o->map, b->report);
	if (status == 0 && o->batch.records == NULL)
		intake->feed.records = tt_map_records(c);
	if (status == 0 && o->batch.id == NULL)
		intake->id = tt_map_id(c);
	if (status == 0)
		status = basis_read(&b->basis, o, data_dir, b->report);
	if (status == 0)
		status = delivery_open(&b->delivery, o->directory, part, b->report);
	b->press = (struct press){ .context = c, .options = o, .report = b->report, .basis = &b->basis,
		.root = b->delivery.root, .waiting = b->delivery.waiting };
	if (status == 0)
		status = ledger_open(&b->ledger, b->delivery.root, o->directory, manifest, b->report);
	if (status == 0) {
		delivery_clean(&b->delivery);
		status = hire_all(b, intake);
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
	b->score.old = leftover_count(b);
	error = score_write_list(&b->score, b->delivery.root, b->list_name);
	if (error != 0)
		batch_stop(b, b->options->directory, error);
	/* Without the list, the manifest has the failures. */
	if (where != NULL && error == 0)
		snprintf(where, room, "%s/%s", b->options->directory, b->list_name);
	progress_end(&b->progress);
	score_print(&b->score, b->report, b->wish->progress == BATCH_JSON, stopwatch_now() - b->progress.start,
	    where != NULL && error == 0 ? where : b->ledger.name);
	if (b->signal == 0 && !b->stopped && b->score.same == 0 && b->score.made + b->score.failed > 0)
		mapping_tell_unseen(b->press.context, b->report);
	free(where);
	if (b->signal != 0 && !b->told)
		return 128 + b->signal;
	return b->status;
}

static void
close_all(struct batch *b)
{
	foreman_end(b);
	crew_dismiss(&b->crew.members[MEMBER_INTAKE], true);
	crew_dismiss(&b->crew.members[MEMBER_SETTLE], true);
	desk_free(b);
	delivery_close(&b->delivery);
	ledger_close(&b->ledger);
	score_free(&b->score);
}

int
batch_run(const struct options *o, const char *data_dir, tt_context *c, const struct report *r)
{
	struct intake intake = { .feed = { .inputs = o->files, .ninputs = o->nfiles, .lists = o->batch.lists,
		.nlists = o->batch.nlists, .records = o->batch.records, .except = o->directory }, .id = o->batch.id, .report = r };
	struct batch *b = calloc(1, sizeof *b);
	sigset_t was;
	int status, signals;

	if (b == NULL)
		return REPORT(r, NULL, NO_MEMORY, "");
	b->options = o;
	b->wish = &o->batch;
	b->report = r;
	b->unique = o->batch.name != NULL && strstr(o->batch.name, "{hash}") != NULL;
	signals = hold_signals(&was);
	status = signals < 0 ? REPORT(r, NULL, BATCH_STOPPED, report_reason(r, errno)) : open_all(b, data_dir, c, &intake);
	if (status == 0) {
		progress_start(&b->progress, b->wish->progress, r);
		run(b, signals);
		status = sum_up(b);
	}
	close_all(b);
	free(b);
	if (signals >= 0)
		close(signals);
	return status;
}
