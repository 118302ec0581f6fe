#include "slot.h"
#include "arena.h"
#include "table_box.h"

enum { PARTS = 4 };			/* a row of so many lines is not divided after the first or before the last */

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

/* Whether a cut at y goes through no line of a row's cells. */
static bool
row_cuts_nothing(const struct table_box *t, size_t row, len y)
{
	const struct table_band *band = &t->table->rows[row];

	for (size_t k = band->first; k < band->first + band->n; k++) {
		const struct box *cell = t->cells[k];
		len top = t->pad_y;
		for (size_t i = 0; cell != NULL && i < cell->lines->n; top += cell->rows[i++].height)
			if (y > top && y < top + cell->rows[i].height)
				return false;
	}
	return true;
}

/* Notes of the lines of a row that begin between two heights. */
static void
find_notes_of_row(struct slot *slot, const struct table_box *t, size_t row, len to)
{
	const struct table_band *band = &t->table->rows[row];

	for (size_t k = band->first; k < band->first + band->n; k++) {
		const struct box *cell = t->cells[k];
		len y = t->pad_y;
		for (size_t i = 0; cell != NULL && i < cell->lines->n; y += cell->rows[i++].height)
			if (y >= slot->from && y < to)
				find_notes(slot, &cell->lines->lines[i]);
	}
}

/* The next place at or below y where a cut goes through no line of a row; its height if none. */
static len
next_row_cut(const struct table_box *t, size_t row, len y)
{
	const struct table_band *band = &t->table->rows[row];
	len best = t->heights[row], last = best - t->pad_y;	/* below that is no line */

	for (size_t k = band->first; k < band->first + band->n; k++) {
		const struct box *cell = t->cells[k];
		len end = t->pad_y;
		for (size_t i = 0; cell != NULL && i < cell->lines->n && end < best; i++) {
			end += cell->rows[i].height;
			if (end >= y && end < best && end < last && row_cuts_nothing(t, row, end))
				best = end;
		}
	}
	return best;
}

/* Parts of a row that is so high that it may be divided. */
static void
add_row_parts(struct arena *mem, struct slots *s, const struct box *box, size_t row, len most)
{
	const struct table_box *t = box->table;
	len height = t->heights[row], from = 0, to = height > most ? next_row_cut(t, row, 1) : height;
	size_t begin = s->n;

	for (;;) {
		struct slot *slot = add_slot(mem, s, box, to - from);
		slot->row = row;
		slot->from = from;
		slot->lead = t->rule + t->header + t->carried_in + (from > 0 ? t->pad_y : 0);
		slot->tail = t->carried_out + (to < height ? t->pad_y : 0);
		find_notes_of_row(slot, t, row, to);
		if (to >= height)
			break;
		from = to;
		to = next_row_cut(t, row, from + 1);
	}
	if (s->n - begin < PARTS)
		return;
	s->items[begin + 1].may_break = false;		/* no lonely first or last lines */
	s->items[s->n - 1].may_break = false;
}

/* The last of the rows that are kept with this one; *height is that of all of them. */
static size_t
end_of_group(const struct table_box *t, size_t row, len *height)
{
	*height = t->heights[row];
	while (t->table->rows[row].keep != TABLE_FREE && row + 1 < t->table->nrows)
		*height = len_add(*height, t->heights[++row]);
	return row;
}

/* Whether a page may end above a row: it is not held by the one before, nor is a cell's text over both too high for its part. */
static bool
row_is_free(const struct table_box *t, size_t row, bool group_fits)
{
	enum table_keep keep = t->table->rows[row - 1].keep;
	const uint32_t *above = &t->owners[(row - 1) * t->table->ncolumns], *here = above + t->table->ncolumns;

	if (keep == TABLE_KEEP || (keep == TABLE_KEEP_GROUP && group_fits))
		return false;
	for (size_t x = 0; x < t->table->ncolumns; x++) {
		const struct box *cell = t->cells[here[x]];
		len have = 0;
		if (above[x] != here[x] || cell == NULL)
			continue;
		for (size_t r = row; r-- > 0 && have < cell->height + 2 * t->pad_y && t->owners[r * t->table->ncolumns + x] == here[x];)
			have = len_add(have, t->heights[r]);
		if (have < cell->height + 2 * t->pad_y)
			return false;
	}
	return true;
}

/* The header, then row by row. */
static void
add_table(struct arena *mem, struct slots *s, const struct box *box, const struct profile *p, len room)
{
	const struct table_box *t = box->table;
	len most = room - t->rule - t->header - t->carried_in - t->carried_out;
	len whole = (len)((int64_t)room * p->table.split_over.value / 1000);
	len height = 0;
	size_t group = 0, first = s->n;
	struct slot *head = add_slot(mem, s, box, t->rule + t->header);

	for (size_t r = 0; r < t->table->nheader; r++)
		find_notes_of_row(head, t, r, t->heights[r]);
	for (size_t r = t->table->nheader; r < t->table->nrows; r++) {
		size_t begin = s->n;
		if (r > group)
			group = end_of_group(t, r, &height);
		add_row_parts(mem, s, box, r, whole < most ? whole : most);
		s->items[begin].may_break = r > t->table->nheader && row_is_free(t, r, height <= most);
	}
	s->items[s->n - 1].tail = 0;
	s->items[first + 1].may_break = false;
	if (s->n > first + 2)				/* no lonely first or last rows */
		s->items[first + 2].may_break = s->items[s->n - 1].may_break = false;
}

/* Whether the slots before i are a drawing over `most` high, or that and a line that belongs to it. */
static bool
follows_tall_drawing(const struct slots *s, size_t i, len most)
{
	for (size_t k = 1; k <= 2 && k <= i; k++)
		if (s->items[i - k].box->kind == BOX_DRAWING)
			return s->items[i - k].height > most;
	return false;
}

/*
 * A signature takes the last lines of text along to its page; a table's row is as good, a chart as several,
 * but one over `most` high stays where it is.
 */
static void
keep_text_above(struct slots *s, size_t i, int lines, len most)
{
	for (; i > 0 && lines > 0 && !follows_tall_drawing(s, i, most); i--) {
		enum box_kind kind = s->items[i - 1].box->kind;
		s->items[i].may_break = false;
		lines = kind == BOX_DRAWING ? 0 : lines - (kind == BOX_PARA || kind == BOX_TABLE);
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
		else if (b->kind == BOX_TABLE)
			add_table(mem, &s, b, p, room);
		else
			add_slot(mem, &s, b, b->height)->blank = blank;
		if (s.n == begin)
			continue;
		s.items[begin].before = blank ? 0 : b->before > after ? b->before : after;
		if (keep || blank || under)
			s.items[begin].may_break = false;
		if (b->block->with_above)
			keep_text_above(&s, begin, p->with_signature, room / 2);
		after = blank ? 0 : b->after;
		keep = blank || under ? keep : b->block->keep_next;
	}
	return s;
}
