#include "beneath.h"
#include "arena.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {				/* a file found below a folder */
	char	 folder[PATH_MAX];	/* without symbolic links */
	char	 file[PATH_MAX];	/* from there, without symbolic links */
};

bool
beneath_fits(const char *path)
{
	if (path[0] == '/' || path[0] == '\0')
		return false;
	for (const char *part = path; *part != '\0'; part += strcspn(part, "/"), part += *part == '/')
		if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
			return false;
	for (const char *p = path; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == '\\')
			return false;
	return true;
}

/* Follows all links; 0, or an error number. */
static int
find(struct place *place, const char *dir, const char *path)
{
	char joined[PATH_MAX], real[PATH_MAX];
	size_t n;

	if (realpath(dir, place->folder) == NULL)
		return errno == ENOTDIR ? ENOENT : errno;
	if (snprintf(joined, sizeof joined, "%s/%s", place->folder, path) >= (int)sizeof joined)
		return ENAMETOOLONG;
	if (realpath(joined, real) == NULL)
		return errno == ENOTDIR ? ENOENT : errno;
	if (strcmp(real, place->folder) == 0)
		return EISDIR;
	n = strcmp(place->folder, "/") == 0 ? 0 : strlen(place->folder);
	if (strncmp(real, place->folder, n) != 0 || real[n] != '/')
		return EXDEV;
	memcpy(place->file, real + n + 1, strlen(real + n + 1) + 1);
	return 0;
}

/* Opens what was found, step by step and without links, so that nothing can come in between. */
static int
open_place(const struct place *place)
{
	char part[PATH_MAX];
	const char *rest = place->file;
	int fd = open(place->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), next;

	while (fd >= 0) {
		size_t n = strcspn(rest, "/");
		bool last = rest[n] == '\0';
		memcpy(part, rest, n);
		part[n] = '\0';
		next = openat(fd, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | (last ? O_NONBLOCK : O_DIRECTORY));
		close(fd);
		if (last)
			return next;
		fd = next;
		rest += n + 1;
	}
	return -1;
}

static int
read_all(int fd, unsigned char *room, size_t most, size_t *n)
{
	ssize_t part = 1;

	for (*n = 0; *n < most && part != 0; *n += part > 0 ? (size_t)part : 0) {
		part = read(fd, room + *n, most - *n);
		if (part < 0 && errno != EINTR)
			return errno;
	}
	return 0;
}

/* The size of the file, or its first bytes into a room of *n bytes. Nothing stays open. */
static int
look(const struct place *place, unsigned char *room, size_t most, size_t *n)
{
	struct stat st;
	int error = 0, fd = open_place(place);

	if (fd < 0)
		return errno == ELOOP ? EXDEV : errno;
	if (fstat(fd, &st) != 0)
		error = errno;
	else if (!S_ISREG(st.st_mode))
		error = EISDIR;
	else if (st.st_size > (off_t)most)
		error = EFBIG;
	else if (room == NULL)
		*n = (size_t)st.st_size;
	else
		error = read_all(fd, room, *n, n);
	close(fd);
	return error;
}

/* The file is opened twice: no file may be open where memory can run out. */
int
beneath_read(struct arena *mem, const char *dir, const char *path, size_t most, const unsigned char **data, size_t *n)
{
	struct place place;
	unsigned char *room;
	int error = find(&place, dir, path);

	*n = 0;
	if (error == 0)
		error = look(&place, NULL, most, n);
	if (error != 0)
		return error;
	room = arena_room(mem, *n + 1, 1);
	*data = room;
	return look(&place, room, most, n);
}
