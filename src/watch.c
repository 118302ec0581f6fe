#include "watch.h"
#include "ending.h"
#include "stopwatch.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	QUIET_MS = 60,			/* without an event, and what was saved is taken to be whole */
	LOOK_MS = 2000,			/* where no events come, as from file servers */
	FILES_MOST = 256,
	OUTSIDE = 128			/* added to a signal as exit status */
};

struct mark {				/* how a file looked; zero: it was not there */
	uint64_t	 device, inode, size, seconds, nanoseconds;
};

struct watched {
	char		*path;		/* malloc */
	struct mark	 mark;
};

struct watch {
	struct watched	 files[FILES_MOST];
	size_t		 n;
	int		 events;	/* inotify */
	int		 signals;	/* those that end the program */
	sigset_t	 mask;		/* signals as they were */
	const struct report *report;
};

static struct mark
look(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return (struct mark){ 0 };
	return (struct mark){ st.st_dev, st.st_ino, (uint64_t)st.st_size, (uint64_t)st.st_mtim.tv_sec,
		(uint64_t)st.st_mtim.tv_nsec };
}

/* Wakes up for what happens in the folder of a path: editors put a new file in the old one's place. */
static void
wake_for(const struct watch *w, const char *path)
{
	enum { MASK = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE };
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	int n = slash == NULL ? 1 : slash == path ? 1 : (int)(slash - path);

	if (snprintf(folder, sizeof folder, "%.*s", n, slash == NULL ? "." : path) < PATH_MAX)
		inotify_add_watch(w->events, folder, MASK);
}

/* Adds a file that is not there yet; what does not fit is not watched. */
static void
add(struct watch *w, const char *path)
{
	char *real;

	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->files[i].path, path) == 0)
			return;
	if (w->n == FILES_MOST || (w->files[w->n].path = strdup(path)) == NULL)
		return;
	w->files[w->n++].mark = look(path);
	wake_for(w, path);
	/* A link stays as it is when what it leads to is saved. */
	real = realpath(path, NULL);
	if (real != NULL)
		wake_for(w, real);
	free(real);
}

/* Whether a file differs from how it looked when the work began; it is then looked at anew. */
static bool
is_changed(struct watch *w)
{
	bool changed = false;

	for (size_t i = 0; i < w->n; i++) {
		struct mark now = look(w->files[i].path);
		changed |= memcmp(&now, &w->files[i].mark, sizeof now) != 0;
		w->files[i].mark = now;
	}
	return changed;
}

