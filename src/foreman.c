#include "foreman.h"
#include "desk.h"
#include "stopwatch.h"
#include "telling.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

enum { SMALL = 64 * 1024, SLOW = 300000, IDLE_DEATHS = 20, BACKLOG_SPARE = 2 };

/* Why a document failed with its worker. */
enum cause { CAUSE_ENDED, CAUSE_DEADLINE };

int
foreman_start(struct batch *b)
{
	int error = 0;

	for (size_t i = 0; i < (size_t)b->wish->jobs && error == 0; i++)
		error = crew_hire(&b->crew, MEMBER_PRESS + i, press_work, &b->press);
	return error;
}

static const char *
signal_name(int n, char *room, size_t size)
{
	static const struct { int n; const char *name; } names[] = {
		{ SIGSEGV, "SIGSEGV" }, { SIGABRT, "SIGABRT" }, { SIGBUS, "SIGBUS" }, { SIGFPE, "SIGFPE" },
		{ SIGILL, "SIGILL" }, { SIGKILL, "SIGKILL" }, { SIGXCPU, "SIGXCPU" }, { SIGTERM, "SIGTERM" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].n == n)
			return names[i].name;
	snprintf(room, size, "%d", n);
	return room;
}

/* The document failed because its worker is no more. */
static void
fail(struct batch *b, struct document *d, enum cause cause, int status)
{
	struct telling t = { .report = b->report, .record = d->index };
	char number[24], members[4096];
	const char *args[] = { number, NULL };
	struct reported m = { .text = NULL };

	if (cause == CAUSE_DEADLINE)
		snprintf(number, sizeof number, "%lld.%03d", (long long)(b->wish->deadline / 1000000),
		    (int)(b->wish->deadline / 1000 % 1000));
	else if (WIFSIGNALED(status))
		args[0] = signal_name(WTERMSIG(status), number, sizeof number);
	else
		snprintf(number, sizeof number, "exit %d", WEXITSTATUS(status));
	report_make(b->report, &m, d->file, cause == CAUSE_DEADLINE ? TEXT_DOCUMENT_DEADLINE : TEXT_DOCUMENT_CRASHED, args);
	m.message.line = (int)d->line;
	m.message.column = (int)d->column;
	telling_add(&t, &m.message);
	telling_close(&t);
	snprintf(members, sizeof members, "\"errors\":[%s]", t.json != NULL ? t.json : "");
	desk_finish(b, d, &(struct press_answer){ .outcome = PRESS_REFUSED, .failure = m.id, .told = t.told,
		.human = t.human, .members = members });
	telling_free(&t);
	report_drop(&m);
}

/* Takes the first document out of a worker's hand. */
static struct document *
take_first(struct batch *b, struct hand *h)
{
	struct document *d = h->documents[0];

	h->n--;
	b->sent--;
	h->documents[0] = h->documents[1];
	h->numbers[0] = h->numbers[1];
	h->started = stopwatch_now();
	h->named = false;
	return d;
}

/* Ends a worker, tells what became of its documents, and hires another. */
static void
replace(struct batch *b, size_t i, enum cause cause)
{
	struct hand *h = &b->hands[i];
	int error, status = crew_dismiss(&b->crew.members[i], true);

	if (h->n == 0 && ++b->idle_deaths > IDLE_DEATHS) {
		batch_stop(b, NULL, ECHILD);
		return;
	}
	if (h->n > 0) {
		uint64_t number = h->numbers[0];
		struct document *d = take_first(b, h);
		delivery_drop(&b->delivery, number);
		if (d != NULL)
			fail(b, d, cause, status);
	}
	while (h->n > 0) {
		struct document *d = take_first(b, h);
		if (d != NULL)
			desk_queue(b, d, true);
	}
	error = b->stopped ? 0 : crew_hire(&b->crew, i, press_work, &b->press);
	if (error != 0)
		batch_stop(b, NULL, error);
}

