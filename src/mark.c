#include "mark.h"
#include "arena.h"
#include "diag.h"
#include "font.h"
#include "shape.h"

void
mark_start(struct marks *m, struct flow *f, const struct boxes *boxes, const struct section *s)
{
	const struct blocks *blocks = boxes->blocks;

	*m = (struct marks){ .put = { f->mem, blocks->tags.items, blocks->notes, true }, .section = s, .diag = f->diag,
		.width = s->sheet.width.value - s->sheet.left.value - s->sheet.right.value };
	for (const struct fixed *x = s->fixed; x != NULL; x = x->next)
		m->n++;
	m->boxes = arena_array(f->mem, m->n, sizeof(struct box *));
	m->fixed = arena_array(f->mem, m->n, sizeof(struct fixed *));
	m->n = 0;
	for (const struct fixed *x = s->fixed; x != NULL; x = x->next) {
		m->fixed[m->n] = x;
		m->boxes[m->n++] = flow_stack(f, x->root, m->width);
	}
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

	for (size_t i = 0; i < m->n; i++)
		if (m->fixed[i]->place->edge == PLACE_FOOT && stands_on(m->fixed[i]->place, first))
			h = len_add(h, len_add(m->boxes[i]->height, m->fixed[i]->place->away.value));
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

struct area {				/* what something covers */
	len	x0, y0, x1, y1;
};

static void
cover(struct area *a, len x, len y, len w, len h)
{
	a->x0 = x < a->x0 ? x : a->x0;
	a->y0 = y < a->y0 ? y : a->y0;
	a->x1 = x + w > a->x1 ? x + w : a->x1;
	a->y1 = y + h > a->y1 ? y + h : a->y1;
}

/* Adds the ink of a box at (x, y). */
static void
cover_box(struct area *a, const struct box *box, len x, len y)
{
	len top = y;

	if (box->kind == BOX_FRAME)
		cover(a, x, y, box->width, box->height);
	for (size_t i = 0; box->lines != NULL && i < box->lines->n; top += box->rows[i++].height)
		if (box->lines->lines[i].n > 0)
			cover(a, x + box->lines->lines[i].x, top, box->lines->lines[i].width, box->rows[i].height);
	for (const struct box *b = box->child; b != NULL; b = b->next)
		cover_box(a, b, x + b->x, y + b->y);
}

static bool
touch(const struct area *a, const struct area *b, len gap)
{
	return a->x0 < b->x1 + gap && b->x0 < a->x1 + gap && a->y0 < b->y1 && b->y0 < a->y1;
}

/* What an item covers, if anything is seen of it or will be; else an area of nothing. */
static struct area
area_of(const struct item *it)
{
	const struct piece *p = it->kind == ITEM_LINE ? first_letters(it->line) : NULL;

	if (it->kind == ITEM_LINK || it->kind == ITEM_MARK || it->turn.right != 0)
		return (struct area){ 0, 0, 0, 0 };
	if (it->kind != ITEM_LINE)
		return (struct area){ it->x, it->y, it->x + it->w, it->y + it->h };
	return (struct area){ it->x + it->line->x, it->y - (p != NULL ? p->size : 0),
	    it->x + it->line->x + it->w, it->y };
}

/* How far something has to go to the left to be `apart` from the page's items; -1: there is no room. */
static len
way_left(const struct page *page, const struct area *ink, len left, len apart)
{
	struct area now = *ink;

	for (size_t i = 0; i < page->n; i++) {
		struct area other = area_of(&page->items[i]);
		if (!touch(&now, &other, apart - 1))
			continue;
		now.x0 += other.x0 - apart - now.x1;
		now.x1 = other.x0 - apart;
		i = (size_t)-1;
	}
	return now.x0 < left ? -1 : ink->x0 - now.x0;
}

/* How far a line of another notice has to go up to stand above something; -1: it cannot. */
static len
way_up(const struct item *it, const struct area *area, const struct area *ink, len apart)
{
	len up = area->y1 - ink->y0 + apart / 2;

	return it->kind == ITEM_LINE && it->fixed && area->y0 - up >= apart ? up : -1;
}

/* Lifts the lines of notices that something would touch; false: they are left, since one of them cannot. */
static bool
lift(struct page *page, const struct area *ink, len apart)
{
	for (int move = 0; move < 2; move++)
		for (size_t i = 0; i < page->n; i++) {
			struct area other = area_of(&page->items[i]);
			len up;
			if (!touch(ink, &other, apart - 1))
				continue;
			up = way_up(&page->items[i], &other, ink, apart);
			if (up < 0)
				return false;
			page->items[i].y -= move * up;
		}
	return true;
}

/*
 * A notice in a margin: moved left where it would touch what is on the page already; where there is no
 * room for that, lines it would touch are moved up.
 */
static void
put_notice(const struct marks *m, struct page *page, const struct box *box, len left, len x, len y, len apart)
{
	struct area ink = { INT32_MAX, INT32_MAX, 0, 0 };
	len way;

	cover_box(&ink, box, left + x, y);
	way = way_left(page, &ink, left, apart);
	if (y < 0)
		DIAG(m->diag, MARK_ROOM, box->child->block->at, "");
	else if (way < 0 && !lift(page, &ink, apart))
		DIAG(m->diag, MARK_OVERLAP, box->child->block->at, "");
	put_box(&m->put, page, box, left + x - (way > 0 ? way : 0), y, INT32_MIN, INT32_MAX);
}

void
mark_put(const struct marks *m, struct page *page, bool first, len left)
{
	for (size_t i = m->n; i-- > 0;) {
		const struct box *box = m->boxes[i];
		const struct place *place = m->fixed[i]->place;
		len x = (len)((int64_t)m->width * place->share.value / 1000), most = m->width - box->width;
		len y = top_of(&m->section->sheet, place, box);
		if (!stands_on(place, first))
			continue;
		x = x > most ? most : x;
		if (place->edge == PLACE_FOOT)
			put_box(&m->put, page, box, left + x, y, INT32_MIN, INT32_MAX);
		else
			put_notice(m, page, box, left, x, y, place->apart.value);
	}
}
