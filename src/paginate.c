#include "paginate.h"
#include "arena.h"
#include "chart_flow.h"
#include "diag.h"
#include "flow_para.h"
#include "mark.h"
#include "put.h"
#include "slot.h"
#include "table_page.h"

#include <string.h>

struct note_part {			/* lines of a footnote that stand on one page */
	const struct box	*box;
	size_t			 from, to;
};

struct setter {				/* state of page breaking */
	struct flow		*flow;
	const struct boxes	*boxes;
	const struct profile	*p;
	const struct section	*section;	/* being set */
	struct slots		 slots;		/* of the section */
	struct pages		*pages;
	size_t			 pages_cap;
	len			 most;		/* height between the margins */
	len			 room;		/* height for text and notes on the page being set */
	struct putter		 put;
	struct marks		 marks;		/* of the section */
	int			 folio;		/* of the page set last */
	size_t			 carry_note, carry_line;	/* a note begun before: its index + 1 and next line */
	size_t			 next_note;	/* notes set or waiting so far */
};

static len
lines_height(const struct box *box, size_t from, size_t to)
{
	len h = 0;

	for (size_t i = from; i < to; i++)
		h = len_add(h, box->rows[i].height);
	return h;
}

static len
note_frame(const struct profile *p)
{
	return p->note_gap.value * 2 + p->note_thickness.value;
}

/* Height of notes `first` to `last` (from 1); when they may be divided only of the beginning of the first. */
static len
notes_height(const struct setter *s, size_t first, size_t last, bool divide)
{
	len h = 0;

	for (size_t n = first; n <= last; n++) {
		const struct box *box = s->boxes->notes[n - 1];
		size_t from = n == first ? s->carry_line : 0, to = box->lines->n;
		if (divide && to > from + (size_t)s->p->note_lines)
			to = from + (size_t)s->p->note_lines;
		h = len_add(h, lines_height(box, from, to));
		if (divide)
			break;
	}
	return first <= last ? len_add(h, note_frame(s->p)) : 0;
}

struct fill {				/* one page being filled */
	size_t	start, end;		/* slots: taken are start to end - 1 */
	len	height;			/* of their text */
	size_t	first_note, last_note;	/* notes from 1; last < first: none */
	bool	divided;		/* its last note goes on on the next page */
};

/* The page with one more slot. */
static struct fill
with_slot(const struct fill *f, const struct slot *slot)
{
	struct fill more = *f;

	if (!slot->blank || f->height > 0)
		more.height = len_add(more.height, len_add(f->height > 0 ? slot->before : slot->lead, slot->height));
	if (slot->last_note > 0 && (size_t)slot->last_note > f->last_note)
		more.last_note = (size_t)slot->last_note;
	more.end++;
	return more;
}

/* Height of a page that ends with a slot. */
static len
height_with_notes(const struct setter *s, const struct fill *f, const struct slot *last, bool divide)
{
	return len_add(len_add(f->height, last->tail), notes_height(s, f->first_note, f->last_note, divide));
}

/*
 * Whether the slot may go on the page. A note is divided only when it must be: when moving the line
 * that refers to it to the next page would leave more of this one empty than the profile allows.
 */
static bool
takes(const struct setter *s, const struct fill *f, const struct slot *slot, struct fill *more)
{
	*more = with_slot(f, slot);
	if (!f->divided && height_with_notes(s, more, slot, false) <= s->room)
		return true;
	if (len_add(len_add(slot->lead, slot->height), slot->tail) > s->most)
		DIAG(s->flow->diag, BOX_HIGH, slot->box->block->at, "");
	if (f->height == 0)
		return more->divided = true;
	if (f->divided ? slot->may_break : more->last_note == f->last_note
	    || f->height > s->room - (len)((int64_t)s->room * s->p->note_empty.value / 1000))
		return false;
	more->divided = true;
	return height_with_notes(s, more, slot, true) <= s->room;
}

/* Where the last of the page's slots came from; gaps come from nowhere. */
static const struct where *
place_of(const struct setter *s, const struct fill *f)
{
	const struct where *at = NULL;

	for (size_t i = f->end; i > f->start && at == NULL; i--)
		at = s->slots.items[i - 1].box->block->at;
	return at;
}

struct unit {				/* slots that stay together, the first that a page has not taken */
	size_t	end;			/* slot after them */
	len	height;			/* of them below what the page has already */
	size_t	last_note;		/* of the page's notes and theirs */
};

