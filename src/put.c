#include "put.h"
#include "arena.h"

static struct item *
add_item(const struct putter *put, struct page *page, enum item_kind kind, const struct block *block, const char *role,
    len x, len y)
{
	struct item *it = page_add(put->mem, page, kind);

	it->block = block;
	it->role = role;
	it->x = x;
	it->y = y;
	it->fixed = put->fixed;
	return it;
}

void
put_rule(const struct putter *put, struct page *page, const struct block *block, const char *role, len x, len y,
    len w, len h)
{
	struct item *it = add_item(put, page, ITEM_RULE, block, role, x, y);

	it->w = w;
	it->h = h;
}

static struct item *
add_box(const struct putter *put, struct page *page, enum item_kind kind, const struct box *box, len x, len y)
{
	struct item *it = add_item(put, page, kind, box->block, box->block->role, x, y);

	it->w = box->width;
	it->h = box->height;
	return it;
}

static void
put_frame(const struct putter *put, struct page *page, const struct box *box, len x, len y)
{
	struct item *it = add_box(put, page, ITEM_FRAME, box, x, y);

	it->stroke = box->block->frame->line.value;
	it->colour = box->block->style->colour;
}

static void
put_drawing(const struct putter *put, struct page *page, const struct box *box, len x, len y)
{
	struct item *it = add_box(put, page, ITEM_DRAWING, box, x, y);

	it->tag = box->block->tag;
	it->drawing = box->drawing;
}

struct link_row {			/* a line with links */
	const struct block *block;
	len	x, y, h;		/* its column's top left corner, and how high it is */
};

/* One link over the pieces of a line from `first` to `last`. */
static void
put_link(const struct putter *put, struct page *page, const struct link_row *row, const char *role,
    const struct piece *first, const struct piece *last, int target)
{
	struct item *it = add_item(put, page, ITEM_LINK, row->block, role, row->x + first->x, row->y);

	it->w = last->x + last->width - first->x;
	it->h = row->h;
	it->tag = first->tag;
	it->target = target;
}

/* A footnote's mark leads to the note, the note's own mark back to the text; the words of a reference are one link. */
static void
put_links(const struct putter *put, struct page *page, const struct box *box, size_t i, len x, len y)
{
	const struct line *line = &box->lines->lines[i];
	const struct link_row row = { box->block, x, y, box->rows[i].height };

	for (size_t k = 0; k < line->n; k++) {
		const struct piece *p = &line->pieces[k];
		const struct note *note = p->note > 0 ? &put->notes[p->note - 1] : NULL;
		if (note != NULL)
			put_link(put, page, &row, "note-link", p, p,
			    p->tag == note->mark_tag ? note->para->tag : note->mark_tag);
		else if (p->tag != 0 && put->tags[p->tag].target != 0) {
			while (k + 1 < line->n && line->pieces[k + 1].tag == p->tag)
				k++;
			put_link(put, page, &row, "reference", p, &line->pieces[k], put->tags[p->tag].target);
		}
	}
}

void
put_line(const struct putter *put, struct page *page, const struct box *box, size_t i, len x, len y, int note)
{
	const struct line *line = &box->lines->lines[i];
	const struct block *block = box->block;
	struct item *it;

	if (i == 0 && block->tag > 0 && put->tags[block->tag].outline != NULL)
		add_item(put, page, ITEM_MARK, block, block->role, x, y)->tag = block->tag;
	if (line->n == 0)
		return;
	it = add_item(put, page, ITEM_LINE, block, block->role, x, y + box->rows[i].baseline);
	it->w = line->width;
	it->column = box->width;
	it->tag = block->tag;
	it->note = note;
	it->line = line;
	it->colour = block->style->colour;
	if (block->tag > 0)
		put_links(put, page, box, i, x, y);
}

/* A picture or field; a field for copies has its place on the page. */
static void
put_inset(const struct putter *put, struct page *page, const struct box *box, len x, len y)
{
	const struct inset *in = box->inset;
	len most = page->w - box->width;
	struct item *it = add_box(put, page, in->picture != NULL ? ITEM_PICTURE : ITEM_FIELD, box,
	    x < 0 ? 0 : x > most ? most : x, in->kind == INSET_COPY ? box->y : y);

	it->tag = in->tag;
	it->role = in->role;
	it->picture = in->picture;
	it->field = in->field;
	it->contents = in->field == NULL ? NULL : put->tags[in->tag].contents;
	it->fixed = put->fixed || in->kind == INSET_COPY;
}

static void
put_para(const struct putter *put, struct page *page, const struct box *box, len x, len y, len top, len end)
{
	for (size_t i = 0; i < box->lines->n; y += box->rows[i++].height)
		if (y >= top && y < end)
			put_line(put, page, box, i, x, y, 0);
}

void
put_box(const struct putter *put, struct page *page, const struct box *box, len x, len y, len top, len end)
{
	bool begins = y >= top && y < end;

	if (box->kind == BOX_ROOM) {
		for (const struct box *b = box->child; b != NULL && (begins || box->height == 0); b = b->next)
			put_inset(put, page, b, x + b->x, y + b->y);
		return;
	}
	if (box->kind == BOX_PARA)
		put_para(put, page, box, x, y, top, end);
	else if (box->kind == BOX_RULE && begins)
		put_rule(put, page, box->block, box->block->role, x + box->x, y + box->block->gap, box->width,
		    box->block->thickness);
	else if (box->kind == BOX_FRAME && begins)
		put_frame(put, page, box, x, y);
	else if (box->kind == BOX_DRAWING && begins)
		put_drawing(put, page, box, x, y);
	for (const struct box *b = box->child; b != NULL; b = b->next)
		put_box(put, page, b, x + (b->kind == BOX_RULE ? 0 : b->x), y + b->y, top, end);
}
