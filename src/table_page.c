#include "table_page.h"
#include "arena.h"
#include "flow_para.h"
#include "put.h"
#include "table_box.h"
#include "table_width.h"

#include <assert.h>
#include <string.h>

enum { NO_ROW = -1 };

struct strip {				/* a row on the page, or what is there of it */
	long	 row;			/* NO_ROW: running totals */
	len	 from, to;		/* of the row's height */
	len	 y, height;		/* y of the middle of the rule above it */
	bool	 again;			/* of the header, repeated */
	const char *title;		/* of running totals */
	long	 sums;			/* running totals: after which row below the header */
};

struct part {				/* being put */
	struct flow		*f;
	const struct putter	*put;
	struct page		*page;
	const struct box	*box;
	struct table_box	*t;
	const struct table	*table;
	len			 x, y;		/* top left corner of the outer rule */
	struct strip		*strips;
	size_t			 n;
};

static struct strip *
add_strip(struct part *p, long row, len from, len to, len height)
{
	struct strip *s = &p->strips[p->n];

	assert(p->strips != NULL);	/* there are as many as the slots need */
	*s = (struct strip){ .row = row, .from = from, .to = to, .height = height,
		.y = p->n > 0 ? s[-1].y + s[-1].height : p->y + p->t->rule / 2 };
	p->n++;
	return s;
}

static void
add_header(struct part *p, bool again)
{
	for (size_t r = 0; r < p->table->nheader; r++)
		add_strip(p, (long)r, 0, p->t->heights[r], p->t->heights[r])->again = again;
}

static void
add_carry(struct part *p, const char *title, len height, long sums)
{
	struct strip *s;

	if (height == 0 || sums < 0)
		return;
	s = add_strip(p, NO_ROW, 0, height, height);
	s->title = title;
	s->sums = sums;
}

/* A row, or with the slots before it more of it. */
static void
add_row(struct part *p, const struct slot *slot)
{
	struct strip *last = p->n > 0 ? &p->strips[p->n - 1] : NULL;
	len height = p->t->heights[slot->row], end = slot->from + slot->height;

	if (last == NULL || last->row != (long)slot->row)
		last = add_strip(p, (long)slot->row, slot->from, end, 0);
	last->to = end;
	last->height = end - last->from + (last->from > 0 ? p->t->pad_y : 0) + (end < height ? p->t->pad_y : 0);
}

/* All strips of the page, from its slots. */
static void
make_strips(struct part *p, const struct slot *slots, size_t n)
{
	const struct table_carry *carry = p->table->carry;
	const struct slot *last = &slots[n - 1];
	long header = (long)p->table->nheader;
	bool whole = last->from + last->height == p->t->heights[last->row];

	if (slots[0].row == 0)
		memset(p->t->placed, 0, p->table->ncells * sizeof *p->t->placed);
	p->strips = arena_array(p->f->mem, n + 2 * p->table->nheader + 2, sizeof *p->strips);
	add_header(p, slots[0].row > 0);
	if (slots[0].row > 0 && carry != NULL)
		add_carry(p, carry->in, p->t->carried_in, (long)slots[0].row - header - (slots[0].from > 0 ? 0 : 1));
	for (size_t i = 0; i < n; i++)
		if (slots[i].row > 0)
			add_row(p, &slots[i]);
	if (last->row > 0 && !(whole && last->row + 1 == p->table->nrows) && carry != NULL)
		add_carry(p, carry->out, p->t->carried_out, (long)last->row - header);
}

/* The same paragraph as no content of the document: with a mark and no notes, or NULL for just as it is. */
static const struct box *
repeat(struct part *p, const struct box *cell, const char *mark)
{
	struct arena *mem = p->f->mem;
	struct block *block = arena_new(mem, sizeof *block);
	struct box *box = arena_new(mem, sizeof *box);
	size_t n = 0;

	*block = *cell->block;
	block->tag = 0;
	*box = *cell;
	box->block = block;
	if (mark == NULL)
		return box;
	block->spans = arena_array(mem, cell->block->nspans + 1, sizeof *block->spans);
	for (size_t i = 0; i < cell->block->nspans; i++)	/* footnotes are told of once */
		if (cell->block->spans[i].note == 0)
			block->spans[n++] = cell->block->spans[i];
	block->spans[n] = (struct span){ .kind = SPAN_TEXT, .look = cell->block->spans[0].look | SPAN_ITALIC,
		.text = arena_printf(mem, " %s", mark) };
	block->spans[n].len = strlen(block->spans[n].text);
	block->nspans = n + (*mark != '\0');
	box = flow_para_as(p->f, block, cell->width, block->style->align == ALIGN_JUSTIFY ? ALIGN_LEFT
	    : block->style->align);
	box->x = cell->x;
	return box;
}

