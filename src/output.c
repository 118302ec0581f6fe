#include "output.h"
#include "ending.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Removes the temporary file and lets waiting signals through, which may end the program. */
static void
clean_up(struct output *o)
{
	if (o->fd >= 0 && !o->standard)
		close(o->fd);
	o->fd = -1;
	if (o->temporary != NULL) {
		unlink(o->temporary);
		free(o->temporary);
		o->temporary = NULL;
		sigprocmask(SIG_SETMASK, &o->mask, NULL);
	}
	free(o->target);
	o->target = NULL;
}

static int
fail(struct output *o, int error, const struct report *r)
{
	clean_up(o);
	/* Whoever closed the pipe has read enough. */
	if (error == EPIPE)
		return TT_FAULT_ENVIRONMENT;
	if (error == EEXIST)
		return REPORT(r, o->name, OUTPUT_EXISTS, "");
	if (o->direct)
		return REPORT(r, o->name, FILE_WRITE_DIRECT, report_reason(r, error));
	return REPORT(r, o->name, FILE_WRITE, report_reason(r, error));
}

static bool
is_standard_output(const struct stat *st)
{
	struct stat out;

	return fstat(STDOUT_FILENO, &out) == 0 && out.st_dev == st->st_dev
	    && out.st_ino == st->st_ino;
}

/* What there is at the path now; st_mode 0 when there is nothing. */
static void
look(const char *path, struct stat *st)
{
	memset(st, 0, sizeof *st);
	if (strcmp(path, "-") == 0 ? fstat(STDOUT_FILENO, st) != 0 : stat(path, st) != 0)
		st->st_mode = 0;
}

static bool
is_terminal(const char *path, const struct stat *st)
{
	int fd, answer;

	if (strcmp(path, "-") == 0)
		return isatty(STDOUT_FILENO) == 1;
	if (!S_ISCHR(st->st_mode))
		return false;
	fd = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	answer = fd >= 0 && isatty(fd) == 1;
	if (fd >= 0)
		close(fd);
	return answer;
}

int
output_check(const char *path, bool text, const struct input *in, const struct report *r)
{
	struct stat st;

	look(path, &st);
	if (S_ISDIR(st.st_mode) || (*path != '\0' && path[strlen(path) - 1] == '/'))
		return REPORT(r, path, OUTPUT_FOLDER, "");
	if (S_ISBLK(st.st_mode) || S_ISSOCK(st.st_mode))
		return strcmp(path, "-") == 0 ? 0 : REPORT(r, path, OUTPUT_DEVICE, "");
	if (!text && is_terminal(path, &st))
		return REPORT(r, NULL, OUTPUT_TERMINAL, "");
	if (in != NULL && S_ISREG(st.st_mode) && st.st_dev == in->device && st.st_ino == in->inode)
		return REPORT(r, path, OUTPUT_INPUT, "");
	return 0;
}

