#include "mark.h"
#include "arena.h"
#include "font.h"
#include "shape.h"

void
mark_start(struct marks *m, struct flow *f, const struct boxes *boxes, const struct section *s)
{
	const struct blocks *blocks = boxes->blocks;
	size_t n = 0;

	*m = (struct marks){ .put = { f->mem, blocks->tags.items, blocks->notes, true }, .section = s,
		.width = s->sheet.width.value - s->sheet.left.value - s->sheet.right.value };
	for (const struct fixed *x = s->fixed; x != NULL; x = x->next)
		n++;
	m->boxes = arena_array(f->mem, n, sizeof(struct box *));
	n = 0;
	for (const struct fixed *x = s->fixed; x != NULL; x = x->next)
		m->boxes[n++] = flow_stack(f, x->root, m->width);
	if (blocks->watermark == NULL)
		return;
	m->share = blocks->watermark_share.value;
	m->watermark = flow_para(f, blocks->watermark, s->sheet.width.value + s->sheet.height.value);
}

static bool
stands_on(const struct place *p, bool first)
{
	return p->pages == PLACE_EVERY || (p->pages == PLACE_FIRST) == first;
}

len
mark_foot(const struct marks *m, bool first)
{
	len h = 0;
	size_t i = 0;

	for (const struct fixed *x = m->section->fixed; x != NULL; x = x->next, i++)
		if (x->place->edge == PLACE_FOOT && stands_on(x->place, first))
			h = len_add(h, len_add(m->boxes[i]->height, x->place->away.value));
	return h;
}

/* Letters of the line; their font tells how high it is. */
static const struct piece *
first_letters(const struct line *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (line->pieces[i].shape != NULL)
			return &line->pieces[i];
	return NULL;
}

/* A point of the text, `along` its line and `down` from it, as it comes to lie on the page from its origin. */
static void
turn_point(const struct turn *t, int64_t along, int64_t down, len *x, len *y)
{
	*x = len_cap((along * t->right - down * t->down) / 1000);
	*y = len_cap((along * t->down + down * t->right) / 1000);
}

void
mark_beneath(const struct marks *m, struct page *page)
{
	const struct line *line = m->watermark != NULL ? &m->watermark->lines->lines[0] : NULL;
	const struct piece *p = line != NULL ? first_letters(line) : NULL;
	struct item *it;
	len x, y;

	if (p == NULL || line->width == 0)
		return;
	put_line(&m->put, page, m->watermark, 0, 0, 0, 0);
	it = &page->items[page->n - 1];
	it->turn.right = (len)((int64_t)page->w * m->share / line->width);
	it->turn.down = -(len)((int64_t)page->h * m->share / line->width);
	turn_point(&it->turn, line->x + line->width / 2,
	    -font_scale(p->shape->font, p->shape->font->cap_height, p->size) / 2, &x, &y);
	it->x = page->w / 2 - x;
	it->y = page->h / 2 - y;
}

/* Top of a fixed box. */
static len
top_of(const struct sheet *sheet, const struct place *p, const struct box *box)
{
	switch (p->edge) {
	case PLACE_TOP:
		return p->away.value;
	case PLACE_ABOVE:
		return sheet->top.value - p->away.value - box->height;
	case PLACE_FOOT:
		return sheet->height.value - sheet->bottom.value - box->height;
	}
	return 0;
}

void
mark_put(const struct marks *m, struct page *page, bool first, len left)
{
	size_t i = 0;

	for (const struct fixed *f = m->section->fixed; f != NULL; f = f->next, i++) {
		const struct box *box = m->boxes[i];
		len x = (len)((int64_t)m->width * f->place->share.value / 1000), most = m->width - box->width;
		if (!stands_on(f->place, first))
			continue;
		x = x > most ? most : x;
		put_box(&m->put, page, box, left + x, top_of(&m->section->sheet, f->place, box), INT32_MIN, INT32_MAX);
	}
}
