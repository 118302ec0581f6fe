#include "folder.h"
#include "arena.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool
is_font(const char *name)
{
	size_t n = strlen(name);
	char end[4] = "";

	if (n <= 4 || name[0] == '.' || name[n - 4] != '.')
		return false;
	for (size_t i = 0; i < 3; i++)
		end[i] = (char)(name[n - 3 + i] | 0x20);
	return strcmp(end, "ttf") == 0 || strcmp(end, "otf") == 0;
}

/*
 * Writes the names of the font files, each with its NUL, as far as they fit, and returns the bytes
 * all of them need; -1 with errno when the folder cannot be read. Takes no memory, which could end
 * the call with the folder open.
 */
static long
list_names(const char *dir, char *room, size_t size)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t used = 0, all = 0;

	if (d == NULL)
		return -1;
	while ((e = readdir(d)) != NULL) {
		size_t n = strlen(e->d_name) + 1;
		if (!is_font(e->d_name))
			continue;
		if (n <= size - used) {
			memcpy(room + used, e->d_name, n);
			used += n;
		}
		all += n;
	}
	closedir(d);
	return (long)all;
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **
folder_fonts(struct arena *mem, const char *dir)
{
	long size = list_names(dir, NULL, 0);
	const char **paths;
	char *names;
	size_t n = 0;

	if (size < 0)
		return NULL;
	names = arena_new(mem, (size_t)size + 1);
	list_names(dir, names, (size_t)size);
	for (const char *name = names; *name != '\0'; name += strlen(name) + 1)
		n++;
	paths = arena_array(mem, n + 1, sizeof *paths);
	n = 0;
	for (const char *name = names; *name != '\0'; name += strlen(name) + 1)
		paths[n++] = arena_printf(mem, "%s/%s", dir, name);
	if (n > 1)
		qsort(paths, n, sizeof *paths, by_bytes);
	return paths;
}
