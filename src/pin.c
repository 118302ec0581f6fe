#include "pin.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static void
wipe(volatile char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		text[i] = 0;
}

/* A line without its end, at most PIN_ROOM - 1 bytes; -1: nothing can be read, or it is too long. */
static int
read_line(int fd, char *room)
{
	size_t n = 0;
	ssize_t got;

	while ((got = read(fd, room + n, 1)) == 1 && room[n] != '\n')
		if (++n == PIN_ROOM)
			return -1;
	if (n > 0 && room[n - 1] == '\r')
		n--;
	room[n] = '\0';
	return got < 0 || (got == 0 && n == 0) ? -1 : 0;
}

static const int leaving[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };

/* Whether a signal of the set waits. */
static bool
is_leaving(const sigset_t *set)
{
	sigset_t waiting;
	bool is = false;

	sigpending(&waiting);
	for (size_t i = 0; i < sizeof leaving / sizeof *leaving; i++)
		is |= sigismember(set, leaving[i]) == 1 && sigismember(&waiting, leaving[i]) == 1;
	return is;
}

/* Waits until a line can be read; false when a signal came first. */
static bool
wait_for_line(int fd, const sigset_t *set)
{
	enum { LOOK_MS = 100 };
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int n = 0;

	while (!is_leaving(set) && (n == 0 || (n < 0 && errno == EINTR)))
		n = poll(&p, 1, LOOK_MS);
	return !is_leaving(set);
}

/* The signals of `leaving` that the program was not told to ignore. */
static sigset_t
leaving_set(void)
{
	struct sigaction action;
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof leaving / sizeof *leaving; i++)
		if (sigaction(leaving[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
			sigaddset(&set, leaving[i]);
	return set;
}

/*
 * Reads a line that is not shown, from before it is asked for. A signal has its effect only when the terminal shows
 * what is typed again; when the program goes on after it, the line is asked for again.
 */
static int
read_hidden(struct pin *p, int fd, FILE *f, const char *what)
{
	struct termios was, hidden;
	sigset_t set = leaving_set(), mask;
	int status = 1;

	if (tcgetattr(fd, &was) != 0)
		return -1;
	hidden = was;
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	while (status == 1) {
		sigprocmask(SIG_BLOCK, &set, &mask);
		tcsetattr(fd, TCSAFLUSH, &hidden);
		report_print(p->report, f, TEXT_PIN_PROMPT, (const char *const[]){ what, NULL });
		fflush(f);
		status = wait_for_line(fd, &set) ? read_line(fd, p->room) : 1;
		tcsetattr(fd, TCSAFLUSH, &was);
		fputc('\n', f);
		fflush(f);
		sigprocmask(SIG_SETMASK, &mask, NULL);
	}
	return status;
}

/* Asks on the terminal. */
static const char *
ask_person(struct pin *p, const char *what)
{
	int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC), status;
	FILE *f;

	f = fd < 0 ? NULL : fdopen(fd, "w");
	if (f == NULL) {
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	status = read_hidden(p, fd, f, what);
	fclose(f);
	return status == 0 ? p->room : NULL;
}

const char *
pin_ask(void *user, const char *what)
{
	struct pin *p = user;
	char *given;

	mlock(p->room, PIN_ROOM);	/* may be refused: then it can get into the swap */
	if (p->fd >= 0)
		return read_line(p->fd, p->room) == 0 ? p->room : NULL;
	if (p->variable != NULL) {
		given = getenv(p->variable);
		if (given == NULL || strlen(given) >= PIN_ROOM)
			return NULL;
		memcpy(p->room, given, strlen(given) + 1);
		wipe(given, strlen(given));
		return p->room;
	}
	return p->prompt ? ask_person(p, what) : NULL;
}

void
pin_wipe(struct pin *p)
{
	wipe(p->room, PIN_ROOM);
}
