#include "feed_list.h"
#include "framing.h"
#include "input_stream.h"
#include "json_member.h"

#include <stdlib.h>
#include <string.h>

enum { STEP = 64 << 10, LINE_MOST = 1 << 20, PATH_MOST = 4096 };

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

/* An object: a record of a file, or all of it; one that was made before is nothing. */
static int
take_object(struct feed_files *g, const char *list, const struct framing *f)
{
	struct json_member file, other;
	struct feed_place wish = { 0 };
	char path[PATH_MOST], status[16];

	if (!json_member_find(f->text, f->len, "file", &file) || !json_member_text(&file, path, sizeof path))
		return feed_files_add_fault(g, list, FEED_FILE_LINE, f->line, 0);
	if (json_member_find(f->text, f->len, "status", &other) && json_member_text(&other, status, sizeof status)
	    && strcmp(status, "failed") != 0)
		return 0;
	if (json_member_find(f->text, f->len, "index", &other))
		wish.index = json_member_number(&other, 0);
	if (wish.index == 0 && json_member_find(f->text, f->len, "line", &other))
		wish.line = (long)json_member_number(&other, 0);
	if (wish.line > 0)
		wish.column = json_member_find(f->text, f->len, "column", &other)
		    ? (long)json_member_number(&other, 1) : 1;
	return feed_files_add(g, path, wish.index > 0 || wish.line > 0 ? &wish : NULL);
}

/* A line of the list. -1: no memory. */
static int
take_line(struct feed_files *g, const char *list, const struct framing *f)
{
	char path[PATH_MOST];
	size_t n = f->len;

	while (n > 0 && (f->text[n - 1] == '\r' || f->text[n - 1] == ' ' || f->text[n - 1] == '\t'))
		n--;
	if (f->text[0] == '#')
		return 0;
	if (f->text[0] == '{')
		return take_object(g, list, f);
	if (!copy_path(path, f->text, n))
		return feed_files_add_fault(g, list, FEED_FILE_LINE, f->line, 0);
	return feed_files_add(g, path, NULL);
}

static int
take_lines(struct feed_files *g, const char *list, struct framing *f, struct input_stream *s)
{
	enum framing_result result;
	int status = 0;

	f->window.step = STEP;
	f->window.most = LINE_MOST;
	framing_start(f, input_stream_read, s, "", true);
	while (status == 0 && (result = framing_next(f)) != FRAMING_END)
		if (result == FRAMING_RECORD)
			status = take_line(g, list, f);
		else if (result == FRAMING_NO_MEMORY)
			status = -1;
		else if (result == FRAMING_READ)
			status = feed_files_add_fault(g, list, FEED_FILE_READ, 0, s->error);
		else
			status = feed_files_add_fault(g, list, FEED_FILE_LINE, f->line, 0);
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

bool
feed_list_is(const char *path)
{
	struct input_stream *s = malloc(sizeof *s);
	struct framing *f = calloc(1, sizeof *f);
	bool is = false;

	if (s != NULL && f != NULL) {
		f->window.step = STEP;
		f->window.most = LINE_MOST;
		if (input_stream_open(s, path) == 0) {
			framing_start(f, input_stream_read, s, "", true);
			is = framing_next(f) == FRAMING_RECORD && feed_list_has(f->text, f->len);
		}
		window_free(&f->window);
		input_stream_close(s);
	}
	free(f);
	free(s);
	return is;
}

int
feed_list(struct feed_files *g, const char *path)
{
	struct input_stream *s = malloc(sizeof *s);
	struct framing *f = calloc(1, sizeof *f);
	int status = -1;

	if (s != NULL && f != NULL) {
		if (input_stream_open(s, path) == 0)
			status = take_lines(g, path, f, s);
		else
			status = feed_files_add_fault(g, path, FEED_FILE_READ, 0, s->error);
		window_free(&f->window);
		input_stream_close(s);
	}
	free(f);
	free(s);
	return status;
}