static struct unit
next_unit(const struct setter *s, const struct fill *page)
{
	struct unit u = { .end = page->end, .last_note = page->last_note };

	do {
		const struct slot *slot = &s->slots.items[u.end++];
		len above = u.height > 0 || page->height > 0 ? slot->before : slot->lead;
		u.height = len_add(u.height, len_add(above, slot->height));
		if (slot->last_note > 0 && (size_t)slot->last_note > u.last_note)
			u.last_note = (size_t)slot->last_note;
	} while (u.end < s->slots.n && !s->slots.items[u.end].may_break);
	return u;
}

/*
 * Draws a chart that the page has no room for lower, so that it finds room together with what stays with it
 * and the notes of that; where it would leave much of the page empty it is drawn in smaller letters. False:
 * that cannot be.
 */
static bool
lower_chart(struct setter *s, const struct fill *page)
{
	struct unit u = next_unit(s, page);
	len room = s->room - notes_height(s, page->first_note, u.last_note, false), rest = room - page->height;

	for (size_t i = page->end; i < u.end && u.height > rest; i++) {
		struct slot *slot = &s->slots.items[i];
		len most = slot->height - (u.height - rest);
		struct box *box;
		if (slot->box->kind != BOX_DRAWING || most < 0)
			continue;
		box = chart_flow(s->flow, slot->box->block, slot->box->width, most,
		    rest > room / 2 ? CANVAS_TINY : rest > room / 4 ? CANVAS_SMALL : CANVAS_CLOSE);
		if (box->height > most)
			continue;
		slot->box = box;
		slot->height = box->height;
		return true;
	}
	return false;
}

/* Takes slots until the page is full; ends it at the last permitted break. */
static struct fill
fill_page(struct setter *s, size_t start)
{
	struct fill f = { .start = start, .end = start, .last_note = s->next_note,
		.first_note = s->carry_note > 0 ? s->carry_note : s->next_note + 1 };
	struct fill good = f, more;

	for (size_t i = start; i < s->slots.n; i++, f = more) {
		const struct slot *slot = &s->slots.items[i];
		if (slot->may_break && i > start)
			good = f;
		if (!takes(s, &f, slot, &more))
			break;
	}
	if (f.end == s->slots.n)
		return f;
	if (lower_chart(s, &good))
		return fill_page(s, start);
	if (good.end > start)
		return good;
	if (!diag_failed(s->flow->diag))
		DIAG(s->flow->diag, PAGE_KEEP, place_of(s, &f), "",
		    arena_printf(s->flow->mem, "%zu", s->pages->npages));
	return f;
}

static struct page *
add_page(struct setter *s)
{
	struct arena *mem = s->flow->mem;
	struct pages *all = s->pages;
	struct page *page;

	all->pages = arena_grow(mem, all->pages, all->npages, &s->pages_cap, sizeof *all->pages);
	page = &all->pages[all->npages++];
	*page = (struct page){ .w = s->section->sheet.width.value, .h = s->section->sheet.height.value,
		.number = (int)all->npages, .folio = ++s->folio, .label = s->section->label };
	return page;
}

static len
left_edge(const struct setter *s, const struct page *page)
{
	const struct sheet *sheet = &s->section->sheet;

	return s->p->mirror && page->number % 2 == 0 ? sheet->right.value : sheet->left.value;
}

static void
put_slots(struct setter *s, struct page *page, const struct fill *f)
{
	len x = left_edge(s, page), y = s->section->sheet.top.value, top = y;

	for (size_t i = f->start, n; i < f->end; i += n) {
		const struct slot *slot = &s->slots.items[i];
		bool parts = slot->box->kind == BOX_TABLE || slot->box->kind == BOX_GRID;
		len height = slot->height;
		for (n = 1; parts && i + n < f->end && slot[n].box == slot->box; n++)
			height += slot[n].height;
		if (slot->blank && y == top)
			continue;
		if (y > top)
			y += slot->before;
		if (slot->box->kind == BOX_TABLE) {
			y += table_put(s->flow, &s->put, page, slot, n, x, y);
			continue;
		}
		if (slot->box->kind == BOX_PARA)
			put_line(&s->put, page, slot->box, slot->line, x, y, 0);
		else
			put_box(&s->put, page, slot->box, x, y - slot->from, y, y + height + slot->box->reach);
		y += height;
	}
}

