#include "pin.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

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

/* Asks on the terminal, which does not show what is typed. */
static const char *
ask_person(struct pin *p, const char *what)
{
	int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC), status;
	struct termios was, hidden;
	FILE *f;

	if (fd < 0 || tcgetattr(fd, &was) != 0) {
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	f = fdopen(fd, "r+");
	if (f == NULL) {
		close(fd);
		return NULL;
	}
	report_print(p->report, f, TEXT_PIN_PROMPT, (const char *const[]){ what, NULL });
	fflush(f);
	hidden = was;
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	tcsetattr(fd, TCSAFLUSH, &hidden);
	status = read_line(fd, p->room);
	tcsetattr(fd, TCSAFLUSH, &was);
	fputc('\n', f);
	fclose(f);
	return status == 0 ? p->room : NULL;
}

const char *
pin_ask(void *user, const char *what)
{
	struct pin *p = user;
	const char *given;

	if (p->fd >= 0)
		return read_line(p->fd, p->room) == 0 ? p->room : NULL;
	if (p->variable != NULL) {
		given = getenv(p->variable);
		if (given == NULL || strlen(given) >= PIN_ROOM)
			return NULL;
		return strcpy(p->room, given);
	}
	return p->prompt ? ask_person(p, what) : NULL;
}

void
pin_wipe(struct pin *p)
{
	volatile char *room = p->room;

	for (size_t i = 0; i < PIN_ROOM; i++)
		room[i] = 0;
}
