#include "feed_list.h"
#include "framing.h"
#include "hash_table.h"
#include "input_stream.h"
#include "json_member.h"

#include <stdlib.h>
#include <string.h>

enum { STEP = 64 << 10, LINE_MOST = 1 << 20, PATH_MOST = 4096, ID_MOST = 5000, NAMED_MOST = 1 << 20 };

struct list {
	const char	*path;
	struct feed_files *files;	/* to be added to */
	struct hash_table named;	/* of manifests, by id: first item added, times NAMED_MOST, + how many */
	bool		 manifest;	/* it begins like one */
};

/* A path in PATH_MOST bytes; false when it is too long or has a NUL. */
static bool
copy_path(char *path, const char *text, size_t n)
{
	if (n >= PATH_MOST || memchr(text, '\0', n) != NULL)
		return false;
	memcpy(path, text, n);
	path[n] = '\0';
	return true;
}

/* What the object names: a record of a file, or all of it. */
static int
add_place(struct feed_files *g, const struct framing *f, const char *path)
{
	struct feed_place wish = { 0 };
	struct json_member m;

	if (json_member_find(f->text, f->len, "index", &m))
		wish.index = json_member_number(&m, 0);
	if (wish.index == 0 && json_member_find(f->text, f->len, "line", &m))
		wish.line = (long)json_member_number(&m, 0);
	if (wish.line > 0)
		wish.column = json_member_find(f->text, f->len, "column", &m) ? (long)json_member_number(&m, 1) : 1;
	return feed_files_add(g, path, wish.index > 0 || wish.line > 0 ? &wish : NULL);
}

/* A line of a manifest: what an earlier one of its id has named is not wanted any more. */
static int
take_outcome(struct list *l, const struct framing *f, const char *id, bool failed, const char *path)
{
	uint64_t key = hash_table_key(id), *at = hash_table_find(&l->named, key), added;
	size_t from = l->files->n;

	if (at != NULL)
		feed_files_drop(l->files, *at / NAMED_MOST, *at / NAMED_MOST + *at % NAMED_MOST);
	if (failed && add_place(l->files, f, path) != 0)
		return -1;
	if (at == NULL && !failed)
		return 0;
	added = (uint64_t)from * NAMED_MOST + (l->files->n - from) % NAMED_MOST;
	return hash_table_add(&l->named, key, added) ? 0 : -1;
}

static int
take_object(struct list *l, const struct framing *f)
{
	struct json_member file, m;
	char path[PATH_MOST], id[ID_MOST], status[16] = "failed";
	bool outcome = json_member_find(f->text, f->len, "status", &m);

	if (outcome && !json_member_text(&m, status, sizeof status))
		outcome = false;
	if (!json_member_find(f->text, f->len, "file", &file) || !json_member_text(&file, path, sizeof path))
		return feed_files_add_fault(l->files, l->path, FEED_FILE_LINE, f->line, 0);
	if (outcome && json_member_find(f->text, f->len, "id", &m) && json_member_text(&m, id, sizeof id))
		return take_outcome(l, f, id, strcmp(status, "failed") == 0, path);
	return strcmp(status, "failed") == 0 ? add_place(l->files, f, path) : 0;
}

/* A line of the list. -1: no memory. */
static int
take_line(struct list *l, const struct framing *f)
{
	char path[PATH_MOST];
	size_t n = f->len;

	while (n > 0 && (f->text[n - 1] == '\r' || f->text[n - 1] == ' ' || f->text[n - 1] == '\t'))
		n--;
	if (f->text[0] == '#')
		return 0;
	if (f->text[0] == '{')
		return take_object(l, f);
	if (!copy_path(path, f->text, n))
		return feed_files_add_fault(l->files, l->path, FEED_FILE_LINE, f->line, 0);
	return feed_files_add(l->files, path, NULL);
}

static int
take_lines(struct list *l, struct framing *f, const struct input_stream *s)
{
	enum framing_result result;
	int status = 0;

	while (status == 0 && (result = framing_next(f)) != FRAMING_END)
		if (result == FRAMING_RECORD)
			status = take_line(l, f);
		else if (result == FRAMING_NO_MEMORY)
			status = -1;
		else if (result == FRAMING_READ)
			status = feed_files_add_fault(l->files, l->path, FEED_FILE_READ, 0, s->error);
		else
			status = feed_files_add_fault(l->files, l->path, FEED_FILE_LINE, f->line, 0);
	return status;
}

bool
feed_list_has(const char *text, size_t n)
{
	static const char *const names[] = { "id", "status", "file", "line", "program", "settings" };
	struct json_member m;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!json_member_find(text, n, names[i], &m))
			return false;
	return true;
}

/* Whether the first line is one of a manifest. */
static int
look(struct list *l, struct framing *f, const struct input_stream *s)
{
	enum framing_result result = framing_next(f);

	(void)s;
	l->manifest = result == FRAMING_RECORD && feed_list_has(f->text, f->len);
	return result == FRAMING_NO_MEMORY ? -1 : 0;
}

typedef int take_list(struct list *, struct framing *, const struct input_stream *);

/* Opens a list for one of the functions above. -1: no memory. */
static int
with_list(struct list *l, take_list *take)
{
	struct input_stream *s = malloc(sizeof *s);
	struct framing *f = calloc(1, sizeof *f);
	int status = -1;

	if (s != NULL && f != NULL) {
		f->window.step = STEP;
		f->window.most = LINE_MOST;
		framing_start(f, input_stream_read, s, "", true);
		if (input_stream_open(s, l->path) == 0)
			status = take(l, f, s);
		else
			status = feed_files_add_fault(l->files, l->path, FEED_FILE_READ, 0, s->error);
		window_free(&f->window);
		input_stream_close(s);
	}
	free(f);
	free(s);
	return status;
}

int
feed_list_is(const char *path)
{
	struct feed_files none = { .n = 0 };
	struct list l = { .path = path, .files = &none };
	int status = with_list(&l, look);

	feed_files_free(&none);
	return status != 0 ? status : l.manifest;
}

int
feed_list(struct feed_files *g, const char *path)
{
	struct list l = { .path = path, .files = g };
	int status = with_list(&l, take_lines);

	hash_table_free(&l.named);
	return status;
}