/* A worker that can take a document of this size; 0: none. */
static size_t
find_hand(const struct batch *b, size_t size)
{
	size_t second = 0;

	for (size_t i = MEMBER_PRESS; i < b->crew.n; i++) {
		const struct hand *h = &b->hands[i];
		if (h->n == 0)
			return i;
		if (second == 0 && h->n < HAND_MOST && h->named && size <= SMALL)
			second = i;
	}
	return second;
}

void
foreman_dispatch(struct batch *b)
{
	size_t i;

	while (!b->stopped && b->backlog != NULL && (i = find_hand(b, b->backlog->job.len)) != 0) {
		struct hand *h = &b->hands[i];
		struct document *d = desk_next(b);
		d->number = ++b->number;
		press_change_job(&d->job, d->task, d->number);
		if (crew_send(b->crew.members[i].fd, &d->job) != 0) {
			desk_queue(b, d, true);
			replace(b, i, CAUSE_ENDED);
			continue;
		}
		if (h->n == 0) {
			h->started = stopwatch_now();
			h->named = false;
		}
		h->documents[h->n] = d;
		h->numbers[h->n++] = d->number;
		b->sent++;
	}
}

/* What a worker says of the first document it has. */
static void
take_answer(struct batch *b, struct hand *h, const struct press_answer *a)
{
	struct document *d = h->documents[0];

	if (h->n == 0 || a->number != h->numbers[0])
		return;
	b->idle_deaths = 0;
	if (a->outcome == PRESS_NAMED) {
		h->named = true;
		if (d == NULL || d->task != PRESS_NAME) {
			if (d != NULL)
				desk_name(b, d, a->name);
			return;
		}
	}
	take_first(b, h);
	if (d == NULL) {
		delivery_drop(&b->delivery, a->number);
	} else if (a->outcome == PRESS_STOPPED) {
		desk_queue(b, d, true);
		batch_wind_up(b, b->delivery.dir, (int)a->error);
	} else if (a->outcome == PRESS_NAMED) {
		b->score.named++;
		desk_name(b, d, a->name);
	} else {
		desk_finish(b, d, a);
	}
}

void
foreman_listen(struct batch *b, size_t i)
{
	struct crew_member *m = &b->crew.members[i];
	struct press_answer a;
	struct wire_reader r;
	bool open = crew_receive(m);

	while (crew_frame(m, &r)) {
		press_read_answer(&r, &a);
		tt_map_add_seen(b->press.context, (const unsigned char *)a.seen, a.nseen);
		take_answer(b, &b->hands[i], &a);
	}
	if (!open)
		replace(b, i, CAUSE_ENDED);
}

void
foreman_watch(struct batch *b)
{
	int64_t now = stopwatch_now();

	for (size_t i = MEMBER_PRESS; i < b->crew.n && !b->stopped; i++) {
		struct hand *h = &b->hands[i];
		if (h->n > 0 && b->wish->deadline > 0 && now - h->started > b->wish->deadline) {
			foreman_listen(b, i);
			if (h->n > 0 && stopwatch_now() - h->started > b->wish->deadline)
				replace(b, i, CAUSE_DEADLINE);
		} else if (h->n > 1 && h->documents[1] != NULL && now - h->started > SLOW) {
			/* Its name may be what all later ones wait for. */
			desk_queue(b, h->documents[1], true);
			h->documents[1] = NULL;
		}
	}
}

int64_t
foreman_due(const struct batch *b)
{
	int64_t due = INT64_MAX;

	for (size_t i = MEMBER_PRESS; i < b->crew.n; i++) {
		const struct hand *h = &b->hands[i];
		int64_t end = h->n == 0 || b->wish->deadline == 0 ? INT64_MAX : h->started + b->wish->deadline + 1;
		if (h->n > 1 && h->documents[1] != NULL && h->started + SLOW + 1 < end)
			end = h->started + SLOW + 1;
		if (end < due)
			due = end;
	}
	return due;
}

void
foreman_end(struct batch *b)
{
	for (size_t i = MEMBER_PRESS; i < b->crew.n; i++) {
		struct hand *h = &b->hands[i];
		crew_dismiss(&b->crew.members[i], true);
		while (h->n > 0) {
			struct document *d = take_first(b, h);
			if (d != NULL)
				desk_queue(b, d, true);
		}
	}
}
