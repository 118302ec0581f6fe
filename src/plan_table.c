#include "plan_table.h"
#include "arena.h"
#include "diag.h"

#include <string.h>

struct reach {				/* a column that a cell above reaches into */
	const struct table_cell *cell;	/* NULL: none does */
	int		 rows;		/* it still has below */
};

int
table_columns(const struct table_cell *c)
{
	return c->columns > 0 ? c->columns : 1;
}

int
table_rows(const struct table_cell *c)
{
	return c->rows > 0 ? c->rows : 1;
}

bool
table_sums(const struct table_column *c)
{
	return c->kind == TABLE_NUMBER && !c->unsummed;
}

static const struct where *
place_of(const struct table_cell *c, const struct table_row *row)
{
	return c->at != NULL ? c->at : row->at;
}

static const char *
figure(struct arena *mem, size_t n)
{
	return arena_printf(mem, "%zu", n);
}

/* Puts a cell into the columns from x on. -1 after a message. */
static int
place_cell(struct diag *d, const struct plan_table *t, const struct table_row *row, struct table_cell *c, size_t x,
    struct reach *reach)
{
	size_t end = x + (size_t)table_columns(c);

	if (end > t->ncolumns)
		return DIAG(d, CELL_BEYOND, place_of(c, row), "");
	for (size_t i = x; i < end; i++) {
		if (reach[i].rows > 0)
			return DIAG(d, CELL_OVERLAP, place_of(c, row), "");
		reach[i] = (struct reach){ c, table_rows(c) };
	}
	c->column = (int)x;
	return 0;
}

/* Finds the columns of a row's cells. */
static int
place_row(struct arena *mem, struct diag *d, const struct plan_table *t, struct table_row *row, struct reach *reach)
{
	size_t x = 0;

	for (size_t i = 0; i < row->ncells; i++) {
		while (x < t->ncolumns && reach[x].rows > 0)
			x++;
		if (x >= t->ncolumns)
			return DIAG(d, ROW_CELLS, place_of(&row->cells[i], row), "", figure(mem, row->ncells),
			    figure(mem, t->ncolumns));
		if (place_cell(d, t, row, &row->cells[i], x, reach) != 0)
			return -1;
		x += (size_t)table_columns(&row->cells[i]);
	}
	for (x = 0; x < t->ncolumns; x++) {
		if (reach[x].rows == 0)
			return DIAG(d, ROW_CELLS, row->at, "", figure(mem, row->ncells), figure(mem, t->ncolumns));
		reach[x].rows--;
	}
	return 0;
}

static int
place_rows(struct arena *mem, struct diag *d, const struct plan_table *t, struct table_row *rows, size_t n)
{
	struct reach *reach = arena_array(mem, t->ncolumns, sizeof *reach);
	int result = 0;

	for (size_t i = 0; i < n; i++) {
		if (place_row(mem, d, t, &rows[i], reach) == 0)
			continue;
		result = -1;
		memset(reach, 0, t->ncolumns * sizeof *reach);
	}
	for (size_t x = 0; result == 0 && x < t->ncolumns; x++)
		if (reach[x].rows > 0)
			result = DIAG(d, CELL_BEYOND, place_of(reach[x].cell, &rows[n - 1]), "");
	return result;
}

static struct text
plain_text(struct arena *mem, const char *words, const struct where *at)
{
	struct run *run = arena_new(mem, sizeof *run);

	*run = (struct run){ .text = words, .at = at };
	return (struct text){ run, 1, at };
}

/* The header row that the columns' own heads make. */
static int
make_header(struct arena *mem, struct diag *d, struct plan_table *t)
{
	struct table_row *row = arena_new(mem, sizeof *row);
	int result = 0;

	row->at = t->at;
	row->ncells = t->ncolumns;
	row->cells = arena_array(mem, row->ncells, sizeof *row->cells);
	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct table_column *c = &t->columns[i];
		if (c->head.n == 0)
			result = DIAG(d, FIELD_MISSING, c->at, "", "head");
		row->cells[i] = (struct table_cell){ .kind = CELL_TEXT, .text = c->head, .at = c->head.at };
	}
	t->header = row;
	t->nheader = 1;
	return result;
}

/* What a titled row has in a column of numbers: the next of the values given, else the sum. */
static struct table_cell
next_value(const struct table_row *row, const struct table_column *column, size_t *used)
{
	struct table_cell c = { .kind = CELL_EMPTY, .at = row->at };

	if (column->kind == TABLE_NUMBER && *used < row->nvalues)
		c = row->values[(*used)++];
	if (c.kind == CELL_EMPTY && table_sums(column))
		c.kind = CELL_SUM;
	if (c.unit == NULL && table_sums(column))
		c.unit = row->unit;
	return c;
}

/* The first column in which a row that has a title has a number, behind its label and title. */
static size_t
first_number(const struct plan_table *t, const struct table_row *row)
{
	bool numbers = row->kind != ROW_GROUP || row->sums || row->nvalues > 0;
	size_t x = row->label.n > 0 ? 2 : 1;

	while (x < t->ncolumns && !(numbers && (row->nvalues > 0 ? t->columns[x].kind == TABLE_NUMBER
	    : table_sums(&t->columns[x]))))
		x++;
	return x;
}