/* The signal that came, 0 when none did. */
static int
next_signal(const struct watch *w)
{
	struct signalfd_siginfo info;

	return read(w->signals, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

/* Whether a file of that name is watched, in whatever folder. */
static bool
is_named(const struct watch *w, const char *name)
{
	for (size_t i = 0; i < w->n; i++) {
		const char *slash = strrchr(w->files[i].path, '/');
		if (strcmp(slash == NULL ? w->files[i].path : slash + 1, name) == 0)
			return true;
	}
	return false;
}

/* Takes the events that came; whether one was about a watched file, which may look as it did a moment ago. */
static bool
take_events(const struct watch *w)
{
	_Alignas(struct inotify_event) char room[4096];
	bool named = false;
	ssize_t n;

	while ((n = read(w->events, room, sizeof room)) > 0)
		for (ssize_t at = 0; at < n;) {
			const struct inotify_event *e = (const void *)(room + at);
			named |= e->len > 0 && is_named(w, e->name);
			at += (ssize_t)(sizeof *e + e->len);
		}
	return named;
}

/* Waits for an event, or so long. Returns the signal that came, 0 when none did; *named as take_events() says. */
static int
wait_for(const struct watch *w, int ms, bool *named)
{
	struct pollfd fds[] = { { .fd = w->signals, .events = POLLIN }, { .fd = w->events, .events = POLLIN } };

	*named = false;
	if (poll(fds, 2, ms) > 0 && fds[0].revents != 0)
		return next_signal(w);
	if (fds[1].revents != 0)
		*named = take_events(w);
	return 0;
}

/*
 * Waits until a watched file has changed and none has for a while: what else happens in its folder does not count.
 * Returns 0, or the signal that came.
 */
static int
wait_for_change(struct watch *w)
{
	int64_t since = 0, left = LOOK_MS;
	bool changed = false, named;
	int signal_number;

	for (;;) {
		signal_number = wait_for(w, (int)left, &named);
		if (signal_number != 0)
			return signal_number;
		if (is_changed(w) || named) {
			changed = true;
			since = stopwatch_now();
		}
		left = changed ? QUIET_MS - (stopwatch_now() - since) / 1000 : LOOK_MS;
		if (changed && left <= 0 && w->files[0].mark.inode != 0)
			return 0;
		left = left <= 0 ? QUIET_MS : left;
	}
}

/* Reads what files the work named until it ends. Returns 0, or the signal that came. */
static int
listen_to(struct watch *w, int fd)
{
	struct pollfd fds[] = { { .fd = w->signals, .events = POLLIN }, { .fd = fd, .events = POLLIN } };
	char path[PATH_MAX];
	size_t n = 0;

	for (;;) {
		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return 0;
		if (fds[0].revents != 0)
			return next_signal(w);
		if (fds[1].revents == 0)
			continue;
		if (read(fd, path + n, 1) != 1)
			return 0;
		if (path[n] == '\0')
			add(w, path);
		n = path[n] == '\0' || n + 1 == sizeof path ? 0 : n + 1;
	}
}

/* Does the work in a process of its own. Returns its exit status, one after a message, or OUTSIDE and a signal. */
static int
work_once(struct watch *w, watch_work *work, void *user)
{
	int ends[2], state = 0, stop;
	char number[16];
	pid_t child;

	fflush(stdout);
	if (pipe(ends) != 0)
		return REPORT(w->report, NULL, WATCH_START, report_reason(w->report, errno));
	child = fork();
	if (child < 0) {
		int error = errno;
		close(ends[0]);
		close(ends[1]);
		return REPORT(w->report, NULL, WATCH_START, report_reason(w->report, error));
	}
	if (child == 0) {
		close(ends[0]);
		sigprocmask(SIG_SETMASK, &w->mask, NULL);
		_exit(work(user, ends[1]));
	}
	close(ends[1]);
	stop = listen_to(w, ends[0]);
	close(ends[0]);
	if (stop != 0)
		kill(child, stop);
	while (waitpid(child, &state, 0) < 0 && errno == EINTR)
		;
	if (stop != 0)
		return OUTSIDE + stop;
	if (WIFEXITED(state))
		return WEXITSTATUS(state);
	snprintf(number, sizeof number, "%d", WTERMSIG(state));
	return REPORT(w->report, NULL, WATCH_ENDED, number);
}

static void
tell(const struct watch *w, int status, const char *target)
{
	if (status == 0 || w->report->json)
		return;
	report_print(w->report, stderr, TEXT_WATCH_KEPT, (const char *const[]){ target, NULL });
	fputc('\n', stderr);
}

/* Work and waiting in turns. Returns the exit status. */
static int
go_round(struct watch *w, const char *target, watch_work *work, void *user)
{
	int status = work_once(w, work, user), stop = 0;

	if (status > TT_FAULT_DATA)
		return status;
	tell(w, status, target);
	while ((stop = wait_for_change(w)) == 0) {
		status = work_once(w, work, user);
		if (status > OUTSIDE)
			return status;
		tell(w, status, target);
	}
	return OUTSIDE + stop;
}

int
watch_run(const char *const *known, const char *target, watch_work *work, void *user, const struct report *r)
{
	struct watch w = { .report = r };
	sigset_t set;
	int status;

	ending_set(&set);
	ending_hold(&w.mask);
	w.signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	w.events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	for (; *known != NULL; known++)
		add(&w, *known);
	status = w.signals < 0 || w.events < 0 ? REPORT(r, NULL, WATCH_START, report_reason(r, errno))
	    : go_round(&w, target, work, user);
	while (w.n > 0)
		free(w.files[--w.n].path);
	if (w.signals >= 0)
		close(w.signals);
	if (w.events >= 0)
		close(w.events);
	sigprocmask(SIG_SETMASK, &w.mask, NULL);
	return status;
}
