#include "edition.h"
#include "arena.h"
#include "block.h"
#include "wrap.h"

#include <string.h>

struct edition {			/* pages being made */
	struct arena	*mem;
	const struct pages *from;
	const struct edition_mark *mark;
	struct pages	*out;
	struct tags	 tags;
	size_t		 cap;		/* of out->pages */
	int		 base;		/* what tags of the copy being made have more than those of `from` */
};

/* An element after all there are; unlike tag_add() it may come before others of its parent. */
static int
add_tag(struct edition *e, const struct tag *tag)
{
	e->tags.items = arena_grow(e->mem, e->tags.items, e->tags.n, &e->tags.cap, sizeof *e->tags.items);
	e->tags.items[e->tags.n] = *tag;
	return (int)e->tags.n++;
}

/* The elements of one copy; of several its outermost is a part of the whole and has the bookmark. */
static void
add_tags(struct edition *e, const char *part)
{
	e->base = (int)e->tags.n - 1;
	for (size_t i = 1; i < e->from->ntags; i++) {
		struct tag tag = e->from->tags[i];
		if (i > 1)
			tag.parent += e->base;
		if (part != NULL && i == 1) {
			tag.role = "Part";
			tag.parent = 1;
			tag.outline = part;
			tag.depth = 1;
		} else if (part != NULL && tag.outline != NULL) {
			tag.depth++;
		}
		add_tag(e, &tag);
	}
}

static bool
is_marked(const struct edition_copy *c, const struct item *it)
{
	if (it->kind != ITEM_LINE || it->block == NULL || it->block->at == NULL)
		return false;
	for (const struct where *const *at = c->lines; *at != NULL; at++)
		if (it->block->at == *at)
			return true;
	return false;
}

/* The line with its elements and, if marked, underlined; the line itself when nothing differs. */
static const struct line *
remake_line(struct edition *e, const struct line *line, bool underline)
{
	struct line *made;
	bool same = !underline;

	for (size_t i = 0; e->base != 0 && i < line->n && same; i++)
		same = line->pieces[i].tag == 0;
	if (same)
		return line;
	made = arena_new(e->mem, sizeof *made);
	*made = *line;
	made->pieces = arena_array(e->mem, line->n, sizeof *made->pieces);
	for (size_t i = 0; i < line->n; i++) {
		struct piece *p = &made->pieces[i];
		*p = line->pieces[i];
		if (underline && p->tag == 0) {		/* what has a tag is the dash before it */
			p->look |= SPAN_UNDERLINE;
			p->space_underlined = i > 0 && (made->pieces[i - 1].look & SPAN_UNDERLINE) != 0;
		}
		p->tag += p->tag != 0 ? e->base : 0;
	}
	return made;
}

static void
put_mark(struct edition *e, struct page *page, const struct item *line)
{
	const struct edition_mark *m = e->mark;
	struct tag tag = { .role = "Span", .parent = line->tag + e->base, .alt = m->says };
	struct item *it = page_add(e->mem, page, ITEM_LINE);

	it->x = line->x + line->line->x - m->gap - m->line->width - m->line->x;
	it->y = line->y;
	it->w = m->line->width;
	it->column = m->line->width;
	it->fixed = true;
	it->role = "recipient-mark";
	it->line = m->line;
	it->tag = line->tag == 0 ? 0 : add_tag(e, &tag);
}

/* Adds a page; `before` is the line marked last, of which no second mark is put. */
static void
add_page(struct edition *e, const struct page *from, const struct edition_copy *c, const struct block **before,
    const char *label)
{
	struct page *page;

	e->out->pages = arena_grow(e->mem, e->out->pages, e->out->npages, &e->cap, sizeof *e->out->pages);
	page = &e->out->pages[e->out->npages++];
	*page = *from;
	page->number = (int)e->out->npages;
	page->label = label;
	page->items = NULL;
	page->n = page->cap = 0;
	for (size_t i = 0; i < from->n; i++) {
		const struct item *it = &from->items[i];
		bool marked = is_marked(c, it);
		struct item *copy;
		if (it->kind == ITEM_FIELD && !c->fields)
			continue;
		if (marked && it->block != *before && e->mark->line != NULL)
			put_mark(e, page, it);
		*before = marked ? it->block : *before;
		copy = page_add(e->mem, page, it->kind);
		*copy = *it;
		copy->tag += it->tag > 0 ? e->base : 0;
		copy->target += it->target > 0 ? e->base : 0;
		if (it->kind == ITEM_LINE)
			copy->line = remake_line(e, it->line, marked && e->mark->underline);
	}
}

/* One label for all pages of a section, which is how they are told from those of the next. */
static const char *
join_label(struct edition *e, const char *part, const char *own)
{
	return part == NULL ? own : arena_printf(e->mem, "%s, %s", part, own != NULL ? own : "");
}

static void
add_copy(struct edition *e, const struct edition_copy *c, const char *part)
{
	const struct block *before = NULL;
	const char *label = NULL;

	add_tags(e, part);
	for (size_t i = 0; i < e->from->npages; i++) {
		const struct page *page = &e->from->pages[i];
		if (i == 0 || page[-1].label != page->label)
			label = join_label(e, part, page->label);
		add_page(e, page, c, &before, label);
	}
}

static struct edition
start(struct arena *mem, const struct pages *from, const struct edition_mark *mark)
{
	struct edition e = { .mem = mem, .from = from, .mark = mark };

	e.out = arena_new(mem, sizeof *e.out);
	e.out->info = from->info;
	add_tag(&e, &(struct tag){ .role = NULL });	/* artifacts */
	return e;
}

static struct pages *
finish(struct edition *e)
{
	e->out->tags = e->tags.items;
	e->out->ntags = e->tags.n;
	return e->out;
}

struct pages *
edition_one(struct arena *mem, const struct pages *from, const struct edition_mark *mark,
    const struct edition_copy *copy)
{
	struct edition e = start(mem, from, mark);

	add_copy(&e, copy, NULL);
	return finish(&e);
}

struct pages *
edition_all(struct arena *mem, const struct pages *from, const struct edition_mark *mark,
    const struct edition_copy *copies, size_t n, bool duplex)
{
	static const struct where *const nobody[] = { NULL };
	struct edition e = start(mem, from, mark);
	const struct block *before = NULL;

	add_tag(&e, &from->tags[1]);
	for (size_t i = 0; i < n; i++) {
		struct page empty;
		add_copy(&e, &copies[i], copies[i].label);
		if (!duplex || e.out->npages % 2 == 0 || i + 1 == n)
			continue;
		empty = e.out->pages[e.out->npages - 1];
		empty.n = 0;
		empty.folio++;
		add_page(&e, &empty, &(struct edition_copy){ .lines = nobody }, &before, empty.label);
	}
	return finish(&e);
}