/* The cells of a row that has a title: label, title as far as there are no numbers, numbers. */
static int
make_cells(struct arena *mem, struct diag *d, const struct plan_table *t, struct table_row *row)
{
	size_t x = row->label.n > 0, end = first_number(t, row), used = 0;
	struct table_cell *c = arena_array(mem, x + 1 + (end < t->ncolumns ? t->ncolumns - end : 0), sizeof *c);

	row->cells = c;
	if (row->label.n > 0)
		*c++ = (struct table_cell){ .kind = CELL_TEXT, .text = row->label, .words = true, .at = row->label.at };
	*c++ = (struct table_cell){ .kind = CELL_TEXT, .text = row->title, .words = true, .columns = (int)(end - x),
		.align = row->kind == ROW_TOTAL ? TABLE_CENTER : TABLE_LEFT, .at = row->title.at };
	for (; end < t->ncolumns; end++)
		*c++ = next_value(row, &t->columns[end], &used);
	row->ncells = (size_t)(c - row->cells);
	if (used < row->nvalues)
		return DIAG(d, ROW_CELLS, row->at, "", figure(mem, row->nvalues), figure(mem, used));
	return 0;
}

/* Whether the text only says that there is no number. */
static bool
is_blank_mark(const char *s)
{
	static const char *const marks[] = { "-", "–", "—", "x", "X", "…", "...", NULL };

	for (size_t i = 0; marks[i] != NULL; i++)
		if (strcmp(s, marks[i]) == 0)
			return true;
	return false;
}

/* Figures given as a string become a number; they are printed as given. */
static int
read_figures(struct diag *d, struct table_cell *c)
{
	const struct run *first = c->text.n > 0 ? &c->text.runs[0] : NULL;

	for (size_t i = 1; i < c->text.n; i++)
		if (c->text.runs[i].kind != RUN_NOTE)
			return DIAG(d, CELL_FIGURES, c->at, "", first->text != NULL ? first->text : "");
	if (first == NULL || first->kind == RUN_NOTE || (first->kind == RUN_TEXT && is_blank_mark(first->text)))
		return 0;
	if (first->kind == RUN_AMOUNT)
		c->number = (struct decimal){ first->amount.value, 0 };
	else if (!decimal_parse(first->text, &c->number))
		return DIAG(d, CELL_FIGURES, c->at, "", first->text);
	c->kind = CELL_NUMBER;
	return 0;
}

/* What a cell is in its column. */
static int
finish_cell(struct arena *mem, struct diag *d, const struct plan_table *t, const struct table_row *row,
    struct table_cell *c, int *ordinal)
{
	const struct table_column *column = &t->columns[c->column];

	if (c->kind == CELL_SUM && (row->kind == ROW_PLAIN || !table_sums(column)))
		return DIAG(d, SUM_PLACE, place_of(c, row), "");
	if (c->kind == CELL_TEXT && column->kind == TABLE_NUMBER && table_columns(c) == 1 && !c->words)
		return read_figures(d, c);
	if (column->kind == TABLE_ORDINAL && row->kind == ROW_PLAIN && c->kind == CELL_EMPTY && table_columns(c) == 1) {
		c->kind = CELL_TEXT;
		c->text = plain_text(mem, arena_printf(mem, "%d", ++*ordinal), place_of(c, row));
	}
	return 0;
}

static int
finish_cells(struct arena *mem, struct diag *d, const struct plan_table *t)
{
	int ordinal = 0, result = 0;

	for (size_t i = 0; i < t->nheader; i++)
		for (size_t k = 0; k < t->header[i].ncells; k++)
			if (t->header[i].cells[k].kind == CELL_SUM)
				result = DIAG(d, SUM_PLACE, place_of(&t->header[i].cells[k], &t->header[i]), "");
	for (size_t i = 0; i < t->nrows; i++) {
		struct table_row *row = &t->rows[i];
		if (row->kind == ROW_GROUP)
			ordinal = 0;
		for (size_t k = 0; k < row->ncells; k++)
			if (finish_cell(mem, d, t, row, &row->cells[k], &ordinal) != 0)
				result = -1;
	}
	return result;
}

int
table_finish(struct arena *mem, struct diag *d, struct plan_table *t)
{
	int result = t->nheader == 0 ? make_header(mem, d, t) : 0;

	for (size_t i = 0; i < t->nrows; i++)
		if (t->rows[i].title.n > 0 && make_cells(mem, d, t, &t->rows[i]) != 0)
			result = -1;
	if (place_rows(mem, d, t, t->header, t->nheader) != 0 || place_rows(mem, d, t, t->rows, t->nrows) != 0
	    || result != 0 || finish_cells(mem, d, t) != 0)
		return -1;
	table_sum(mem, d, t);
	return diag_failed(d) ? -1 : 0;
}
