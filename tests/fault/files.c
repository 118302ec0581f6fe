/*
 * Preloaded into a program: makes one call on files go wrong. $FAULT_CALL and $FAULT_AT say which: "write"
 * and 3 for the third write; $FAULT_ERROR is the error number, 0 for a call that does only half of what was
 * asked. Without $FAULT_CALL the calls are counted, and $FAULT_COUNTS gets a line "NAME N" of each at the
 * end. Calls are the program's own: what libraries do inside of the C library is not seen. Files under
 * /proc and /sys are left alone.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum call { OPEN, OPENAT, READ, WRITE, FSYNC, CLOSE, RENAME, LINK, MKDIR, FCHMOD, OPENDIR, READDIR, REALPATH,
    FSTAT, CALLS };

static const char *const names[CALLS] = { "open", "openat", "read", "write", "fsync", "close", "rename", "link",
    "mkdir", "fchmod",
	"opendir", "readdir", "realpath", "fstat" };

static int counts[CALLS], wanted = -1, at, error;

static void __attribute__((constructor))
begin(void)
{
	const char *call = getenv("FAULT_CALL");

	for (int i = 0; i < CALLS && call != NULL; i++)
		if (strcmp(names[i], call) == 0)
			wanted = i;
	at = getenv("FAULT_AT") != NULL ? atoi(getenv("FAULT_AT")) : 0;
	error = getenv("FAULT_ERROR") != NULL ? atoi(getenv("FAULT_ERROR")) : 0;
}

static void __attribute__((destructor))
end(void)
{
	const char *path = getenv("FAULT_COUNTS");
	FILE *f = path == NULL ? NULL : fopen(path, "w");

	for (int i = 0; i < CALLS && f != NULL; i++)
		fprintf(f, "%s %d\n", names[i], counts[i]);
	if (f != NULL)
		fclose(f);
}

/* Whether this call is the one; errno is then set, but for half calls. */
static int
fails(enum call c)
{
	if (++counts[c] != at || (int)c != wanted)
		return 0;
	errno = error;
	return 1;
}

#define REAL(name)	((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

static mode_t
mode_of(int flags, va_list ap)
{
	return (flags & O_CREAT) != 0 ? va_arg(ap, mode_t) : 0;
}

int
open(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = mode_of(flags, ap);
	va_end(ap);
	return fails(OPEN) ? -1 : REAL(open)(path, flags, mode);
}

int
openat(int dir, const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = mode_of(flags, ap);
	va_end(ap);
	return fails(OPENAT) ? -1 : REAL(openat)(dir, path, flags, mode);
}

ssize_t
read(int fd, void *room, size_t n)
{
	if (fails(READ)) {
		if (error != 0)
			return -1;
		n = (n + 1) / 2;
	}
	return REAL(read)(fd, room, n);
}

ssize_t
write(int fd, const void *data, size_t n)
{
	if (fails(WRITE)) {
		if (error != 0 && error != ENOSPC)
			return -1;
		n = REAL(write)(fd, data, n / 2) < 0 ? 0 : n / 2;	/* a full disk takes what fits, then fails */
		if (error == ENOSPC)
			at++;
		if (error == 0 || n > 0)
			return (ssize_t)n;
		return -1;
	}
	return REAL(write)(fd, data, n);
}

int
fsync(int fd)
{
	return fails(FSYNC) ? -1 : REAL(fsync)(fd);
}

/* Closed it is, whatever it says (as on Linux). */
int
close(int fd)
{
	int fault = fails(CLOSE), result = REAL(close)(fd);

	errno = fault ? error : errno;
	return fault ? -1 : result;
}

int
rename(const char *from, const char *to)
{
	return fails(RENAME) ? -1 : REAL(rename)(from, to);
}

int
link(const char *from, const char *to)
{
	return fails(LINK) ? -1 : REAL(link)(from, to);
}

int
mkdir(const char *path, mode_t mode)
{
	return fails(MKDIR) ? -1 : REAL(mkdir)(path, mode);
}

int
fchmod(int fd, mode_t mode)
{
	return fails(FCHMOD) ? -1 : REAL(fchmod)(fd, mode);
}

DIR *
opendir(const char *path)
{
	return fails(OPENDIR) ? NULL : REAL(opendir)(path);
}

struct dirent *
readdir(DIR *d)
{
	return fails(READDIR) ? NULL : REAL(readdir)(d);
}

char *
realpath(const char *path, char *room)
{
	return fails(REALPATH) ? NULL : REAL(realpath)(path, room);
}

int
fstat(int fd, struct stat *st)
{
	return fails(FSTAT) ? -1 : REAL(fstat)(fd, st);
}
