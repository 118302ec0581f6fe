#include "table_flow.h"
#include "arena.h"
#include "diag.h"
#include "table_box.h"
#include "table_width.h"

#include <string.h>

struct filler {				/* a table being flowed */
	struct flow		*f;
	struct table_box	*box;
	const struct table	*t;
	struct diag		*aside;	/* messages of tries */
};

static len
inner_width(const struct filler *fl, const struct table_item *cell)
{
	const len *edges = fl->box->edges;

	return edges[cell->column + cell->columns] - edges[cell->column] - 2 * fl->box->pad_x;
}

static bool
gapes(const struct filler *fl, const struct box *box)
{
	for (size_t i = 0; i < box->lines->n; i++)
		if (box->lines->lines[i].stretch > fl->f->profile->table.gape.value)
			return true;
	return false;
}

/* Text set to both edges where its column is wide enough for that and no line gapes; else to the left. */
static struct box *
flow_text(struct filler *fl, const struct block *para, len width)
{
	struct diag *diag = fl->f->wrap.diag;
	size_t before = diag_count(fl->aside);
	struct box *box;

	if (para->style->align != ALIGN_JUSTIFY)
		return flow_para(fl->f, para, width);
	if (width < fl->f->profile->table.justify_from.value)
		return flow_para_as(fl->f, para, width, ALIGN_LEFT);
	fl->f->wrap.diag = fl->aside;
	box = flow_para(fl->f, para, width);
	fl->f->wrap.diag = diag;
	if (gapes(fl, box))
		return flow_para_as(fl->f, para, width, ALIGN_LEFT);
	return diag_count(fl->aside) == before ? box : flow_para(fl->f, para, width);
}

/* A number ends left of its cell's edge by what its column has room for behind the comma and it has not. */
static struct box *
flow_number(struct filler *fl, const struct table_item *cell, len width)
{
	len behind = flow_width(fl->f, cell->para) - table_whole_width(fl->f, cell->para);
	len room = cell->columns == 1 ? fl->box->behind[cell->column] : behind;

	return flow_para(fl->f, cell->para, width - (room > behind ? room - behind : 0));
}

static void
flow_cell(struct filler *fl, size_t i)
{
	const struct table_item *cell = &fl->t->cells[i];
	len width = inner_width(fl, cell);
	struct box *box;

	if (cell->para == NULL)
		return;
	box = cell->number ? flow_number(fl, cell, width) : flow_text(fl, cell->para, width);
	box->x = fl->box->edges[cell->column] + fl->box->pad_x;
	fl->box->cells[i] = box;
}

static void
raise_rows(struct table_box *box, size_t row, size_t n, len height)
{
	len have = 0;

	for (size_t i = row; i < row + n; i++)
		have = len_add(have, box->heights[i]);
	for (size_t i = row; have < height && i < row + n; i++)
		box->heights[i] += (height - have + (len)n - 1) / (len)n;
}

/* Rows as high as their highest cell, then those that cells reach over. */
static void
set_heights(struct filler *fl)
{
	struct table_box *box = fl->box;
	len least = fl->f->profile->table.left->size.value - box->smaller;

	for (int spans = 0; spans < 2; spans++)
		for (size_t r = 0; r < fl->t->nrows; r++) {
			const struct table_band *band = &fl->t->rows[r];
			if (spans == 0)
				box->heights[r] = least + 2 * box->pad_y;
			for (size_t i = band->first; i < band->first + band->n; i++)
				if (box->cells[i] != NULL && (fl->t->cells[i].rows > 1) == (spans == 1))
					raise_rows(box, r, (size_t)fl->t->cells[i].rows,
					    len_add(box->cells[i]->height, 2 * box->pad_y));
		}
	for (size_t r = 0; r < fl->t->nheader; r++)
		box->header = len_add(box->header, box->heights[r]);
}

static void
set_owners(struct filler *fl)
{
	size_t n = fl->t->ncolumns;

	fl->box->owners = arena_array(fl->f->mem, n * fl->t->nrows, sizeof *fl->box->owners);
	for (size_t r = 0; r < fl->t->nrows; r++)
		for (size_t i = fl->t->rows[r].first; i < fl->t->rows[r].first + fl->t->rows[r].n; i++) {
			const struct table_item *cell = &fl->t->cells[i];
			for (size_t k = 0; k < (size_t)cell->rows * (size_t)cell->columns; k++)
				fl->box->owners[(r + k / (size_t)cell->columns) * n + (size_t)cell->column
				    + k % (size_t)cell->columns] = (uint32_t)i;
		}
}

/* Height of a row of running totals, which its title decides. */
static len
carry_height(struct filler *fl, const char *title)
{
	struct span span = { .kind = SPAN_TEXT, .look = SPAN_BOLD, .text = title, .len = strlen(title) };
	struct block para = { .kind = BLOCK_PARA, .style = fl->t->carry->title, .spans = &span, .nspans = 1 };
	struct table_item cell = { .columns = (int)table_title_columns(fl->t) };

	if (cell.columns == 0)
		cell.columns = 1;
	return flow_para(fl->f, &para, inner_width(fl, &cell))->height
	    + 2 * fl->box->pad_y;
}

struct box *
table_flow(struct flow *f, const struct block *b, len width)
{
	struct box *box = arena_new(f->mem, sizeof *box);
	struct table_box *inside = arena_new(f->mem, sizeof *inside);
	const struct table *t = b->table;
	struct filler fl = { f, inside, t, diag_new(f->mem, TT_ENGLISH) };

	*box = (struct box){ .kind = BOX_TABLE, .block = b, .table = inside,
		.before = f->profile->table.before.value,
		.after = b->keep_next ? f->profile->table.before.value : f->profile->table.after.value };
	inside->table = t;
	inside->pad_y = f->profile->table.pad_y.value;
	if (table_width(f, b, inside, width) != 0)
		return NULL;
	flow_smaller(f, inside->smaller);
	inside->cells = arena_array(f->mem, t->ncells, sizeof *inside->cells);
	inside->placed = arena_array(f->mem, t->ncells, sizeof *inside->placed);
	inside->heights = arena_array(f->mem, t->nrows, sizeof *inside->heights);
	for (size_t i = 0; i < t->ncells; i++)
		flow_cell(&fl, i);
	set_heights(&fl);
	set_owners(&fl);
	if (t->carry != NULL) {
		inside->carried_out = carry_height(&fl, t->carry->out);
		inside->carried_in = carry_height(&fl, t->carry->in);
	}
	flow_smaller(f, 0);
	box->width = inside->edges[t->ncolumns] + inside->rule - inside->rule / 2;
	box->x = (width - box->width) / 2;
	box->height = inside->rule;
	for (size_t r = 0; r < t->nrows; r++)
		box->height = len_add(box->height, inside->heights[r]);
	return box;
}
