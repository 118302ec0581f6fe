#include "framing_find.h"
#include "framing_scan.h"
#include "json_member.h"

enum { NAME_MOST = 1024 };		/* bytes of a name that can be that of a step */

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

/* Whether the name that a text has, n bytes with its quotes, is that of a step. */
static bool
is_step(const char *text, size_t n, const char *step)
{
	const struct json_member as_value = { .value = text, .len = n };
	char name[NAME_MOST];
	const char *p = name;

	if (n == 2 || !json_member_text(&as_value, name, sizeof name))
		return n == 2 && next_of_step(&step) < 0;
	for (; *p != '\0'; p++)
		if (next_of_step(&step) != (unsigned char)*p)
			return false;
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
	*found = !w->lost && is_step(w->data + w->keep, w->at - w->keep, step);
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
