#include "annual_file.h"
#include "arena.h"
#include "beneath.h"
#include "diag.h"
#include "folder.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdint.h>
#include <string.h>

enum { FILE_MOST = 64 << 20 };		/* bytes of one */

struct search {				/* for the files of a list of patterns */
	struct arena		*mem;
	struct diag		*diag;
	const char		*folder;
	const struct annual_found *earlier;	/* or NULL */
	struct annual_found	*found;
};

/* The file with a path among the first `n` found, or NULL. */
static const struct annual_file *
find_file(const struct annual_found *found, size_t n, const char *path)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(found->items[i].path, path) == 0)
			return &found->items[i];
	return NULL;
}

void
annual_file_lost(struct arena *mem, struct annual_found *f, const char *path)
{
	f->lost = arena_grow(mem, f->lost, f->nlost, &f->lost_cap, sizeof *f->lost);
	f->lost[f->nlost++] = path;
}

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

bool
annual_file_is_lost(const struct annual_found *f, const char *name)
{
	for (size_t i = 0; i < f->nlost; i++)
		if (strcmp(f->lost[i], name) == 0 || fnmatch(f->lost[i], name, FNM_PERIOD) == 0
		    || fnmatch(last_part(f->lost[i]), name, FNM_PERIOD) == 0)
			return true;
	return false;
}

/* Says why a file cannot be read, and whether that is the report's fault or the system's. */
static void
refuse(struct search *s, const char *path, const struct where *at, int error)
{
	annual_file_lost(s->mem, s->found, path);
	if (error == EXDEV)
		DIAG(s->diag, IMAGE_OUTSIDE, at, "", path);
	else if (error == ENOENT || error == EISDIR || error == EFBIG)
		DIAG(s->diag, ANNUAL_READ, at, "", path, diag_reason(s->diag, error == EISDIR ? EINVAL : error));
	else
		DIAG(s->diag, ANNUAL_REFUSED, at, "", path, diag_reason(s->diag, error));
}

static void
add_file(struct search *s, const char *path, const struct where *at)
{
	const struct annual_file *known = s->earlier == NULL ? NULL : find_file(s->earlier, s->earlier->n, path);
	struct source *source = arena_new(s->mem, sizeof *source);
	const unsigned char *data;
	struct annual_found *f = s->found;
	int error = known != NULL ? 0 : beneath_read(s->mem, s->folder, path, FILE_MOST, &data, &source->len);

	if (error != 0) {
		refuse(s, path, at, error);
		return;
	}
	if (known == NULL) {
		source->name = strcmp(s->folder, ".") == 0 ? path : arena_printf(s->mem, "%s/%s", s->folder, path);
		source->text = (const char *)data;
	}
	f->items = arena_grow(s->mem, f->items, f->n, &f->cap, sizeof *f->items);
	f->items[f->n++] = (struct annual_file){ path, known != NULL ? known->source : source, at, SIZE_MAX };
}

/* A folder_choice: names that the pattern takes. */
static bool
fits(const char *name, const void *pattern)
{
	return fnmatch(pattern, name, FNM_PERIOD) == 0;
}

/* Adds the files of a folder whose names fit the pattern's last part; false when there are none. */
static bool
add_folder(struct search *s, const struct annual_path *pattern, const char *dir, const char *name)
{
	const char **names = folder_names(s->mem, arena_printf(s->mem, "%s/%s", s->folder, dir), fits, name);
	size_t known = s->found->n;		/* the files of one pattern are not alike */

	if (names == NULL || names[0] == NULL)
		return false;
	for (; *names != NULL; names++) {
		const char *path = arena_printf(s->mem, "%s%s", dir, *names);
		if (find_file(s->found, known, path) == NULL)
			add_file(s, path, pattern->at);
	}
	return true;
}

static void
add_pattern(struct search *s, const struct annual_path *pattern)
{
	const char *name = last_part(pattern->text);
	const char *dir = arena_copy(s->mem, pattern->text, (size_t)(name - pattern->text));

	if (!beneath_fits(pattern->text) || strpbrk(dir, "*?[") != NULL) {
		annual_file_lost(s->mem, s->found, pattern->text);
		DIAG(s->diag, ANNUAL_PATH, pattern->at, "", pattern->text);
	} else if (strpbrk(name, "*?[") == NULL) {
		if (find_file(s->found, s->found->n, pattern->text) == NULL)
			add_file(s, pattern->text, pattern->at);
	} else if (!add_folder(s, pattern, dir, name)) {
		annual_file_lost(s->mem, s->found, pattern->text);
		DIAG(s->diag, ANNUAL_NOTHING, pattern->at, "", pattern->text);
	}
}

void
annual_files(struct arena *mem, struct diag *d, const char *folder, const struct annual_path *patterns, size_t n,
    const struct annual_found *earlier, struct annual_found *found)
{
	struct search s = { mem, d, folder, earlier, found };

	for (size_t i = 0; i < n; i++)
		if (patterns[i].text != NULL)
			add_pattern(&s, &patterns[i]);
		else
			annual_file_lost(mem, found, "*");
}

/* Whether the document of a source has a member at its root. */
static bool
has_member(const struct source *source, const char *name)
{
	const struct where root = { .source = source }, member = { .up = &root, .key = name };

	return locate_start(&member) >= 0;
}

bool
annual_file_is_other(struct diag *d, const struct annual_file *f, const char *wanted, const char *other,
    enum diag_code code)
{
	bool report = has_member(f->source, "report");

	if (!report && (has_member(f->source, wanted) || !has_member(f->source, other)))
		return false;
	diag_drop_source(d, f->source);
	diag_add(d, report ? DIAG_ANNUAL_REPORT : code, f->at, (const char *const[]){ "", f->path, NULL });
	return true;
}
