#include "annual_file.h"
#include "arena.h"
#include "diag.h"
#include "picture_file.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MOST = 64 << 20 };		/* bytes of one */

struct search {				/* for the files of one list of patterns */
	struct arena		*mem;
	struct diag		*diag;
	const char		*folder;
	const struct where	*at;
	struct annual_found	*found;
};

static bool
is_known(const struct annual_found *found, const char *path)
{
	for (size_t i = 0; i < found->n; i++)
		if (strcmp(found->items[i].path, path) == 0)
			return true;
	return false;
}

static int
add_file(struct search *s, const char *path)
{
	struct source *source = arena_new(s->mem, sizeof *source);
	const unsigned char *data;
	struct annual_found *f = s->found;
	int error;

	error = picture_file_read(s->mem, s->folder, path, FILE_MOST, &data, &source->len);
	if (error != 0)
		return DIAG(s->diag, ANNUAL_READ, s->at, "", path, diag_reason(s->diag, error));
	source->name = strcmp(s->folder, ".") == 0 ? path : arena_printf(s->mem, "%s/%s", s->folder, path);
	source->text = (const char *)data;
	f->items = arena_grow(s->mem, f->items, f->n, &f->cap, sizeof *f->items);
	f->items[f->n++] = (struct annual_file){ path, source };
	return 0;
}

struct names {
	const char	**items;
	size_t		 n, cap;
};

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names in a folder that a pattern takes. */
static struct names
matching(struct search *s, const char *dir, const char *pattern)
{
	struct names names = { 0 };
	DIR *d = opendir(arena_printf(s->mem, "%s/%s", s->folder, dir[0] == '\0' ? "." : dir));
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL)
		if (fnmatch(pattern, e->d_name, FNM_PERIOD) == 0) {
			names.items = arena_grow(s->mem, names.items, names.n, &names.cap, sizeof *names.items);
			names.items[names.n++] = arena_printf(s->mem, "%s%s", dir, e->d_name);
		}
	if (d != NULL)
		closedir(d);
	if (names.n > 1)
		qsort(names.items, names.n, sizeof *names.items, by_bytes);
	return names;
}

static int
add_pattern(struct search *s, const char *pattern)
{
	const char *slash = strrchr(pattern, '/'), *name = slash != NULL ? slash + 1 : pattern;
	const char *dir = arena_copy(s->mem, pattern, (size_t)(name - pattern));
	struct names names;
	int result = 0;

	if (!picture_path_fits(pattern) || strpbrk(dir, "*?[") != NULL)
		return DIAG(s->diag, ANNUAL_PATH, s->at, "", pattern);
	if (strpbrk(name, "*?[") == NULL)
		return is_known(s->found, pattern) ? 0 : add_file(s, pattern);
	names = matching(s, dir, name);
	if (names.n == 0)
		return DIAG(s->diag, ANNUAL_NOTHING, s->at, "", pattern);
	for (size_t i = 0; i < names.n; i++)
		if (!is_known(s->found, names.items[i]) && add_file(s, names.items[i]) != 0)
			result = -1;
	return result;
}

int
annual_files(struct arena *mem, struct diag *d, const char *folder, const char *const *patterns,
    const struct where *at, struct annual_found *found)
{
	struct search s = { mem, d, folder, at, found };
	int result = 0;

	for (; *patterns != NULL; patterns++)
		if (add_pattern(&s, *patterns) != 0)
			result = -1;
	return result;
}
