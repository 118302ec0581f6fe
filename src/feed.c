#include "feed.h"
#include "feed_files.h"
#include "feed_list.h"
#include "framing.h"
#include "input_stream.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST = 64 << 20, STEP = 256 << 10, FULFILLED = -1 };	/* the line of a wish that came true */

struct feed_state {
	struct feed_options options;
	const struct report *report;
	struct feed_files files;
	size_t		 at;		/* the file being read, or the next */
	bool		 open;
	bool		 checked;	/* at its end: whether it was changed */
	bool		 spoke;		/* something was told about it */
	bool		 left_out;	/* something that can be read only once */
	size_t		 place, number;	/* of the records wanted by place and by number, those that may still come */
	size_t		 missed;	/* of those that did not come, how many were told */
	uint64_t	 done, all;	/* bytes of files that were read, and of all */
	char		*folder;	/* of the file, malloc; NULL: standard input */
	struct input_stream stream;
	struct framing	 framing;
	struct reported	 told;
};

static const char *
name_of(const struct feed_file *it)
{
	return strcmp(it->path, "-") == 0 ? "stdin" : it->path;
}

static int
clamp(long n)
{
	return n > INT_MAX ? INT_MAX : (int)n;
}

/* Says something about the file being read. */
static int
tell(struct feed_state *s, struct record *r, enum text_id id, const char *argument)
{
	r->file = name_of(&s->files.items[s->at]);
	r->folder = s->folder;
	report_make(s->report, &s->told, r->file, id, (const char *const[]){ argument, NULL });
	s->told.message.line = clamp(r->line);
	s->told.message.column = clamp(r->column);
	if (s->told.message.fault == TT_FAULT_NONE)
		s->told.message.level = TT_WARNING;
	r->fault = &s->told.message;
	s->spoke = true;
	return -1;
}

static int
tell_number(struct feed_state *s, struct record *r, enum text_id id, size_t number)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%zu", number);
	return tell(s, r, id, digits);
}

/* What keeps a file from being read on. */
static int
tell_stream(struct feed_state *s, struct record *r)
{
	static const enum text_id texts[] = {
		[INPUT_STREAM_FINE] = TEXT_SILENT, [INPUT_STREAM_OPEN] = TEXT_FILE_READ,
		[INPUT_STREAM_FOLDER] = TEXT_FILE_FOLDER,
		[INPUT_STREAM_READ] = TEXT_FILE_READ, [INPUT_STREAM_CUT] = TEXT_FEED_ARCHIVE_CUT,
		[INPUT_STREAM_DAMAGED] = TEXT_FEED_ARCHIVE_DAMAGED, [INPUT_STREAM_TAIL] = TEXT_FEED_ARCHIVE_TAIL,
		[INPUT_STREAM_WINDOW] = TEXT_FEED_ARCHIVE_WINDOW, [INPUT_STREAM_MEMORY] = TEXT_NO_MEMORY,
		[INPUT_STREAM_CHANGED] = TEXT_FEED_CHANGED,
	};

	return tell(s, r, texts[s->stream.fault], report_reason(s->report, s->stream.error));
}

/* What was found instead of a file. 0 when that is nothing to be told. */
static int
tell_file(struct feed_state *s, struct record *r, const struct feed_file *it)
{
	static const enum text_id texts[] = {
		[FEED_FILE_FINE] = TEXT_SILENT, [FEED_FILE_QUIET] = TEXT_SILENT, [FEED_FILE_TWICE] = TEXT_FEED_TWICE,
		[FEED_FILE_READ] = TEXT_FILE_READ, [FEED_FILE_LINK] = TEXT_FEED_LINK,
		[FEED_FILE_NONE] = TEXT_FEED_FOLDER_EMPTY, [FEED_FILE_LINE] = TEXT_FEED_LIST,
	};

	r->line = it->line;
	return it->fault == FEED_FILE_QUIET ? 0 : tell(s, r, texts[it->fault], report_reason(s->report, it->error));
}

/* The folder that a file is in; NULL: no memory. */
static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return strdup(".");
	return slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

static void
close_file(struct feed_state *s)
{
	input_stream_close(&s->stream);
	free(s->folder);
	s->folder = NULL;
	s->open = false;
	s->done += s->files.items[s->at].bytes;
	s->at++;
}

