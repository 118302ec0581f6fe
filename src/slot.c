#include "slot.h"
#include "arena.h"
#include "cuts.h"
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

/* Places where the lines of a grid begin. */
static void
find_grid_cuts(struct cuts *cuts, const struct box *grid)
{
	for (const struct box *b = grid->child; b != NULL; b = b->next) {
		len top = b->y;
		if (b->lines == NULL)
			cuts_bar(cuts, top, len_add(top, b->height));
		for (size_t i = 0; b->lines != NULL && i < b->lines->n; top += b->rows[i++].height) {
			cuts_add(cuts, top);
			cuts_bar(cuts, top, top + b->rows[i].height);
		}
	}
}

/* The one of some slots in which a place is; NULL when it is below them all. */
static struct slot *
slot_at(struct slot *slots, size_t n, len y)
{
	size_t low = 0, high = n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (slots[middle].from <= y)
			low = middle;
		else
			high = middle;
	}
	return n > 0 && y >= slots[low].from && y < slots[low].from + slots[low].height ? &slots[low] : NULL;
}

/* Notes of the lines of a box in the slot in which they begin. */
static void
find_notes_of(struct slot *slots, size_t n, const struct box *b, len y)
{
	for (size_t i = 0; b->lines != NULL && i < b->lines->n; y += b->rows[i++].height) {
		struct slot *slot = slot_at(slots, n, y);
		if (slot != NULL)
			find_notes(slot, &b->lines->lines[i]);
	}
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
	len from = 0, to = box->height, right = right_bottom(box);
	struct cuts cuts = { .mem = mem, .end = box->height };
	size_t begin = s->n;

	if (box->height > most) {
		find_grid_cuts(&cuts, box);
		cuts_sort(&cuts);
		to = cuts_next(&cuts, right > 0 ? right : 1);
	}
	for (;;) {
		add_slot(mem, s, box, to - from)->from = from;
		if (to >= box->height)
			break;
		from = to;
		to = cuts_next(&cuts, from + 1);
	}
	for (const struct box *b = box->child; b != NULL; b = b->next)
		find_notes_of(s->items + begin, s->n - begin, b, b->y);
}

/* Places where the lines of a row's cells end, but for its last. */
static void
find_row_cuts(struct cuts *cuts, const struct table_box *t, const struct table_band *band, len last)
{
	for (size_t k = band->first; k < band->first + band->n; k++) {
		const struct box *cell = t->cells[k];
		len top = t->pad_y, end;
		for (size_t i = 0; cell != NULL && i < cell->lines->n; i++, top = end) {
			end = top + cell->rows[i].height;
			cuts_bar(cuts, top, end);
			if (end < last)
				cuts_add(cuts, end);
		}
	}
}

static void
find_notes_of_row(struct slot *slots, size_t n, const struct table_box *t, const struct table_band *band)
{
	for (size_t k = band->first; k < band->first + band->n; k++)
		if (t->cells[k] != NULL)
			find_notes_of(slots, n, t->cells[k], t->pad_y);
}

/* Parts of a row that is so high that it may be divided. */
static void
add_row_parts(struct arena *mem, struct slots *s, const struct box *box, size_t row, len most)
{
	const struct table_box *t = box->table;
	const struct table_band *band = &t->table->rows[row];
	len height = t->heights[row], from = 0, to = height;
	struct cuts cuts = { .mem = mem, .end = height };
	size_t begin = s->n;

	if (height > most) {
		find_row_cuts(&cuts, t, band, height - t->pad_y);	/* below that is no line */
		cuts_sort(&cuts);
		to = cuts_next(&cuts, 1);
	}
	for (;;) {
		struct slot *slot = add_slot(mem, s, box, to - from);
		slot->row = row;
		slot->from = from;
		slot->lead = t->rule + t->header + t->carried_in + (from > 0 ? t->pad_y : 0);
		slot->tail = t->carried_out + (to < height ? t->pad_y : 0);
		if (to >= height)
			break;
		from = to;
		to = cuts_next(&cuts, from + 1);
	}
	find_notes_of_row(s->items + begin, s->n - begin, t, band);
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

/*
 * Whether a page may end above a row: it is not held by the one before, nor is a cell's text over both too
 * high for its part.
 */
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
		for (size_t r = row; r-- > 0 && have < cell->height + 2 * t->pad_y
		    && t->owners[r * t->table->ncolumns + x] == here[x];)
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
		for (size_t k = t->table->rows[r].first; k < t->table->rows[r].first + t->table->rows[r].n; k++)
			for (size_t i = 0; t->cells[k] != NULL && i < t->cells[k]->lines->n; i++)
				find_notes(head, &t->cells[k]->lines->lines[i]);
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