/* How many lines of a note fit from `from` on; at least one when nothing else is on the page. */
static size_t
lines_that_fit(const struct box *box, size_t from, len room, bool must)
{
	size_t i = from;
	len h = 0;

	for (; i < box->lines->n; i++) {
		h += box->rows[i].height;
		if (h > room && !(must && i == from))
			break;
	}
	return i;
}

/* Sets the page's notes at its foot; what does not fit waits for the next page. */
static void
put_notes(struct setter *s, struct page *page, const struct fill *f)
{
	struct arena *mem = s->flow->mem;
	size_t n = f->last_note + 1 - f->first_note, used = 0;
	struct note_part *parts = arena_array(mem, n, sizeof *parts);
	len room = s->room - f->height - note_frame(s->p), h = 0, x = left_edge(s, page), y;
	size_t from = s->carry_line;

	s->carry_note = s->carry_line = 0;
	for (size_t k = f->first_note; k <= f->last_note; k++, from = 0) {
		const struct box *box = s->boxes->notes[k - 1];
		size_t to = lines_that_fit(box, from, room - h, used == 0 && f->height == 0);
		parts[used++] = (struct note_part){ box, from, to };
		h += lines_height(box, from, to);
		if (to < box->lines->n) {
			s->carry_note = k;
			s->carry_line = to;
			break;
		}
	}
	s->next_note = f->last_note;
	y = s->section->sheet.top.value + s->room - h;
	put_rule(&s->put, page, NULL, "note-rule", x, y - s->p->note_gap.value - s->p->note_thickness.value,
	    s->p->note_rule.value, s->p->note_thickness.value);
	for (size_t k = 0; k < used; k++)
		for (size_t i = parts[k].from; i < parts[k].to; i++) {
			put_line(&s->put, page, parts[k].box, i, x, y, (int)(f->first_note + k));
			y += parts[k].box->rows[i].height;
		}
}

/* The page number: centred over the text in the top margin. */
static void
put_number(struct setter *s, struct page *page)
{
	struct arena *mem = s->flow->mem;
	const struct profile *p = s->p;
	const struct sheet *sheet = &s->section->sheet;
	struct block *b = block_add(mem, NULL, BLOCK_PARA, "page-number");
	struct span *span = arena_new(mem, sizeof *span);
	const struct box *box;

	if (s->section->unnumbered || (page->folio == 1 && !p->number_first))
		return;
	span->text = arena_printf(mem, "%d", page->folio);
	span->len = strlen(span->text);
	b->style = p->number_style;
	b->spans = span;
	b->nspans = 1;
	box = flow_para(s->flow, b, sheet->width.value - sheet->left.value - sheet->right.value);
	put_line(&s->put, page, box, 0, left_edge(s, page), p->number_edge.value, 0);
}

/* The pages of section i, and of the notes that go on after its text. */
static void
set_section(struct setter *s, size_t i)
{
	size_t at = 0;
	bool first = true;

	s->section = &s->boxes->blocks->sections[i];
	s->most = s->section->sheet.height.value - s->section->sheet.top.value - s->section->sheet.bottom.value;
	s->slots = slot_list(s->flow->mem, s->boxes->sections[i], s->p, s->most);
	mark_start(&s->marks, s->flow, s->boxes, s->section);
	if (s->section->restarts)
		s->folio = 0;
	do {
		struct page *page = add_page(s);
		struct fill f;
		s->room = s->most - mark_foot(&s->marks, first);
		f = fill_page(s, at);
		if (f.end > f.start)
			f.height += s->slots.items[f.end - 1].tail;
		mark_beneath(&s->marks, page);
		put_slots(s, page, &f);
		if (f.last_note >= f.first_note)
			put_notes(s, page, &f);
		put_number(s, page);
		mark_put(&s->marks, page, first, left_edge(s, page));
		at = f.end;
		first = false;
	} while (at < s->slots.n || s->carry_note > 0);
}

struct pages *
paginate(struct flow *flow, const struct boxes *boxes)
{
	struct setter s = { .flow = flow, .boxes = boxes, .p = flow->profile };

	s.pages = arena_new(flow->mem, sizeof *s.pages);
	s.pages->tags = boxes->blocks->tags.items;
	s.pages->ntags = boxes->blocks->tags.n;
	s.put = (struct putter){ flow->mem, s.pages->tags, boxes->blocks->notes, false };
	for (size_t i = 0; i < boxes->blocks->nsections; i++)
		set_section(&s, i);
	return s.pages;
}