/* Opens the next file. 1: open; 0: it is left out; -1 with the fault. */
static int
open_file(struct feed_state *s, struct record *r)
{
	const struct feed_file *it = &s->files.items[s->at];
	const char *pointer = s->options.records != NULL ? s->options.records : "";
	int result = 1;

	if (it->fault != FEED_FILE_FINE) {
		result = tell_file(s, r, it);
		s->at++;
		return result;
	}
	if (s->options.again && !it->plain) {
		s->left_out = true;
		s->at++;
		return 0;
	}
	s->open = true;
	s->checked = s->spoke = false;
	s->place = s->missed = 0;
	s->number = it->nplaces;
	if (input_stream_open(&s->stream, it->path) != 0)
		result = tell_stream(s, r);
	else if (!s->stream.standard && (s->folder = folder_of(it->path)) == NULL)
		result = tell(s, r, TEXT_NO_MEMORY, "");
	if (result == 1)
		framing_start(&s->framing, input_stream_read, &s->stream, pointer, feed_files_has_lines(it->path));
	else
		close_file(s);
	return result;
}

/* Says which of the records wanted is not there; 0 when the next one is. */
static int
tell_missed(struct feed_state *s, struct record *r)
{
	const struct feed_place *wish = &s->files.items[s->at].wanted[s->missed++];

	if (wish->line < 0)
		return 0;
	r->index = wish->index;
	r->line = wish->line;
	r->column = wish->column;
	return wish->index > 0 ? tell_number(s, r, TEXT_FEED_INDEX, wish->index) : tell(s, r, TEXT_FEED_PLACE, "");
}

/* At the end of a file: what has to be told still, one by one; 0 when it is closed. */
static int
finish_file(struct feed_state *s, struct record *r)
{
	const struct feed_file *it = &s->files.items[s->at];

	if (s->missed < it->nwanted)
		return tell_missed(s, r);
	if (!s->checked) {
		s->checked = true;
		if (!input_stream_same(&s->stream))
			return tell_stream(s, r);
	}
	if (s->framing.index == 0 && !s->spoke)
		return tell(s, r, s->framing.blank && !feed_files_has_lines(it->path) ? TEXT_FEED_EMPTY
		    : TEXT_FEED_NONE, "");
	close_file(s);
	return 0;
}

/* What the framing says instead of a record. */
static int
tell_framing(struct feed_state *s, struct record *r, enum framing_result result)
{
	static const enum text_id texts[] = {
		[FRAMING_RECORD] = TEXT_SILENT, [FRAMING_END] = TEXT_SILENT, [FRAMING_LARGE] = TEXT_FEED_LARGE,
		[FRAMING_COMMA] = TEXT_FEED_COMMA, [FRAMING_STRAY] = TEXT_FEED_STRAY, [FRAMING_ARRAY] = TEXT_FEED_ARRAY,
		[FRAMING_STOPPED] = TEXT_FEED_STOPPED, [FRAMING_CUT] = TEXT_FEED_CUT,
		[FRAMING_NOTHING] = TEXT_FEED_POINTER, [FRAMING_KIND] = TEXT_FEED_POINTER_KIND,
		[FRAMING_READ] = TEXT_SILENT, [FRAMING_NO_MEMORY] = TEXT_NO_MEMORY,
	};

	r->line = s->framing.line;
	r->column = s->framing.column;
	if (result == FRAMING_READ)
		return tell_stream(s, r);
	if (result != FRAMING_LARGE)
		return tell(s, r, texts[result], s->options.records);
	r->index = s->framing.index;
	return tell_number(s, r, texts[result], s->options.most >> 20);
}

/* Whether a record is at this place or behind it. */
static bool
has_come(const struct framing *f, const struct feed_place *wish)
{
	return f->line > wish->line || (f->line == wish->line && f->column >= wish->column);
}

/* Whether the record at the framing is wanted; then the wish is fulfilled. */
static bool
is_wanted(struct feed_state *s)
{
	const struct feed_file *it = &s->files.items[s->at];
	const struct framing *f = &s->framing;
	bool wanted = false;

	if (it->wanted == NULL)
		return true;
	for (; s->place < it->nplaces && has_come(f, &it->wanted[s->place]); s->place++)
		if (it->wanted[s->place].line == f->line && it->wanted[s->place].column == f->column) {
			it->wanted[s->place].line = FULFILLED;
			wanted = true;
		}
	if (s->number < it->nwanted && it->wanted[s->number].index == f->index) {
		it->wanted[s->number++].line = FULFILLED;
		wanted = true;
	}
	return wanted;
}

static int
give(struct feed_state *s, struct record *r)
{
	const struct framing *f = &s->framing;

	*r = (struct record){
		.file = name_of(&s->files.items[s->at]), .line = f->line, .column = f->column, .index = f->index,
		.text = f->text, .len = f->len, .folder = s->folder, .whole = f->whole,
	};
	return 1;
}

