#include "framing_find.h"
#include "framing_scan.h"

#include <string.h>

/* The next byte of a step of a pointer, its escapes resolved (RFC 6901, section 4); -1 at its end. */
static int
next_of_step(const char **p)
{
	int c = (unsigned char)**p;

	if (c == '\0' || c == '/')
		return -1;
	(*p)++;
	if (c == '~' && (**p == '0' || **p == '1'))
		c = *(*p)++ == '0' ? '~' : '/';
	return c;
}

static const char *
step_end(const char *p)
{
	while (next_of_step(&p) >= 0)
		continue;
	return p;
}

static unsigned
hex4(const char *p)
{
	unsigned v = 0;

	for (int i = 0; i < 4; i++) {
		char c = p[i];
		v = v * 16 + (unsigned)(c >= 'a' ? c - 'a' + 10 : c >= 'A' ? c - 'A' + 10 : c - '0');
	}
	return v;
}

/* Writes a character of the basic plane in UTF-8, returns its bytes. */
static size_t
put(char *out, unsigned c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	out[0] = (char)(0xE0 | c >> 12);
	out[1] = (char)(0x80 | (c >> 6 & 0x3F));
	out[2] = (char)(0x80 | (c & 0x3F));
	return 3;
}

/* Whether the name in a text, n bytes without its quotes, is that of a step. */
static bool
is_step(const char *name, size_t n, const char *step)
{
	const char *end = name + n;

	while (name < end) {
		char bytes[3] = { *name };
		size_t more = 1;
		if (*name != '\\') {
			name++;
		} else if (end - name >= 6 && name[1] == 'u') {
			more = put(bytes, hex4(name + 2));
			name += 6;
		} else if (end - name >= 2) {
			bytes[0] = name[1];
			name += 2;
		} else {
			return false;
		}
		for (size_t i = 0; i < more; i++)
			if (next_of_step(&step) != (unsigned char)bytes[i])
				return false;
	}
	return next_of_step(&step) < 0;
}

/* Over a comma before the next item; false when there is none, and none follows. */
static bool
next_item(struct framing *f, bool *first)
{
	int c = scan_space(f);

	if (!*first && c == ',') {
		f->window.at++;
		c = scan_space(f);
	} else if (!*first) {
		return false;
	}
	*first = false;
	f->closed = false;
	return c >= 0 && c != '}' && c != ']';
}

/* Over a member's name to its value; *found when it is that of the step. */
static bool
enter_member(struct framing *f, const char *step, bool *found)
{
	struct window *w = &f->window;

	if (scan_space(f) != '"')
		return false;
	window_keep(w);
	w->at++;
	if (scan_string(f) != SCAN_FINE)
		return false;
	*found = !w->lost && is_step(w->data + w->keep + 1, w->at - w->keep - 2, step);
	window_let_go(w);
	if (scan_space(f) != ':')
		return false;
	w->at++;
	f->closed = false;
	return true;
}

/* Inside an array or object, to the value of a step; false when there is none. */
static bool
enter(struct framing *f, const char *step, bool object)
{
	size_t depth = f->depth, number = 0;
	bool first = true, found = false;
	const char *p = step;

	for (; !object && *p >= '0' && *p <= '9' && p - step < 9; p++)
		number = number * 10 + (size_t)(*p - '0');
	if (!object && (p == step || p != step_end(step)))
		return false;
	while (next_item(f, &first)) {
		if (object && !enter_member(f, step, &found))
			return false;
		if (object ? found : number-- == 0)
			return scan_space(f) >= 0;
		if (scan_values(f, depth) != SCAN_FINE)
			return false;
	}
	return false;
}

/* Over the rest of a value in which the array was not found. */
static enum framing_result
leave(struct framing *f, enum framing_result why)
{
	if (scan_values(f, 0) == SCAN_FINE)
		return why;
	f->over = true;
	window_place(&f->window, f->window.at, &f->line, &f->column);
	if (f->window.state == WINDOW_FAILED)
		return FRAMING_READ;
	if (f->window.state == WINDOW_NO_MEMORY)
		return FRAMING_NO_MEMORY;
	return f->window.state == WINDOW_ENDED ? FRAMING_CUT : FRAMING_ARRAY;
}

enum framing_result
framing_find(struct framing *f)
{
	const char *step = f->pointer;
	int c = scan_space(f);

	f->closed = false;
	while (*step == '/') {
		step++;
		if (c != '{' && c != '[')
			return leave(f, FRAMING_NOTHING);
		scan_open(f, c == '{');
		if (!enter(f, step, c == '{'))
			return leave(f, FRAMING_NOTHING);
		step = step_end(step);
		c = scan_space(f);
		f->closed = false;
	}
	if (c != '[')
		return leave(f, FRAMING_KIND);
	scan_open(f, false);
	f->inside = f->first = true;
	return FRAMING_END;
}