/* Opens a new file beside the target, with the target's mode if there is one. */
static int
open_beside(struct output *o, const struct stat *st)
{
	const char *slash = strrchr(o->target, '/');
	int folder = slash == NULL ? 0 : (int)(slash - o->target + 1);
	size_t room = (size_t)folder + 64;

	o->temporary = malloc(room);
	if (o->temporary == NULL)
		return -1;
	ending_hold(&o->mask);
	for (int i = 0; i < 1000 && o->fd < 0; i++) {
		snprintf(o->temporary, room, "%.*s.thethuc-%ld-%d", folder, o->target,
		    (long)getpid(), i);
		o->fd = open(o->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (o->fd < 0 && errno != EEXIST)
			break;
	}
	if (o->fd < 0) {
		/* The file is not ours: nothing to remove. */
		int error = errno;
		free(o->temporary);
		o->temporary = NULL;
		sigprocmask(SIG_SETMASK, &o->mask, NULL);
		errno = error;
		return -1;
	}
	return st->st_mode == 0 ? 0 : fchmod(o->fd, st->st_mode & 07777);
}

/*
 * What to replace: the path itself, or what a symbolic link there leads to, also when that is not
 * there yet. NULL with errno.
 */
static char *
find_target(const char *path)
{
	enum { LINKS_MAX = 40 };
	char *target = strdup(path), link[PATH_MAX], *next;

	for (int i = 0; target != NULL && i < LINKS_MAX; i++) {
		const char *slash = strrchr(target, '/');
		int folder = slash == NULL ? 0 : (int)(slash - target + 1);
		ssize_t n = readlink(target, link, sizeof link - 1);
		if (n < 0)
			return target;
		link[n] = '\0';
		next = malloc((size_t)folder + (size_t)n + 1);
		if (next != NULL)
			sprintf(next, "%.*s%s", link[0] == '/' ? 0 : folder, target, link);
		free(target);
		target = next;
	}
	errno = target == NULL ? ENOMEM : ELOOP;
	free(target);
	return NULL;
}

int
output_open(struct output *o, const char *path, bool text, const struct input *in,
    const struct report *r)
{
	struct stat st;
	int status = output_check(path, text, in, r);

	o->name = strcmp(path, "-") == 0 ? "stdout" : path;
	o->direct = o->fresh = false;
	o->target = o->temporary = NULL;
	o->fd = -1;
	o->error = 0;
	o->held = 0;
	o->standard = strcmp(path, "-") == 0;
	if (status != 0)
		return status;
	look(path, &st);
	o->standard |= st.st_mode != 0 && is_standard_output(&st);
	o->direct = o->standard || (st.st_mode != 0 && !S_ISREG(st.st_mode));
	if (o->standard) {
		o->fd = STDOUT_FILENO;
		return 0;
	}
	if (o->direct) {
		o->fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
		return o->fd >= 0 ? 0 : fail(o, errno, r);
	}
	o->target = st.st_mode == 0 ? find_target(path) : realpath(path, NULL);
	if (o->target == NULL || open_beside(o, &st) != 0)
		return fail(o, errno, r);
	return 0;
}

int
output_open_fresh(struct output *o, const char *path, const struct report *r)
{
	struct stat st;
	int status;

	if (lstat(path, &st) == 0)
		return REPORT(r, path, OUTPUT_EXISTS, "");
	status = output_open(o, path, true, NULL, r);
	o->fresh = true;
	return status;
}

static int
flush(struct output *o)
{
	size_t done = 0;

	while (done < o->held && o->error == 0) {
		ssize_t n = write(o->fd, o->buffer + done, o->held - done);
		if (n < 0 && errno != EINTR)
			o->error = errno;
		done += n > 0 ? (size_t)n : 0;
		if (o->temporary != NULL && ending_waits()) {
			clean_up(o);
			o->error = EINTR;
		}
	}
	o->held = 0;
	return o->error == 0 ? 0 : -1;
}

int
output_write(void *user, const void *data, size_t n)
{
	struct output *o = user;
	const char *p = data;

	while (n > 0) {
		size_t part = sizeof o->buffer - o->held;
		if (part > n)
			part = n;
		memcpy(o->buffer + o->held, p, part);
		o->held += part;
		p += part;
		n -= part;
		if (o->held == sizeof o->buffer && flush(o) != 0)
			return -1;
	}
	return o->error == 0 ? 0 : -1;
}

/* Makes a change of names in the target's folder last. Not every file system can. */
static void
sync_folder(const char *target)
{
	const char *slash = strrchr(target, '/');
	char *folder = strdup(slash == NULL ? "." : target);
	int fd;

	if (folder == NULL)
		return;
	if (slash != NULL)
		folder[slash == target ? 1 : slash - target] = '\0';
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

/* A link is never put over a file that is there; where there are no links, looking has to do. */
static int
put_in_place(struct output *o)
{
	struct stat st;

	if (!o->fresh)
		return rename(o->temporary, o->target);
	if (link(o->temporary, o->target) == 0) {
		unlink(o->temporary);
		return 0;
	}
	if (errno == EEXIST || lstat(o->target, &st) == 0) {
		errno = EEXIST;
		return -1;
	}
	return rename(o->temporary, o->target);
}

/* Writes what is held and has it on the disk, the file closed. 0, or an errno. */
static int
settle(struct output *o)
{
	int fd = o->fd;

	if (flush(o) != 0)
		return o->error;
	if (o->temporary != NULL && fsync(fd) != 0 && errno != EINVAL)
		return errno;
	o->fd = -1;
	return !o->standard && close(fd) != 0 ? errno : 0;
}

int
output_settle(struct output *o, const struct report *r)
{
	int error = o->temporary != NULL && o->fd >= 0 ? settle(o) : 0;

	return error == 0 ? 0 : fail(o, error, r);
}

int
output_close(struct output *o, const struct report *r)
{
	int error = o->fd >= 0 || o->error != 0 ? settle(o) : 0;

	if (error != 0)
		return fail(o, error, r);
	if (o->temporary == NULL) {
		clean_up(o);
		return 0;
	}
	if (put_in_place(o) != 0)
		return fail(o, errno, r);
	sync_folder(o->target);
	free(o->temporary);
	o->temporary = NULL;
	sigprocmask(SIG_SETMASK, &o->mask, NULL);
	clean_up(o);
	return 0;
}

void
output_drop(struct output *o)
{
	clean_up(o);
}

bool
output_is_json(const char *path)
{
	size_t n = strlen(path);

	return n >= 5 && strcmp(path + n - 5, ".json") == 0;
}
