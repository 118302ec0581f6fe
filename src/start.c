#include "start.h"
#include "installed.h"

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * A descriptor that the caller closed would be given to the output, and messages end up in it. In its place
 * comes one that can only be used the wrong way, so that using it fails.
 */
static void
keep_files(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static __attribute__((noinline)) void
keep_stack(void)
{
	enum { STACK = 512 * 1024 };
	volatile char room[STACK];

	room[0] = 0;		/* the far end: the system reserves all up to it */
	(void)room[0];
}

void
start_program(void)
{
	keep_stack();
	keep_files();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

/* Cuts that many parts off the end of a path; at the root nothing. */
static void
cut_last(char *path, int parts)
{
	for (char *slash; parts > 0 && (slash = strrchr(path, '/')) != NULL; parts--)
		slash[slash == path] = '\0';
}

/* Folders that may have the data: so many parts of the program's path less, and then this. */
static const struct { int less; const char *below; } places[] = {
	{ 2, "/share/thethuc" },	/* PREFIX/bin/thethuc */
	{ 2, "" },			/* where it was built */
	{ 3, "/share/thethuc" },	/* PREFIX/libexec/thethuc/thethuc-sign */
};

static bool
has_data(const char *dir)
{
	char layouts[PATH_ROOM + 16];
	struct stat st;

	snprintf(layouts, sizeof layouts, "%s/layouts", dir);
	return stat(layouts, &st) == 0 && S_ISDIR(st.st_mode);
}

void
start_find_data(char *dir)
{
	const char *given = getenv("THETHUC_DATA");
	char own[PATH_ROOM - 16], start[sizeof own];
	ssize_t n = readlink("/proc/self/exe", own, sizeof own - 1);

	own[n > 0 ? n : 0] = '\0';
	if (given != NULL && *given != '\0') {
		snprintf(dir, PATH_ROOM, "%s", given);
		return;
	}
	for (size_t i = 0; *own != '\0' && i < sizeof places / sizeof *places; i++) {
		memcpy(start, own, sizeof start);
		cut_last(start, places[i].less);
		snprintf(dir, PATH_ROOM, "%s%s", start, places[i].below);
		if (has_data(dir))
			return;
	}
	snprintf(dir, PATH_ROOM, "%s", INSTALLED_DATA);
}
