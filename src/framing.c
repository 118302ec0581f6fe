#include "framing.h"
#include "framing_find.h"
#include "framing_scan.h"

#include <string.h>

enum { SHOWN = 200 };			/* bytes behind a fault that a record keeps, for the message */

/* Notes where the window is, for what is told. */
static enum framing_result
tell(struct framing *f, enum framing_result what)
{
	window_place(&f->window, f->window.at, &f->line, &f->column);
	return what;
}

/* Nothing more can be read: because of the window, or for the reason given. */
static enum framing_result
end(struct framing *f, enum framing_result reason)
{
	f->over = true;
	if (f->window.state == WINDOW_FAILED)
		reason = FRAMING_READ;
	else if (f->window.state == WINDOW_NO_MEMORY)
		reason = FRAMING_NO_MEMORY;
	return tell(f, reason);
}

static void
start_record(struct framing *f)
{
	f->index++;
	f->closed = false;
	tell(f, FRAMING_RECORD);
	window_keep(&f->window);
}

/* The record that ends before byte `last`. */
static enum framing_result
take_record(struct framing *f, size_t last)
{
	struct window *w = &f->window;

	if (w->lost || last - w->keep > w->most)
		return FRAMING_LARGE;
	f->text = w->data + w->keep;
	f->len = last - w->keep;
	return FRAMING_RECORD;
}

/* A record with a byte that no JSON text has there: up to a little behind that, for its reader to see. */
static enum framing_result
take_damaged(struct framing *f)
{
	struct window *w = &f->window;
	const char *bad, *line;
	size_t n;

	window_has(w, SHOWN + 1);
	bad = w->data + w->at;
	n = w->end - w->at < SHOWN ? w->end - w->at : SHOWN;
	line = memchr(bad, '\n', n);
	if (line != NULL && line > bad)
		n = (size_t)(line - bad);
	while (n > 1 && w->at + n < w->end && ((unsigned char)bad[n] & 0xC0) == 0x80)
		n--;
	f->over = true;
	f->stopped = f->inside || f->index > 1;
	return take_record(f, w->at + n);
}

/* A record that was scanned. */
static enum framing_result
take_value(struct framing *f, enum scan_result scan)
{
	if (scan == SCAN_BAD)
		return take_damaged(f);
	if (scan == SCAN_CUT && f->window.state != WINDOW_ENDED)
		return end(f, FRAMING_READ);
	f->over = scan == SCAN_CUT;
	return take_record(f, f->window.at);
}

/* Behind the bracket that closes the array: what is around it ends too. */
static enum framing_result
leave_array(struct framing *f)
{
	scan_close(f);
	f->inside = false;
	window_let_go(&f->window);
	if (f->depth > 0 && scan_values(f, 0) != SCAN_FINE)
		return end(f, FRAMING_CUT);
	return FRAMING_END;
}

static enum framing_result
next_element(struct framing *f)
{
	int c = scan_space(f);

	if (c < 0)
		return end(f, FRAMING_CUT);
	if (c == ']')
		return leave_array(f);
	if (!f->first) {
		if (c != ',')
			return end(f, FRAMING_ARRAY);
		f->window.at++;
		c = scan_space(f);
		if (c < 0)
			return end(f, FRAMING_CUT);
		if (c == ']' || c == ',') {
			f->first = c == ']';
			return tell(f, FRAMING_COMMA);
		}
	}
	f->first = false;
	start_record(f);
	return take_value(f, scan_values(f, f->depth));
}

/* Over what is between two records, to the end of its line. */
static enum framing_result
skip_stray(struct framing *f)
{
	struct window *w = &f->window;
	const char *line;

	tell(f, FRAMING_STRAY);
	window_let_go(w);
	do {
		line = memchr(w->data + w->at, '\n', w->end - w->at);
		w->at = line == NULL ? w->end : (size_t)(line - w->data);
	} while (line == NULL && window_more(w));
	return FRAMING_STRAY;
}

static enum framing_result
next_line(struct framing *f)
{
	struct window *w = &f->window;
	const char *line;
	size_t from;

	if (scan_space(f) < 0)
		return end(f, FRAMING_END);
	start_record(f);
	for (;;) {
		from = w->at;
		line = memchr(w->data + from, '\n', w->end - from);
		if (line != NULL)
			break;
		w->at = w->end;
		if (!window_more(w))
			return take_value(f, SCAN_CUT);
	}
	w->at = (size_t)(line - w->data);
	return take_record(f, w->at);
}

/* A value that stands for itself; or, with a pointer, the array in it. FRAMING_END: now inside. */
static enum framing_result
next_value(struct framing *f, int c)
{
	enum framing_result result;

	if (c == '[' && *f->pointer == '\0') {
		scan_open(f, false);
		f->inside = f->first = true;
		return FRAMING_END;
	}
	if (f->index > 0 && c != '{' && c != '[')
		return skip_stray(f);
	if (*f->pointer != '\0') {
		tell(f, FRAMING_NOTHING);
		return framing_find(f);
	}
	start_record(f);
	result = take_value(f, scan_values(f, 0));
	if (result == FRAMING_RECORD && f->index == 1 && !f->over) {
		f->whole = scan_space(f) < 0 && f->window.state == WINDOW_ENDED;
		result = take_record(f, f->window.keep + f->len);
	}
	return result;
}

/* Whether the first line, from the window on, is a record by itself: the next starts an object too. */
static bool
is_line(struct framing *f)
{
	struct window *w = &f->window;
	bool ended = false;
	char last = '\0';

	for (size_t i = 0; i < w->most && window_has(w, i + 1); i++) {
		char c = w->data[w->at + i];
		if (c == '\n')
			ended = true;
		if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
			continue;
		if (ended)
			return c == '{' && strchr(",:[{", last) == NULL;
		last = c;
	}
	return false;
}

/* Over a byte order mark; then it shows what kind of text it is. */
static void
begin(struct framing *f)
{
	static const char mark[3] = "\xEF\xBB\xBF";
	struct window *w = &f->window;
	int c;

	f->begun = true;
	if (window_has(w, sizeof mark) && memcmp(w->data, mark, sizeof mark) == 0)
		w->at = w->counted = sizeof mark;
	c = scan_space(f);
	f->blank = c < 0;
	window_keep(w);
	f->by_lines = *f->pointer == '\0' && c != '[' && (f->by_lines || (c == '{' && is_line(f)));
}

void
framing_start(struct framing *f, window_reader *read, void *user, const char *pointer, bool lines)
{
	window_start(&f->window, read, user);
	f->pointer = pointer;
	f->by_lines = lines;
	f->begun = f->blank = f->inside = f->first = f->over = f->stopped = f->closed = f->whole = false;
	f->depth = f->index = f->len = 0;
	f->text = NULL;
}

enum framing_result
framing_next(struct framing *f)
{
	enum framing_result result = FRAMING_END;
	int c;

	if (!f->begun)
		begin(f);
	while (result == FRAMING_END) {
		if (f->stopped) {
			f->stopped = false;
			return tell(f, FRAMING_STOPPED);
		}
		if (f->over)
			return FRAMING_END;
		if (f->by_lines)
			return next_line(f);
		if (f->inside) {
			result = next_element(f);
			continue;
		}
		window_let_go(&f->window);
		c = scan_space(f);
		if (c < 0)
			return end(f, FRAMING_END);
		result = next_value(f, c);
	}
	return result;
}
