#include "window.h"

#include <stdlib.h>
#include <string.h>

void
window_start(struct window *w, window_reader *read, void *user)
{
	w->read = read;
	w->user = user;
	w->keep = w->at = w->end = w->counted = 0;
	w->lost = false;
	w->loose = true;
	w->state = WINDOW_OPEN;
	w->line = w->column = 1;
}

static void
count_to(struct window *w, size_t i)
{
	const char *p = w->data + w->counted, *end = w->data + i, *next;

	if (i <= w->counted)
		return;
	while ((next = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		p = next + 1;
		w->line++;
		w->column = 1;
	}
	for (; p < end; p++)
		w->column += ((unsigned char)*p & 0xC0) != 0x80;
	w->counted = i;
}

void
window_place(struct window *w, size_t i, long *line, long *column)
{
	count_to(w, i);
	*line = w->line;
	*column = w->column;
}

/* Moves what is kept to the start. */
static void
slide(struct window *w)
{
	size_t by = w->keep;

	if (by == 0)
		return;
	count_to(w, by);
	memmove(w->data, w->data + by, w->end - by);
	w->keep = 0;
	w->at -= by;
	w->end -= by;
	w->counted -= by;
}

/* Makes room for a step; false when there is no memory. */
static bool
make_room(struct window *w)
{
	size_t more;
	char *data;

	if (w->room - w->end >= w->step)
		return true;
	slide(w);
	if (w->room - w->end >= w->step && w->end <= w->room / 2)
		return true;
	more = w->room * 2 > w->end + w->step ? w->room * 2 : w->end + w->step;
	data = realloc(w->data, more);
	if (data == NULL)
		return w->room - w->end >= w->step;
	w->data = data;
	w->room = more;
	return true;
}

bool
window_more(struct window *w)
{
	ptrdiff_t n;

	if (w->state != WINDOW_OPEN)
		return false;
	if (!w->loose && w->end - w->keep > w->most)
		w->lost = true;
	if (w->loose || w->lost)
		w->keep = w->at;
	if (!make_room(w)) {
		w->state = WINDOW_NO_MEMORY;
		return false;
	}
	n = w->read(w->user, w->data + w->end, w->step);
	if (n > 0) {
		w->end += (size_t)n;
		return true;
	}
	w->state = n == 0 ? WINDOW_ENDED : WINDOW_FAILED;
	return false;
}

bool
window_has(struct window *w, size_t n)
{
	while (w->end - w->at < n)
		if (!window_more(w))
			return false;
	return true;
}

void
window_keep(struct window *w)
{
	w->keep = w->at;
	w->loose = w->lost = false;
}

void
window_let_go(struct window *w)
{
	w->loose = true;
	w->lost = false;
}

void
window_free(struct window *w)
{
	free(w->data);
	w->data = NULL;
	w->room = 0;
}