/* What another batch has written lies among the exports. */
static int
leave_out(struct feed_state *s, struct record *r)
{
	int result = tell(s, r, TEXT_FEED_MANIFEST, "");

	r->folder = NULL;
	close_file(s);
	return result;
}

/* The next of the open file: 1, -1, or 0 when it was closed. */
static int
next_of_file(struct feed_state *s, struct record *r)
{
	const struct feed_file *it = &s->files.items[s->at];

	for (;;) {
		bool enough = it->wanted != NULL && s->place == it->nplaces && s->number == it->nwanted;
		enum framing_result result = enough ? FRAMING_END : framing_next(&s->framing);
		bool own = result == FRAMING_RECORD || result == FRAMING_LARGE;
		if (result == FRAMING_END)
			return finish_file(s, r);
		if (own && !is_wanted(s))
			continue;
		if (result == FRAMING_RECORD && it->found && s->framing.index == 1
		    && feed_list_has(s->framing.text, s->framing.len))
			return leave_out(s, r);
		return result == FRAMING_RECORD ? give(s, r) : tell_framing(s, r, result);
	}
}

int
feed_next(struct feed *feed, struct record *r)
{
	struct feed_state *s = feed->state;
	int result = 0;

	*r = (struct record){ .file = NULL };
	while (result == 0 && (s->open || s->at < s->files.n))
		if (s->open)
			result = next_of_file(s, r);
		else if ((result = open_file(s, r)) == 1)
			result = 0;
	return result;
}

void
feed_progress(const struct feed *feed, uint64_t *done, uint64_t *all)
{
	const struct feed_state *s = feed->state;
	uint64_t now = s->done;

	if (s->open && s->files.items[s->at].bytes > 0)
		now += s->stream.taken;
	*done = now < s->all ? now : s->all;
	*all = s->all;
}

static bool
is_plain(const char *path)
{
	struct stat st;

	return strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* An input of which a file may be a manifest, which lists what failed. What can be read only once is none. */
static int
add_input(struct feed_files *g, const char *path)
{
	int is_list = feed_files_has_lines(path) && is_plain(path) ? feed_list_is(path) : 0;

	if (is_list < 0)
		return -1;
	return is_list ? feed_list(g, path) : feed_files_add(g, path, NULL);
}

static int
add_list(struct feed_state *s, const char *path)
{
	if (s->options.again && !is_plain(path)) {
		s->left_out = true;
		return 0;
	}
	return feed_list(&s->files, path);
}

/* All inputs and lists, as files. -1: no memory. */
static int
list_files(struct feed_state *s)
{
	const struct feed_options *o = &s->options;

	if (o->except != NULL)
		feed_files_except(&s->files, o->except);
	for (size_t i = 0; i < o->ninputs; i++)
		if (add_input(&s->files, o->inputs[i]) != 0)
			return -1;
	for (size_t i = 0; i < o->nlists; i++)
		if (add_list(s, o->lists[i]) != 0)
			return -1;
	if (feed_files_finish(&s->files) != 0)
		return -1;
	for (size_t i = 0; i < s->files.n; i++)
		if (s->files.items[i].fault == FEED_FILE_FINE)
			s->all += s->files.items[i].bytes;
	return 0;
}

int
feed_open(struct feed *feed, const struct feed_options *options, const struct report *report)
{
	struct feed_state *s = calloc(1, sizeof *s);

	feed->state = s;
	if (options->records != NULL && *options->records != '/')
		return REPORT(report, NULL, FEED_POINTER_FORM, options->records);
	if (s == NULL)
		return REPORT(report, NULL, NO_MEMORY, "");
	s->options = *options;
	s->report = report;
	s->stream.fd = -1;
	s->options.most = options->most != 0 ? options->most : MOST;
	s->framing.window.most = s->options.most;
	s->framing.window.step = options->step != 0 ? options->step : STEP;
	return list_files(s) == 0 ? 0 : REPORT(report, NULL, NO_MEMORY, "");
}

bool
feed_left_out(const struct feed *feed)
{
	return feed->state->left_out;
}

void
feed_close(struct feed *feed)
{
	struct feed_state *s = feed->state;

	if (s == NULL)
		return;
	input_stream_close(&s->stream);
	window_free(&s->framing.window);
	feed_files_free(&s->files);
	report_drop(&s->told);
	free(s->folder);
	free(s);
	feed->state = NULL;
}
