#include "pdf_ink.h"
#include "arena.h"
#include "buffer.h"
#include "pdf_follow.h"

#include <string.h>

enum {
	MOST_MARKS = 1 << 16, MOST_CONTENTS = 1 << 12,	/* streams */
	HIDDEN = 2, NO_VIEW = 32	/* flags of annotations (ISO 32000-1, 12.5.3) */
};

static const size_t most_contents = (size_t)64 << 20;	/* bytes */

/* Takes the ink of something painted, within the page. */
static void
take(void *user, const struct extent *e, bool picture)
{
	struct follower *f = user;
	struct pdf_ink *ink = f->user;
	struct pdf_mark m = { .picture = picture };
	double dpi = f->density * 72 / f->sheet->unit;
	len x, y;

	m.dpi = dpi < 1e6 ? (int)(dpi + 0.5) : 0;
	pdf_sheet_point(f->sheet, e->x0, e->y0, &m.x0, &m.y0);
	pdf_sheet_point(f->sheet, e->x1, e->y1, &m.x1, &m.y1);
	x = m.x0;
	y = m.y0;
	m.x0 = x < m.x1 ? x : m.x1;
	m.x1 = x < m.x1 ? m.x1 : x;
	m.y0 = y < m.y1 ? y : m.y1;
	m.y1 = y < m.y1 ? m.y1 : y;
	if (m.x1 < 0 || m.y1 < 0 || m.x0 > f->sheet->w || m.y0 > f->sheet->h)
		return;
	if (ink->n == MOST_MARKS) {
		f->lost = true;
		return;
	}
	ink->marks = arena_grow(f->in->mem, ink->marks, ink->n, &ink->cap, sizeof *ink->marks);
	ink->marks[ink->n++] = m;
}

/* Adds a stream; a content stream may end anywhere between two tokens (ISO 32000-1, 7.8.2). */
static int
add_stream(struct pdf_in *in, struct buffer *all, const struct pdf_value *ref)
{
	const struct pdf_object *o = pdf_stream_of(in, ref);
	const char *bytes;
	size_t n;

	if (o == NULL || pdf_unpack(in, o, most_contents, &bytes, &n) != 0 || all->len + n > most_contents)
		return -1;
	buffer_add(all, bytes, n);
	buffer_byte(all, '\n');
	return 0;
}

static int
read_contents(struct pdf_in *in, const struct pdf_sheet *s, struct buffer *all)
{
	const struct pdf_value *entry = pdf_entry(s->dict, "Contents"), *v = pdf_resolve(in, entry);

	buffer_add(all, "", 0);		/* none are no bytes, not nothing */
	if (v == NULL)
		return in->fault == PDF_FINE ? 0 : -1;
	if (v->kind != PDF_ARRAY)
		return add_stream(in, all, entry);
	if (v->n > MOST_CONTENTS)
		return -1;
	for (size_t i = 0; i < v->n; i++)
		if (add_stream(in, all, &v->items[i]) != 0)
			return -1;
	return 0;
}

/* Annotations show on their rectangle, unless they are hidden or only pop up. */
static void
take_annotations(struct follower *f)
{
	const struct pdf_value *all = pdf_get(f->in, f->sheet->dict, "Annots");
	const struct matrix unit = { 1, 0, 0, 1, 0, 0 };

	for (size_t i = 0; all != NULL && all->kind == PDF_ARRAY && i < all->n; i++) {
		const struct pdf_value *a = pdf_resolve(f->in, &all->items[i]);
		struct extent e;
		double rect[4];
		if (!pdf_get_numbers(f->in, a, "Rect", rect, 4) || pdf_get(f->in, a, "AP") == NULL
		    || (pdf_get_integer(f->in, a, "F", 0) & (HIDDEN | NO_VIEW)) != 0
		    || pdf_is_name(pdf_get(f->in, a, "Subtype"), "Popup"))
			continue;
		e = extent_box(&unit, rect);
		if (e.x1 > e.x0 && e.y1 > e.y0)
			take(f, &e, true);
	}
}

int
pdf_ink_find(const struct pdf_in *from, struct arena *mem, const struct pdf_sheet *s, struct pdf_ink *ink)
{
	struct pdf_in in = *from;
	struct buffer contents = { .mem = mem };
	struct follower f = { .in = &in, .sheet = s, .take = take, .user = ink };

	*ink = (struct pdf_ink){ .n = 0 };
	in.mem = mem;
	if (read_contents(&in, s, &contents) != 0)
		return -1;
	if (follow_page(&f, contents.data, contents.len) != 0)
		return -1;
	take_annotations(&f);
	ink->open = f.depth;
	return f.lost || in.fault != PDF_FINE ? -1 : 0;
}
