#include "put.h"
#include "arena.h"

void
put_rule(const struct putter *put, struct page *page, const struct block *block, const char *role, len x, len y,
    len w, len h)
{
	struct item *it = page_add(put->mem, page, ITEM_RULE);

	it->block = block;
	it->role = role;
	it->x = x;
	it->y = y;
	it->w = w;
	it->h = h;
	it->fixed = put->fixed;
}

static void
put_frame(const struct putter *put, struct page *page, const struct box *box, len x, len y)
{
	struct item *it = page_add(put->mem, page, ITEM_FRAME);

	it->block = box->block;
	it->role = box->block->role;
	it->x = x;
	it->y = y;
	it->w = box->width;
	it->h = box->height;
	it->stroke = box->block->frame->line.value;
	it->colour = box->block->style->colour;
	it->fixed = put->fixed;
}

static void
put_drawing(const struct putter *put, struct page *page, const struct box *box, len x, len y)
{
	struct item *it = page_add(put->mem, page, ITEM_DRAWING);

	it->block = box->block;
	it->role = box->block->role;
	it->tag = box->block->tag;
	it->x = x;
	it->y = y;
	it->w = box->width;
	it->h = box->height;
	it->drawing = box->drawing;
	it->fixed = put->fixed;
}

static struct item *
add_link(const struct putter *put, struct page *page, const struct block *block, const char *role,
    const struct piece *p, int target)
{
	struct item *it = page_add(put->mem, page, ITEM_LINK);

	it->block = block;
	it->role = role;
	it->w = p->width;
	it->tag = p->tag;
	it->target = target;
	return it;
}

/* The words of a reference on one line are one link; returns the last of them. */
static size_t
put_reference(const struct putter *put, struct page *page, const struct block *block, const struct line *line,
    size_t i, len x, len y, len h)
{
	const struct piece *p = &line->pieces[i];
	struct item *it = add_link(put, page, block, "reference", p, put->tags[p->tag].target);

	while (i + 1 < line->n && line->pieces[i + 1].tag == p->tag)
		i++;
	it->x = x + p->x;
	it->w = line->pieces[i].x + line->pieces[i].width - p->x;
	it->y = y;
	it->h = h;
	return i;
}

/* A footnote's mark leads to the note, the note's own mark back to the text. */
static void
put_links(const struct putter *put, struct page *page, const struct block *block, const struct line *line, len x,
    const struct row *row, len y)
{
	for (size_t i = 0; i < line->n; i++) {
		const struct piece *p = &line->pieces[i];
		const struct note *note;
		struct item *it;
		if (p->note == 0 && p->tag != 0 && put->tags[p->tag].target != 0)
			i = put_reference(put, page, block, line, i, x, y, row->height);
		if (p->note == 0)
			continue;
		note = &put->notes[p->note - 1];
		it = add_link(put, page, block, "note-link", p,
		    p->tag == note->mark_tag ? note->para->tag : note->mark_tag);
		it->x = x + p->x;
		it->y = y;
		it->h = row->height;
	}
}

void
put_line(const struct putter *put, struct page *page, const struct box *box, size_t i, len x, len y, int note)
{
	const struct line *line = &box->lines->lines[i];
	struct arena *mem = put->mem;
	struct item *it;

	if (i == 0 && box->block->tag > 0 && put->tags[box->block->tag].outline != NULL) {
		it = page_add(mem, page, ITEM_MARK);
		it->x = x;
		it->y = y;
		it->tag = box->block->tag;
		it->role = box->block->role;
		it->block = box->block;
	}
	if (line->n == 0)
		return;
	it = page_add(mem, page, ITEM_LINE);
	it->x = x;
	it->y = y + box->rows[i].baseline;
	it->w = line->width;
	it->column = box->width;
	it->tag = box->block->tag;
	it->note = note;
	it->role = box->block->role;
	it->line = line;
	it->colour = box->block->style->colour;
	it->fixed = put->fixed;
	it->block = box->block;
	if (it->tag > 0)
		put_links(put, page, box->block, line, x, &box->rows[i], y);
}

/* A picture or field; a field for copies has its place on the page. */
static void
put_inset(const struct putter *put, struct page *page, const struct box *box, len x, len y)
{
	const struct inset *in = box->inset;
	struct item *it = page_add(put->mem, page, in->picture != NULL ? ITEM_PICTURE : ITEM_FIELD);
	len most = page->w - box->width;

	it->x = x < 0 ? 0 : x > most ? most : x;
	it->y = in->kind == INSET_COPY ? box->y : y;
	it->w = box->width;
	it->h = box->height;
	it->tag = in->tag;
	it->role = in->role;
	it->picture = in->picture;
	it->field = in->field;
	it->contents = in->field == NULL ? NULL : put->tags[in->tag].contents;
	it->fixed = put->fixed || in->kind == INSET_COPY;
	it->block = box->block;
}

void
put_box(const struct putter *put, struct page *page, const struct box *box, len x, len y, len top, len end)
{
	if (box->kind == BOX_PARA)
		for (size_t i = 0; i < box->lines->n; i++) {
			if (y >= top && y < end)
				put_line(put, page, box, i, x, y, 0);
			y += box->rows[i].height;
		}
	else if (box->kind == BOX_RULE && y >= top && y < end)
		put_rule(put, page, box->block, box->block->role, x + box->x, y + box->block->gap, box->width,
		    box->block->thickness);
	else if (box->kind == BOX_FRAME && y >= top && y < end)
		put_frame(put, page, box, x, y);
	else if (box->kind == BOX_DRAWING && y >= top && y < end)
		put_drawing(put, page, box, x, y);
	else if (box->kind == BOX_ROOM && ((y >= top && y < end) || box->height == 0))
		for (const struct box *b = box->child; b != NULL; b = b->next)
			put_inset(put, page, b, x + b->x, y + b->y);
	if (box->kind == BOX_ROOM)
		return;
	for (const struct box *b = box->child; b != NULL; b = b->next)
		put_box(put, page, b, x + (b->kind == BOX_RULE ? 0 : b->x), y + b->y, top, end);
}
