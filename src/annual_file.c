#include "annual_file.h"
#include "arena.h"
#include "beneath.h"
#include "diag.h"
#include "folder.h"

#include <errno.h>
#include <fnmatch.h>
#include <string.h>

enum { FILE_MOST = 64 << 20 };		/* bytes of one */

struct search {				/* for the files of one list of patterns */
	struct arena		*mem;
	struct diag		*diag;
	const char		*folder;
	const struct where	*at;
	struct annual_found	*found;
};

/* Whether a path is one of the first `n` found. */
static bool
is_known(const struct annual_found *found, size_t n, const char *path)
{
	for (size_t i = 0; i < n; i++)
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

	error = beneath_read(s->mem, s->folder, path, FILE_MOST, &data, &source->len);
	if (error == EXDEV)
		return DIAG(s->diag, IMAGE_OUTSIDE, s->at, "", path);
	if (error != 0)
		return DIAG(s->diag, ANNUAL_READ, s->at, "", path, diag_reason(s->diag, error == EISDIR ? EINVAL : error));
	source->name = strcmp(s->folder, ".") == 0 ? path : arena_printf(s->mem, "%s/%s", s->folder, path);
	source->text = (const char *)data;
	f->items = arena_grow(s->mem, f->items, f->n, &f->cap, sizeof *f->items);
	f->items[f->n++] = (struct annual_file){ path, source };
	return 0;
}

/* A folder_choice: names that the pattern takes. */
static bool
fits(const char *name, const void *pattern)
{
	return fnmatch(pattern, name, FNM_PERIOD) == 0;
}

static int
add_pattern(struct search *s, const char *pattern)
{
	const char *slash = strrchr(pattern, '/'), *name = slash != NULL ? slash + 1 : pattern;
	const char *dir = arena_copy(s->mem, pattern, (size_t)(name - pattern));
	const char **names;
	size_t known = s->found->n;		/* the files of one pattern are not alike */
	int result = 0;

	if (!beneath_fits(pattern) || strpbrk(dir, "*?[") != NULL)
		return DIAG(s->diag, ANNUAL_PATH, s->at, "", pattern);
	if (strpbrk(name, "*?[") == NULL)
		return is_known(s->found, known, pattern) ? 0 : add_file(s, pattern);
	names = folder_names(s->mem, arena_printf(s->mem, "%s/%s", s->folder, dir), fits, name);
	if (names == NULL || names[0] == NULL)
		return DIAG(s->diag, ANNUAL_NOTHING, s->at, "", pattern);
	for (; *names != NULL; names++) {
		const char *path = arena_printf(s->mem, "%s%s", dir, *names);
		if (!is_known(s->found, known, path) && add_file(s, path) != 0)
			result = -1;
	}
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
