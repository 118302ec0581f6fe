#include "output_folder.h"
#include "digest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NUMBER_ROOM = 32, FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

void
output_folder_clean(struct output_folder *d)
{
	int fd = openat(d->waiting, ".", FOLDER);
	DIR *all = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;

	while (all != NULL && (e = readdir(all)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			unlinkat(d->waiting, e->d_name, 0);
	if (all != NULL)
		closedir(all);
}

int
output_folder_open(struct output_folder *d, const char *dir, const char *part, const struct report *r)
{
	int error = 0;

	*d = (struct output_folder){ .dir = dir, .root = -1, .waiting = -1, .last_fd = -1 };
	snprintf(d->waiting_name, sizeof d->waiting_name, ".thethuc-batch%s", part);
	if (mkdir(dir, 0777) != 0 && errno != EEXIST)
		error = errno;
	else
		d->root = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (error == 0 && d->root < 0)
		error = errno;
	if (error == 0 && mkdirat(d->root, d->waiting_name, 0700) != 0 && errno != EEXIST)
		error = errno;
	if (error == 0) {
		d->waiting = openat(d->root, d->waiting_name, FOLDER);
		error = d->waiting < 0 ? errno : 0;
	}
	return error == 0 ? 0 : REPORT(r, dir, FILE_WRITE_DIRECT, report_reason(r, error));
}

static const char *
numbered(char *room, uint64_t number)
{
	snprintf(room, NUMBER_ROOM, "%llu", (unsigned long long)number);
	return room;
}

int
output_folder_begin(int waiting, uint64_t number)
{
	char name[NUMBER_ROOM];

	return openat(waiting, numbered(name, number), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
}

/* Opens the folder of the first `n` bytes of a path, made when it is not there; -1 with errno. */
static int
open_folder(const struct output_folder *d, const char *path, size_t n)
{
	int fd = dup(d->root);
	const char *p = path;

	while (fd >= 0 && p < path + n) {
		const char *slash = strchr(p, '/');
		char part[256];
		int next, error = 0;
		snprintf(part, sizeof part, "%.*s", (int)(slash - p), p);
		/* No name that was given out leads up, but a manifest may have been changed. */
		if (strcmp(part, "..") == 0) {
			close(fd);
			errno = ELOOP;
			return -1;
		}
		if (mkdirat(fd, part, 0777) != 0 && errno != EEXIST)
			error = errno;
		next = openat(fd, part, FOLDER);
		if (next < 0 && (error == 0 || errno != ENOENT))
			error = errno;
		close(fd);
		errno = error;
		fd = next;
		p = slash + 1;
	}
	return fd;
}

/* The same, kept for the next one in it. */
static int
find_folder(struct output_folder *d, const char *path, size_t n)
{
	if (n == 0)
		return d->root;
	if (d->last != NULL && strncmp(d->last, path, n) == 0 && d->last[n] == '\0')
		return d->last_fd;
	if (d->last_fd >= 0)
		close(d->last_fd);
	free(d->last);
	d->last_fd = open_folder(d, path, n);
	d->last = d->last_fd < 0 ? NULL : malloc(n + 1);
	if (d->last != NULL)
		snprintf(d->last, n + 1, "%s", path);
	return d->last_fd;
}

static size_t
folder_len(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

int
output_folder_put(struct output_folder *d, uint64_t number, const char *path)
{
	char name[NUMBER_ROOM];
	size_t n = folder_len(path);
	int folder = find_folder(d, path, n);

	if (folder < 0)
		return errno;
	return renameat(d->waiting, numbered(name, number), folder, path + n) == 0 ? 0 : errno;
}

void
output_folder_drop(struct output_folder *d, uint64_t number)
{
	char name[NUMBER_ROOM];

	unlinkat(d->waiting, numbered(name, number), 0);
}

void
output_folder_remove(struct output_folder *d, const char *path)
{
	size_t n = folder_len(path);
	int folder = find_folder(d, path, n);

	if (folder >= 0)
		unlinkat(folder, path + n, 0);
}

int64_t
output_folder_size(int root, const char *path)
{
	struct stat st;

	return fstatat(root, path, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) ? (int64_t)st.st_size : -1;
}

bool
output_folder_is(int at, const char *path, bool links, const char *digest)
{
	int fd = openat(at, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (links ? 0 : O_NOFOLLOW));
	char piece[16 * 1024], hex[DIGEST_HEX];
	struct digest d;
	ssize_t n = -1;

	digest_start(&d);
	while (fd >= 0 && ((n = read(fd, piece, sizeof piece)) > 0 || (n < 0 && errno == EINTR)))
		digest_add(&d, piece, n > 0 ? (size_t)n : 0);
	if (fd >= 0)
		close(fd);
	digest_end(&d, hex);
	return n == 0 && strcmp(hex, digest) == 0;
}

void
output_folder_close(struct output_folder *d)
{
	if (d->waiting >= 0) {
		output_folder_clean(d);
		close(d->waiting);
		unlinkat(d->root, d->waiting_name, AT_REMOVEDIR);
	}
	if (d->last_fd >= 0)
		close(d->last_fd);
	if (d->root >= 0)
		close(d->root);
	free(d->last);
}
