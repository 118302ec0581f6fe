#include "worker_pool.h"
#include "batch_queue.h"
#include "stopwatch.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

enum { SMALL = 64 * 1024, SLOW = 300000, IDLE_DEATHS = 20 };

/* Why a worker is replaced: its line is closed, it takes nothing, or its document takes too long. */
enum cause { CAUSE_ENDED, CAUSE_DEAF, CAUSE_DEADLINE };

int
worker_pool_start(struct batch *b)
{
	int error = 0;

	for (size_t i = 0; i < (size_t)b->settings->jobs && error == 0; i++)
		error = child_start(&b->children, CHILD_WORKER + i, worker_run, &b->worker);
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

/* The document failed because its worker is no more, which ended with this wait status. */
static void
fail(struct batch *b, struct batch_document *d, enum cause cause, int status)
{
	enum text_id id = TEXT_DOCUMENT_CRASHED;
	char number[24];
	const char *args[] = { number, NULL };

	if (cause == CAUSE_DEADLINE) {
		id = TEXT_DOCUMENT_DEADLINE;
		snprintf(number, sizeof number, "%lld.%03d", (long long)(b->settings->deadline / 1000000),
		    (int)(b->settings->deadline / 1000 % 1000));
	} else if (WIFSIGNALED(status)) {
		args[0] = signal_name(WTERMSIG(status), number, sizeof number);
	} else if (WEXITSTATUS(status) == CHILD_NO_MEMORY) {
		id = TEXT_DOCUMENT_MEMORY;
		snprintf(number, sizeof number, "%d", b->settings->memory);
	} else {
		snprintf(number, sizeof number, "exit %d", WEXITSTATUS(status));
	}
	batch_queue_fail(b, d, id, args);
}

/* Takes the first document of a worker. */
static struct batch_document *
take_first(struct batch *b, struct batch_worker *w)
{
	struct batch_document *d = w->documents[0];

	w->n--;
	b->sent--;
	w->documents[0] = w->documents[1];
	w->numbers[0] = w->numbers[1];
	w->started = stopwatch_now();
	w->named = false;
	return d;
}

/* Ends a worker, tells what became of its documents, and starts another. */
static void
replace(struct batch *b, size_t i, enum cause cause)
{
	struct batch_worker *w = &b->workers[i];
	int error, status = child_stop(&b->children.items[i], cause != CAUSE_ENDED);

	if (w->n == 0 && ++b->idle_deaths > IDLE_DEATHS) {
		batch_stop(b, NULL, WIFEXITED(status) && WEXITSTATUS(status) == CHILD_NO_MEMORY ? ENOMEM : ECHILD);
		return;
	}
	if (w->n > 0) {
		uint64_t number = w->numbers[0];
		struct batch_document *d = take_first(b, w);
		output_folder_drop(&b->folder, number);
		if (d != NULL)
			fail(b, d, cause, status);
	}
	while (w->n > 0) {
		struct batch_document *d = take_first(b, w);
		if (d != NULL)
			batch_queue_push(b, d, true);
	}
	error = b->stopped ? 0 : child_start(&b->children, i, worker_run, &b->worker);
	if (error != 0)
		batch_stop(b, NULL, error);
}

/* A worker that can take a document of this size; 0: none. */
static size_t
find_worker(const struct batch *b, size_t size)
{
	size_t second = 0;

	for (size_t i = CHILD_WORKER; i < b->children.n; i++) {
		const struct batch_worker *w = &b->workers[i];
		if (w->n == 0)
			return i;
		if (second == 0 && w->n < WORKER_LOAD && w->named && size <= SMALL)
			second = i;
	}
	return second;
}

void
worker_pool_dispatch(struct batch *b)
{
	size_t i;
	int error;

	while (!b->stopped && b->backlog != NULL && (i = find_worker(b, b->backlog->job.len)) != 0) {
		struct batch_worker *w = &b->workers[i];
		struct batch_document *d = batch_queue_pop(b);
		d->number = ++b->number;
		worker_change_job(&d->job, d->task, d->number);
		error = child_send(b->children.items[i].fd, &d->job);
		if (error != 0) {
			batch_queue_push(b, d, true);
			replace(b, i, error == EPIPE ? CAUSE_ENDED : CAUSE_DEAF);
			continue;
		}
		if (w->n == 0) {
			w->started = stopwatch_now();
			w->named = false;
		}
		w->documents[w->n] = d;
		w->numbers[w->n++] = d->number;
		b->sent++;
	}
}

/* What a worker says of the first document it has. */
static void
take_answer(struct batch *b, struct batch_worker *w, const struct worker_answer *a)
{
	struct batch_document *d = w->documents[0];

	if (w->n == 0 || a->number != w->numbers[0])
		return;
	b->idle_deaths = 0;
	if (a->outcome == WORKER_NAMED) {
		w->named = true;
		if (d == NULL || d->task != WORKER_NAME) {
			if (d != NULL)
				batch_queue_name(b, d, a->name);
			return;
		}
	}
	take_first(b, w);
	if (d == NULL) {
		output_folder_drop(&b->folder, a->number);
	} else if (a->outcome == WORKER_STOPPED) {
		batch_queue_push(b, d, true);
		worker_pool_wind_up(b, b->folder.dir, (int)a->error);
	} else if (a->outcome == WORKER_NAMED) {
		b->summary.named++;
		batch_queue_name(b, d, a->name);
	} else {
		batch_queue_finish(b, d, a);
	}
}

void
worker_pool_listen(struct batch *b, size_t i)
{
	struct child *m = &b->children.items[i];
	struct worker_answer a;
	struct wire_reader r;
	int error = child_receive(m);

	while (child_frame(m, &r)) {
		worker_read_answer(&r, &a);
		tt_map_add_seen(b->worker.context, (const unsigned char *)a.seen, a.nseen);
		take_answer(b, &b->workers[i], &a);
	}
	if (error == ENOMEM)
		batch_stop(b, NULL, error);
	else if (error != 0 && m->pid != 0)
		replace(b, i, CAUSE_ENDED);
}

void
worker_pool_watch(struct batch *b)
{
	int64_t now = stopwatch_now();

	for (size_t i = CHILD_WORKER; i < b->children.n && !b->stopped; i++) {
		struct batch_worker *w = &b->workers[i];
		if (w->n > 0 && b->settings->deadline > 0 && now - w->started > b->settings->deadline) {
			worker_pool_listen(b, i);
			if (w->n > 0 && stopwatch_now() - w->started > b->settings->deadline)
				replace(b, i, CAUSE_DEADLINE);
		} else if (w->n > 1 && w->documents[1] != NULL && now - w->started > SLOW) {
			/* Its name may be what all later ones wait for. */
			batch_queue_push(b, w->documents[1], true);
			w->documents[1] = NULL;
		}
	}
}

int64_t
worker_pool_due(const struct batch *b)
{
	int64_t due = INT64_MAX;

	for (size_t i = CHILD_WORKER; i < b->children.n; i++) {
		const struct batch_worker *w = &b->workers[i];
		int64_t end = w->n == 0 || b->settings->deadline == 0 ? INT64_MAX
		    : w->started + b->settings->deadline + 1;
		if (w->n > 1 && w->documents[1] != NULL && w->started + SLOW + 1 < end)
			end = w->started + SLOW + 1;
		if (end < due)
			due = end;
	}
	return due;
}

void
worker_pool_end(struct batch *b)
{
	for (size_t i = CHILD_WORKER; i < b->children.n; i++) {
		struct batch_worker *w = &b->workers[i];
		child_stop(&b->children.items[i], true);
		while (w->n > 0) {
			struct batch_document *d = take_first(b, w);
			if (d != NULL)
				batch_queue_push(b, d, true);
		}
	}
}

void
worker_pool_wind_up(struct batch *b, const char *file, int error)
{
	batch_tell_end(b, file, error);
	worker_pool_end(b);
	batch_queue_close(b);
}