/* Lines [from, to) of a cell, the first with its top at y. */
static void
put_lines(struct part *p, const struct box *cell, size_t from, size_t to, len y)
{
	for (size_t i = from; i < to; i++) {
		put_line(p->put, p->page, cell, i, p->x + cell->x, y, 0);
		y += cell->rows[i].height;
	}
}

/* A cell of one row, as far as its lines are in this part of the row. */
static void
put_cell(struct part *p, const struct strip *s, const struct table_item *item, const struct box *cell)
{
	len y = p->t->pad_y, shift = s->from > 0 ? p->t->pad_y - s->from : 0;
	bool whole = s->from == 0 && s->to == p->t->heights[s->row];

	if (s->again)
		cell = repeat(p, cell, NULL);
	if (item->middle && whole)
		y = (s->height - cell->height) / 2;
	for (size_t i = 0; i < cell->lines->n; y += cell->rows[i++].height)
		if (y >= s->from && y < s->to)
			put_lines(p, cell, i, i + 1, s->y + shift + y);
}

/* How many lines of a cell from `from` on are not higher than a height. */
static size_t
lines_in(const struct box *cell, size_t from, len height)
{
	size_t i = from;

	for (len h = 0; i < cell->lines->n; i++) {
		h += cell->rows[i].height;
		if (h > height)
			break;
	}
	return i;
}

/* Whether a cell over several rows ends with strip k: with its last row, and all of that. */
static bool
span_ends(const struct part *p, size_t k, size_t index)
{
	const struct strip *s = &p->strips[k];
	size_t next = (size_t)s->row + 1;

	return s->to == p->t->heights[s->row] && (next == p->table->nrows
	    || p->t->owners[next * p->table->ncolumns + (size_t)p->table->cells[index].column] != index);
}

/*
 * A cell over several rows, in what the page has of them from strip k on: its lines that are still to
 * be put, or its words again when all are on pages before this.
 */
static void
put_span(struct part *p, size_t k, size_t index)
{
	const struct table_item *item = &p->table->cells[index];
	const struct box *own = p->t->cells[index], *cell = own;
	size_t end = k, from = p->t->placed[index], to;
	const uint32_t *owners = p->t->owners;
	len height = 0, y = p->strips[k].y + p->t->pad_y, used = 0;

	for (; end < p->n && p->strips[end].row != NO_ROW
	    && owners[(size_t)p->strips[end].row * p->table->ncolumns + (size_t)item->column] == index; end++)
		height += p->strips[end].height;
	height -= 2 * p->t->pad_y;
	if (p->strips[k].again)
		from = 0;
	else if (from == cell->lines->n)
		cell = repeat(p, cell, p->table->again);
	if (p->strips[k].again)
		cell = repeat(p, own, NULL);
	if (cell->block->tag == 0 && cell->height > height)	/* without the mark, then */
		cell = repeat(p, own, "");
	from = cell->block->tag == 0 ? 0 : from;
	to = span_ends(p, end - 1, index) ? cell->lines->n : lines_in(cell, from, height);
	for (size_t i = from; i < to; i++)
		used += cell->rows[i].height;
	if (cell->block->tag == 0 && used > height)	/* no room to say it again */
		return;
	if (item->middle && used < height)
		y += (height - used) / 2;
	put_lines(p, cell, from, to, y);
	if (cell->block->tag != 0)
		p->t->placed[index] = to;
}

/* One cell of running totals; `number`: it ends where the column's numbers do. */
static void
put_total(struct part *p, const struct strip *s, const struct style *style, const char *text, int column, int columns,
    bool number)
{
	struct block *block = block_add(p->f->mem, NULL, BLOCK_PARA, "table-carry");
	struct span *span = arena_new(p->f->mem, sizeof *span);
	len width = p->t->edges[column + columns] - p->t->edges[column] - 2 * p->t->pad_x;
	struct box *box;

	*span = (struct span){ .kind = SPAN_TEXT, .look = SPAN_BOLD, .text = text, .len = strlen(text) };
	block->style = style;
	block->in_cell = true;
	block->spans = span;
	block->nspans = 1;
	if (number)
		width -= p->t->behind[column] - (flow_width(p->f, block) - table_whole_width(p->f, block));
	box = flow_para(p->f, block, width);
	box->x = p->t->edges[column] + p->t->pad_x;
	put_lines(p, box, 0, box->lines->n, s->y + (s->height - box->height) / 2);
}

