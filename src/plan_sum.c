/* Sums of a table's columns of numbers, exact. */
#include "arena.h"
#include "diag.h"
#include "plan_table.h"

#include <string.h>

struct adder {				/* sums under way, by level and column */
	struct arena	*mem;
	struct diag	*diag;
	struct plan_table *t;
	struct decimal	*sums[TABLE_LEVELS + 1];	/* level 0: of the whole table */
	int		*counts[TABLE_LEVELS + 1];	/* how many numbers are in them */
	int		*least[TABLE_LEVELS + 1];	/* fewest figures after the comma of one of them */
	const char	**units[TABLE_LEVELS + 1];	/* that of the first with one, or NULL */
	const char	**others[TABLE_LEVELS + 1];	/* one that is not that, or NULL */
};

static struct adder
adder_new(struct arena *mem, struct diag *d, struct plan_table *t)
{
	struct adder a = { .mem = mem, .diag = d, .t = t };

	for (int l = 0; l <= TABLE_LEVELS; l++) {
		a.sums[l] = arena_array(mem, t->ncolumns, sizeof **a.sums);
		a.counts[l] = arena_array(mem, t->ncolumns, sizeof **a.counts);
		a.least[l] = arena_array(mem, t->ncolumns, sizeof **a.least);
		a.units[l] = arena_array(mem, t->ncolumns, sizeof **a.units);
		a.others[l] = arena_array(mem, t->ncolumns, sizeof **a.others);
	}
	return a;
}

static int
level_of(const struct table_row *row)
{
	return row->level > 0 ? row->level : 1;
}

static void
note_unit(struct adder *a, const char *unit, int level, size_t column)
{
	const char **first = &a->units[level][column];

	if (unit == NULL)
		return;
	if (*first == NULL)
		*first = unit;
	else if (strcmp(*first, unit) != 0)
		a->others[level][column] = unit;
}

/* Adds a cell's number at the levels above `below`. */
static void
add(struct adder *a, const struct table_cell *c, int below)
{
	for (int l = 0; l < below; l++) {
		note_unit(a, c->unit, l, c->column);
		if (!decimal_add(&a->sums[l][c->column], c->number))
			DIAG(a->diag, SUM_LARGE, a->t->columns[c->column].at, "");
		if (a->counts[l][c->column]++ == 0 || c->number.scale < a->least[l][c->column])
			a->least[l][c->column] = c->number.scale;
	}
}

/* Starts again from zero at a level and all below it. */
static void
restart(struct adder *a, int level)
{
	for (; level <= TABLE_LEVELS; level++)
		for (size_t x = 0; x < a->t->ncolumns; x++) {
			a->sums[level][x] = (struct decimal){ 0, 0 };
			a->counts[level][x] = 0;
			a->units[level][x] = a->others[level][x] = NULL;
		}
}

/*
 * Makes a sum that was asked for, of nothing an empty cell, or compares one that was given, all in one
 * unit. A sum of numbers with unlike fractions has no zeros at its end: 1.309,5, not 1.309,50.
 */
static void
settle(struct adder *a, const struct table_row *row, struct table_cell *c, int level)
{
	struct decimal sum = a->sums[level][c->column];

	if (a->counts[level][c->column] > 0)
		note_unit(a, c->unit, level, c->column);
	if (a->others[level][c->column] != NULL) {
		DIAG(a->diag, SUM_UNITS, c->at != NULL ? c->at : row->at, "", a->units[level][c->column],
		    a->others[level][c->column]);
		return;
	}
	if (c->kind == CELL_SUM) {
		c->kind = a->counts[level][c->column] > 0 ? CELL_NUMBER : CELL_EMPTY;
		c->number = a->least[level][c->column] < sum.scale ? decimal_shortest(sum) : sum;
	} else if (!decimal_same(c->number, sum)) {
		DIAG(a->diag, SUM_DIFFERS, c->at != NULL ? c->at : row->at, "",
		    decimal_text(a->mem, c->number, ".", ",", 0), decimal_text(a->mem, sum, ".", ",", 0));
	}
}

static bool
takes_part(const struct adder *a, const struct table_cell *c)
{
	return (c->kind == CELL_NUMBER || c->kind == CELL_SUM) && table_sums(&a->t->columns[c->column])
	    && table_columns(c) == 1;
}

/*
 * From the last row up: what a group has below it is known when its own row is met. A group with
 * nothing below it counts like a plain row.
 */
static void
sum_groups(struct adder *a)
{
	for (size_t i = a->t->nrows; i-- > 0;) {
		struct table_row *row = &a->t->rows[i];
		int level = row->kind == ROW_GROUP ? level_of(row) : TABLE_LEVELS + 1;
		for (size_t k = 0; k < row->ncells; k++) {
			struct table_cell *c = &row->cells[k];
			if (!takes_part(a, c) || row->kind == ROW_SUBTOTAL || row->kind == ROW_TOTAL)
				continue;
			c->counts = row->kind == ROW_PLAIN
			    || (c->kind == CELL_NUMBER && a->counts[level][c->column] == 0);
			if (c->counts)
				add(a, c, level);
			else
				settle(a, row, c, level);
		}
		if (row->kind == ROW_GROUP)
			restart(a, level);
		else if (row->kind == ROW_TOTAL)
			restart(a, 0);
	}
}

/* From the first row down: subtotals, totals, and how far the sums have got at each row. */
static void
sum_down(struct adder *a)
{
	struct plan_table *t = a->t;

	for (size_t i = 0; i < t->nrows; i++) {
		struct table_row *row = &t->rows[i];
		int level = row->kind == ROW_TOTAL ? 0 : level_of(row);
		if (row->kind == ROW_GROUP)
			restart(a, level);
		for (size_t k = 0; k < row->ncells; k++) {
			struct table_cell *c = &row->cells[k];
			if (c->counts)
				add(a, c, TABLE_LEVELS + 1);
			else if (takes_part(a, c) && (row->kind == ROW_SUBTOTAL || row->kind == ROW_TOTAL))
				settle(a, row, c, level);
		}
		if (row->kind == ROW_SUBTOTAL)
			restart(a, level);
		for (size_t x = 0; t->carry && x < t->ncolumns; x++)
			t->running[i * t->ncolumns + x] = a->sums[0][x];
	}
}

void
table_sum(struct arena *mem, struct diag *d, struct plan_table *t)
{
	struct adder up = adder_new(mem, d, t), down = adder_new(mem, d, t);

	if (t->carry)
		t->running = arena_array(mem, t->nrows * t->ncolumns, sizeof *t->running);
	sum_groups(&up);
	sum_down(&down);
}
