#include "slot.h"
#include "arena.h"

static struct slot *
add_slot(struct arena *mem, struct slots *s, const struct box *box, len height)
{
	s->items = arena_grow(mem, s->items, s->n, &s->cap, sizeof *s->items);
	s->items[s->n] = (struct slot){ .box = box, .height = height, .may_break = true };
	return &s->items[s->n++];
}

static void
find_notes(struct slot *slot, const struct line *line)
{
	for (size_t i = 0; i < line->n; i++) {
		int note = line->pieces[i].note;
		if (note == 0)
			continue;
		if (slot->first_note == 0)
			slot->first_note = note;
		slot->last_note = note;
	}
}

/* Notes of the lines of a grid that begin between two heights. */
static void
find_notes_inside(struct slot *slot, const struct box *grid, len from, len to)
{
	for (const struct box *b = grid->child; b != NULL; b = b->next) {
		len y = b->y;
		if (y >= to || len_add(y, b->height) <= from)
			continue;
		for (size_t i = 0; b->lines != NULL && i < b->lines->n; y += b->rows[i++].height)
			if (y >= from && y < to)
				find_notes(slot, &b->lines->lines[i]);
	}
}

/* Whether a horizontal cut at y goes through no line of the grid. */
static bool
cuts_nothing(const struct box *grid, len y)
{
	for (const struct box *b = grid->child; b != NULL; b = b->next) {
		len top = b->y;
		if (y <= top || y >= len_add(top, b->height))
			continue;
		if (b->lines == NULL)
			return false;
		for (size_t i = 0; b->lines != NULL && i < b->lines->n; top += b->rows[i++].height)
			if (y > top && y < top + b->rows[i].height)
				return false;
	}
	return true;
}

/* The bottom of what stands right of the first column. */
static len
right_bottom(const struct box *grid)
{
	len bottom = 0;

	for (const struct box *b = grid->child; b != NULL; b = b->next)
		if (b->x > 0 && b->y + b->height > bottom)
			bottom = b->y + b->height;
	return bottom;
}

/* The next place at or below y where a line begins and the grid may be divided; its height if none. */
static len
next_cut(const struct box *grid, len y)
{
	len best = grid->height;

	for (const struct box *b = grid->child; b != NULL; b = b->next) {
		len top = b->y;
		if (top >= best || len_add(top, b->height) <= y)
			continue;
		for (size_t i = 0; b->lines != NULL && i < b->lines->n; top += b->rows[i++].height)
			if (top >= y && top < best && cuts_nothing(grid, top))
				best = top;
	}
	return best;
}

/* Lines that stay together: the first `orphans`, the last `widows`. */
static void
add_lines(struct arena *mem, struct slots *s, const struct box *box, const struct profile *p)
{
	size_t n = box->lines->n;

	for (size_t i = 0; i < n; i++) {
		struct slot *slot = add_slot(mem, s, box, box->rows[i].height);
		slot->line = i;
		slot->may_break = i == 0 || (!box->block->style->keep_whole && i >= (size_t)p->orphans
		    && n - i >= (size_t)p->widows);
		find_notes(slot, &box->lines->lines[i]);
	}
}

/* A grid as one slot, or in parts when it is higher than `most`. */
static void
add_grid(struct arena *mem, struct slots *s, const struct box *box, len most)
{
	len from = 0, to = box->height;

	if (box->height > most)
		to = next_cut(box, right_bottom(box) > 0 ? right_bottom(box) : 1);
	for (;;) {
		struct slot *slot = add_slot(mem, s, box, to - from);
		slot->from = from;
		find_notes_inside(slot, box, from, to);
		if (to >= box->height)
			return;
		from = to;
		to = next_cut(box, from + 1);
	}
}

/* A signature takes the last lines of text along to its page. */
static void
keep_text_above(struct slots *s, size_t i, int lines)
{
	for (; i > 0 && lines > 0; i--) {
		s->items[i].may_break = false;
		lines -= s->items[i - 1].box->kind == BOX_PARA;
	}
}

struct slots
slot_list(struct arena *mem, const struct box *first, const struct profile *p, len room)
{
	struct slots s = { 0 };
	bool keep = false;		/* what comes now stays with what came */
	len after = 0, most = room / 4 * 3;

	for (const struct box *b = first; b != NULL; b = b->next) {
		size_t begin = s.n;
		bool blank = b->kind == BOX_GAP, under = b->kind == BOX_RULE && !b->block->across;
		if (b->kind == BOX_PARA)
			add_lines(mem, &s, b, p);
		else if (b->kind == BOX_GRID)
			add_grid(mem, &s, b, most);
		else
			add_slot(mem, &s, b, b->height)->blank = blank;
		if (s.n == begin)
			continue;
		s.items[begin].before = blank ? 0 : b->before > after ? b->before : after;
		if (keep || blank || under)
			s.items[begin].may_break = false;
		if (b->block->with_above)
			keep_text_above(&s, begin, p->with_signature);
		after = blank ? 0 : b->after;
		keep = blank || under ? keep : b->block->keep_next;
	}
	return s;
}