/* A row of running totals: its title over the columns before them. */
static void
put_carry(struct part *p, const struct strip *s)
{
	const struct table_carry *carry = p->table->carry;
	size_t first = table_title_columns(p->table);

	if (first > 0)
		put_total(p, s, carry->title, s->title, 0, (int)first, false);
	for (size_t x = first; x < p->table->ncolumns; x++)
		if (p->table->columns[x].carried)
			put_total(p, s, carry->number, table_total(p->f, p->table, (size_t)s->sums, x), (int)x, 1,
			    true);
}

static void
put_strip(struct part *p, size_t k)
{
	const struct strip *s = &p->strips[k];
	const uint32_t *owners;

	if (s->row == NO_ROW) {
		put_carry(p, s);
		return;
	}
	owners = &p->t->owners[(size_t)s->row * p->table->ncolumns];
	for (size_t x = 0; x < p->table->ncolumns; x++) {
		const struct table_item *item = &p->table->cells[owners[x]];
		const struct strip *above = k > 0 ? s - 1 : NULL;
		bool begun = above != NULL && above->row != NO_ROW
		    && p->t->owners[(size_t)above->row * p->table->ncolumns + x] == owners[x];
		if (p->t->cells[owners[x]] == NULL || (size_t)item->column != x || begun)
			continue;
		if (item->rows > 1)
			put_span(p, k, owners[x]);
		else
			put_cell(p, s, item, p->t->cells[owners[x]]);
	}
}

/* What stands in a column of a strip, by number: columns with the same are one cell. */
static long
owner_of(const struct part *p, const struct strip *s, size_t x)
{
	if (s->row != NO_ROW)
		return (long)p->t->owners[(size_t)s->row * p->table->ncolumns + x];
	return x < table_title_columns(p->table) ? NO_ROW : NO_ROW - 1 - (long)x;
}

/* Whether the rule above strip k is drawn in a column. */
static bool
rule_above(const struct part *p, size_t k, size_t x)
{
	return k == 0 || k == p->n || owner_of(p, &p->strips[k - 1], x) != owner_of(p, &p->strips[k], x);
}

/* Whether the rule left of a column is drawn in strip k. */
static bool
rule_left(const struct part *p, size_t k, size_t x)
{
	return x == 0 || x == p->table->ncolumns || owner_of(p, &p->strips[k], x - 1) != owner_of(p, &p->strips[k], x);
}

static len
strip_edge(const struct part *p, size_t k)
{
	return k < p->n ? p->strips[k].y : p->strips[k - 1].y + p->strips[k - 1].height;
}

/* A rule between two points, its middle through both, its ends flush with the rules that it meets. */
static void
put_stroke(const struct part *p, len x0, len y0, len x1, len y1)
{
	len half = p->t->rule / 2;

	put_rule(p->put, p->page, p->box->block, "table-rule", x0 - half, y0 - half, x1 - x0 + p->t->rule,
	    y1 - y0 + p->t->rule);
}

static void
put_rules(const struct part *p)
{
	size_t n = p->table->ncolumns;

	for (size_t k = 0; k <= p->n; k++)
		for (size_t x = 0, end; x < n; x = end + 1) {
			for (end = x; end < n && rule_above(p, k, end); end++)
				continue;
			if (end > x)
				put_stroke(p, p->x + p->t->edges[x], strip_edge(p, k), p->x + p->t->edges[end],
				    strip_edge(p, k));
		}
	for (size_t x = 0; x <= n; x++)
		for (size_t k = 0, end; k < p->n; k = end + 1) {
			for (end = k; end < p->n && rule_left(p, end, x); end++)
				continue;
			if (end > k)
				put_stroke(p, p->x + p->t->edges[x], strip_edge(p, k), p->x + p->t->edges[x],
				    strip_edge(p, end));
		}
}

len
table_put(struct flow *f, const struct putter *put, struct page *page, const struct slot *slots, size_t n, len x, len y)
{
	const struct box *box = slots[0].box;
	struct part p = { .f = f, .put = put, .page = page, .box = box, .t = box->table, .table = box->table->table,
		.x = x + box->x, .y = y };

	make_strips(&p, slots, n);
	flow_smaller(f, p.t->smaller);
	for (size_t k = 0; k < p.n; k++)
		put_strip(&p, k);
	flow_smaller(f, 0);
	put_rules(&p);
	return strip_edge(&p, p.n) + p.t->rule - p.t->rule / 2 - y;
}
