#include "start.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
start_keep_files(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

__attribute__((noinline)) void
start_keep_stack(void)
{
	enum { STACK = 512 * 1024 };
	volatile char room[STACK];

	room[0] = 0;		/* the far end: the system reserves all up to it */
	(void)room[0];
}

/* Cuts the last part off a path; at the root nothing. */
static void
cut_last(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash != NULL)
		slash[slash == path] = '\0';
}

void
start_find_data(char *dir)
{
	static const char installed[] = "/share/thethuc";
	const char *given = getenv("THETHUC_DATA");
	struct stat st;
	ssize_t n;
	size_t len;

	if (given != NULL && *given != '\0') {
		snprintf(dir, PATH_ROOM, "%s", given);
		return;
	}
	n = readlink("/proc/self/exe", dir, PATH_ROOM - sizeof installed);
	dir[n > 0 ? n : 0] = '\0';
	cut_last(dir);
	cut_last(dir);
	len = strlen(dir);
	memcpy(dir + len, installed, sizeof installed);
	if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode))
		dir[len] = '\0';
	if (*dir == '\0')
		memcpy(dir, ".", 2);
}
