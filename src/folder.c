#include "folder.h"
#include "arena.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/*
 * Writes the names that are wanted, each with its NUL, as far as they fit, and returns the bytes all of
 * them need; -1 with errno when the folder cannot be read.
 */
static long
list_names(const char *dir, folder_choice *wanted, const void *user, char *room, size_t size)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t used = 0, all = 0;
	int error;

	if (d == NULL)
		return -1;
	for (errno = 0; (e = readdir(d)) != NULL; errno = 0) {
		size_t n = strlen(e->d_name) + 1;
		if (!wanted(e->d_name, user))
			continue;
		if (n <= size - used) {
			memcpy(room + used, e->d_name, n);
			used += n;
		}
		all += n;
	}
	error = errno;
	closedir(d);
	errno = error;
	return error == 0 ? (long)all : -1;
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **
folder_names(struct arena *mem, const char *dir, folder_choice *wanted, const void *user)
{
	long size = list_names(dir, wanted, user, NULL, 0);
	const char **list;
	char *names;
	size_t n = 0;

	if (size < 0)
		return NULL;
	names = arena_new(mem, (size_t)size + 1);
	if (list_names(dir, wanted, user, names, (size_t)size) < 0)
		return NULL;
	for (const char *name = names; *name != '\0'; name += strlen(name) + 1)
		n++;
	list = arena_array(mem, n + 1, sizeof *list);
	n = 0;
	for (const char *name = names; *name != '\0'; name += strlen(name) + 1)
		list[n++] = name;
	if (n > 1)
		qsort(list, n, sizeof *list, by_bytes);
	return list;
}
