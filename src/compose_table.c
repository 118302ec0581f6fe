#include "compose_table.h"
#include "arena.h"
#include "lead.h"
#include "plan_table.h"
#include "table.h"
#include "tag.h"

#include <string.h>

struct maker {				/* a table being composed */
	struct composer		*c;
	const struct plan_table	*t;
	struct table		*table;
	int			 tag;	/* the table's element */
	bool			 in_header;	/* figures there are years and the like, without separators */
	const int		**heads;	/* by column: header cells over it, ended by 0; NULL: Scope says it */
	int			*row_heads;	/* by column: cell that heads the rows it reaches, 0: none */
	int			*row_left;	/* by column: how many of these rows are left */
};

static enum table_align
align_of(const struct table_column *column, const struct table_cell *cell)
{
	if (cell->align != TABLE_AS_COLUMN)
		return cell->align;
	if (cell->kind == CELL_TEXT && column->kind == TABLE_NUMBER)
		return TABLE_CENTER;
	if (column->align != TABLE_AS_COLUMN)
		return column->align;
	return column->kind == TABLE_NUMBER ? TABLE_RIGHT : column->kind == TABLE_ORDINAL ? TABLE_CENTER
	    : TABLE_JUSTIFY;
}

static const struct style *
style_of(const struct maker *m, enum table_align align)
{
	const struct table_layout *l = &m->c->profile->table;
	const struct style *const styles[] = {
		[TABLE_AS_COLUMN] = l->justify, [TABLE_LEFT] = l->left, [TABLE_CENTER] = l->center,
		[TABLE_RIGHT] = l->right, [TABLE_JUSTIFY] = l->justify
	};

	return styles[align];
}

static int
open_lead(struct maker *m, const struct block *para, const struct table_cell *cell)
{
	return lead_open(m->c->mem, m->c->blocks, &m->c->leads, para->tag, cell->leads, cell->lead);
}

/* The figures of a number as its column shows them, with a unit. */
static void
add_number(struct maker *m, struct block *para, const struct table_cell *cell, unsigned look)
{
	const struct table_column *column = &m->t->columns[cell->column];
	const struct profile *p = m->c->profile;
	bool plain = m->in_header || column->kind != TABLE_NUMBER;

	if (cell->text.n > 0)
		inline_text(m->c, para, &cell->text, look);
	else
		inline_add(m->c, para, decimal_text(m->c->mem, cell->number, plain || column->ungrouped ? ""
		    : p->thousands, p->comma, plain ? 0 : column->decimals), look, cell->at);
	if (cell->figure > 0)
		para->spans[para->nspans - 1].figure = cell->figure;
	if (cell->leads > 0)
		para->spans[para->nspans - 1].tag = open_lead(m, para, cell);
	if (cell->unit != NULL)
		inline_add(m->c, para, arena_printf(m->c->mem, "%s%s", cell->unit[0] == '%' ? "" : "\u00A0",
		    cell->unit), look, cell->at);
}

static void
add_text(struct maker *m, struct block *para, const struct table_cell *cell, unsigned look)
{
	size_t first = para->nspans;
	int tag = cell->leads > 0 ? open_lead(m, para, cell) : 0;

	inline_text(m->c, para, &cell->text, look);
	for (size_t i = first; tag != 0 && i < para->nspans; i++)
		para->spans[i].tag = tag;
}

/* The paragraph of a cell; NULL when it is empty. */
static struct block *
make_para(struct maker *m, const struct table_cell *cell, const struct style *style, const char *role, bool bold,
    int tag)
{
	unsigned look = bold || cell->bold ? SPAN_BOLD : 0;
	struct block *para;

	if (cell->kind == CELL_EMPTY)
		return NULL;
	para = inline_para(m->c, NULL, role, style, cell->at, tag);
	para->in_cell = true;
	if (cell->kind == CELL_NUMBER)
		add_number(m, para, cell, look);
	else
		add_text(m, para, cell, look);
	return para;
}

static struct table_item *
add_item(struct maker *m, const struct table_cell *cell)
{
	struct table_item *item = &m->table->cells[m->table->ncells++];

	item->column = cell->column;
	item->columns = table_columns(cell);
	item->rows = table_rows(cell);
	return item;
}

static struct tag_cell *
add_tag(struct maker *m, const struct table_cell *cell, int row, const char *role, enum tag_scope scope, int *tag)
{
	struct tag_cell *t = arena_new(m->c->mem, sizeof *t);

	*t = (struct tag_cell){ .scope = scope, .columns = table_columns(cell), .rows = table_rows(cell) };
	*tag = inline_tag(m->c, row, role);
	m->c->blocks->tags.items[*tag].cell = t;
	return t;
}

static void
header_row(struct maker *m, const struct table_row *row, int part, int **over)
{
	int line = inline_tag(m->c, part, "TR"), tag;

	for (size_t k = 0; k < row->ncells; k++) {
		const struct table_cell *cell = &row->cells[k];
		struct table_item *item = add_item(m, cell);
		add_tag(m, cell, line, "TH", SCOPE_COLUMN, &tag)->named = over != NULL;
		item->para = make_para(m, cell, m->c->profile->table.head, "table-head", false, tag);
		item->middle = true;
		for (int x = cell->column; over != NULL && x < cell->column + table_columns(cell); x++)
			*over[x]++ = tag;
	}
}

/* Whether Scope alone would leave open which cells of the header head a column. */
static bool
is_involved(const struct plan_table *t)
{
	if (t->nheader > 1)
		return true;
	for (size_t k = 0; k < t->header->ncells; k++)
		if (table_columns(&t->header->cells[k]) > 1)
			return true;
	return false;
}

static void
make_header(struct maker *m)
{
	int part = inline_tag(m->c, m->tag, "THead"), **over = NULL;

	if (is_involved(m->t)) {
		m->heads = arena_array(m->c->mem, m->t->ncolumns, sizeof *m->heads);
		over = arena_array(m->c->mem, m->t->ncolumns, sizeof *over);
		for (size_t x = 0; x < m->t->ncolumns; x++)
			m->heads[x] = over[x] = arena_array(m->c->mem, m->t->nheader + 1, sizeof **over);
	}
	m->in_header = true;
	for (size_t i = 0; i < m->t->nheader; i++) {
		struct table_band *band = &m->table->rows[i];
		band->first = m->table->ncells;
		header_row(m, &m->t->header[i], part, over);
		band->n = m->table->ncells - band->first;
		band->keep = TABLE_KEEP;
	}
	m->in_header = false;
}

/* The cells over all columns that a cell reaches, each once. */
static const int *
heads_of(const struct maker *m, const struct table_cell *cell)
{
	int *all, n = 0;

	if (m->heads == NULL || table_columns(cell) == 1)
		return m->heads == NULL ? NULL : m->heads[cell->column];
	all = arena_array(m->c->mem, (size_t)table_columns(cell) * m->t->nheader + 1, sizeof *all);
	for (int x = cell->column; x < cell->column + table_columns(cell); x++)
		for (const int *h = m->heads[x]; *h != 0; h++) {
			int i = 0;
			while (i < n && all[i] != *h)
				i++;
			if (i == n)
				all[n++] = *h;
		}
	return all;
}

/* Whether a cell says what its row is about: in a column of such, or the title of a group or total. */
static bool
heads_row(const struct maker *m, const struct table_row *row, size_t k)
{
	const struct table_cell *cell = &row->cells[k];

	if (cell->kind != CELL_TEXT)
		return false;
	if (row->kind == ROW_PLAIN)
		return m->t->columns[cell->column].heads_row;
	if (m->t->columns[cell->column].kind == TABLE_ORDINAL && table_columns(cell) == 1)
		return false;
	for (size_t i = 0; i < k; i++)
		if (heads_row(m, row, i))
			return false;
	return true;
}

/* Elements of a row's cells; in `tags` by cell. */
static void
tag_row(struct maker *m, const struct table_row *row, int part, int *tags)
{
	int line = inline_tag(m->c, part, "TR"), head = 0;

	if (row->anchor > 0)
		lead_anchor(m->c->mem, &m->c->leads, row->anchor, line);
	for (size_t k = 0; k < row->ncells; k++) {
		const struct table_cell *cell = &row->cells[k];
		bool heads = heads_row(m, row, k);
		struct tag_cell *tag = add_tag(m, cell, line, heads ? "TH" : "TD", heads ? SCOPE_ROW : SCOPE_NONE,
		    &tags[k]);
		tag->headers = heads_of(m, cell);
		tag->named = heads && m->heads != NULL;
		if (!heads)
			continue;
		m->row_heads[cell->column] = tags[k];
		m->row_left[cell->column] = table_rows(cell);
	}
	for (size_t x = 0; x < m->t->ncolumns && head == 0; x++)
		head = m->row_left[x] > 0 ? m->row_heads[x] : 0;
	for (size_t k = 0; m->heads != NULL && head != 0 && k < row->ncells; k++)
		if (tags[k] != head) {
			struct tag *tag = &m->c->blocks->tags.items[tags[k]];
			struct tag_cell *cell = arena_new(m->c->mem, sizeof *cell);
			*cell = *tag->cell;
			cell->row_header = head;
			tag->cell = cell;
		}
	for (size_t x = 0; x < m->t->ncolumns; x++)
		m->row_left[x] -= m->row_left[x] > 0;
}

static void
body_row(struct maker *m, const struct table_row *row, int part, int *tags)
{
	static const char *const roles[] = { "table-cell", "table-group", "table-subtotal", "table-total" };

	tag_row(m, row, part, tags);
	for (size_t k = 0; k < row->ncells; k++) {
		const struct table_cell *cell = &row->cells[k];
		const struct table_column *column = &m->t->columns[cell->column];
		struct table_item *item = add_item(m, cell);
		item->para = make_para(m, cell, style_of(m, align_of(column, cell)), roles[row->kind],
		    row->kind != ROW_PLAIN, tags[k]);
		item->number = cell->kind == CELL_NUMBER && column->kind == TABLE_NUMBER
		    && align_of(column, cell) == TABLE_RIGHT;
		item->middle = item->rows > 1;
	}
}

/* What holds a row and the next together. */
static enum table_keep
keep_of(const struct plan_table *t, size_t i)
{
	const struct table_row *row = &t->rows[i], *next = i + 1 < t->nrows ? row + 1 : NULL;

	if (next == NULL)
		return TABLE_FREE;
	if (row->keep_next || row->kind == ROW_GROUP || next->kind == ROW_SUBTOTAL || next->kind == ROW_TOTAL)
		return TABLE_KEEP;
	return t->keep_groups && next->kind == ROW_PLAIN ? TABLE_KEEP_GROUP : TABLE_FREE;
}

/* The first of the totals that end the table; the number of rows when all are totals. */
static size_t
foot_of(const struct plan_table *t)
{
	size_t i = t->nrows;

	while (i > 0 && t->rows[i - 1].kind == ROW_TOTAL)
		i--;
	return i > 0 ? i : t->nrows;
}

static void
make_body(struct maker *m)
{
	const struct plan_table *t = m->t;
	int part = inline_tag(m->c, m->tag, "TBody"), *tags = arena_array(m->c->mem, t->ncolumns, sizeof *tags);
	size_t foot = foot_of(t);

	m->row_heads = arena_array(m->c->mem, t->ncolumns, sizeof *m->row_heads);
	m->row_left = arena_array(m->c->mem, t->ncolumns, sizeof *m->row_left);
	for (size_t i = 0; i < t->nrows; i++) {
		struct table_band *band = &m->table->rows[t->nheader + i];
		if (i == foot) {
			part = inline_tag(m->c, m->tag, "TFoot");
			memset(m->row_left, 0, t->ncolumns * sizeof *m->row_left);
		}
		band->first = m->table->ncells;
		body_row(m, &t->rows[i], part, tags);
		band->n = m->table->ncells - band->first;
		band->keep = keep_of(t, i);
	}
}

/* Caption and unit, which are one element. */
static void
make_caption(struct maker *m, struct block *parent)
{
	const struct table_layout *l = &m->c->profile->table;
	const struct text *caption = &m->t->caption, *unit = &m->t->unit;
	int tag = caption->n + unit->n > 0 ? inline_tag(m->c, m->tag, "Caption") : 0;
	struct block *para;

	if (caption->n > 0) {
		para = inline_para(m->c, parent, "table-caption", l->caption, caption->at, tag);
		if (m->t->unnumbered)
			inline_text(m->c, para, caption, 0);
		else
			inline_values(m->c, para, l->caption_text, (const struct inline_value[]){
			    { "n", .words = arena_printf(m->c->mem, "%d", ++m->c->ntables) },
			    { "text", .text = caption }, { .name = NULL } }, caption->at);
	}
	if (unit->n > 0) {
		para = inline_para(m->c, parent, "table-unit", l->unit, unit->at, tag);
		inline_values(m->c, para, l->unit_text, (const struct inline_value[]){
		    { "text", .text = unit }, { .name = NULL } }, unit->at);
	}
}

static struct table *
make_table(struct composer *c, const struct plan_table *t)
{
	struct table *table = arena_new(c->mem, sizeof *table);
	size_t ncells = 0;

	for (size_t i = 0; i < t->nheader; i++)
		ncells += t->header[i].ncells;
	for (size_t i = 0; i < t->nrows; i++)
		ncells += t->rows[i].ncells;
	table->ncolumns = t->ncolumns;
	table->columns = arena_array(c->mem, t->ncolumns, sizeof *table->columns);
	table->nheader = t->nheader;
	table->nrows = t->nheader + t->nrows;
	table->rows = arena_array(c->mem, table->nrows, sizeof *table->rows);
	table->cells = arena_array(c->mem, ncells, sizeof *table->cells);
	table->again = c->profile->table.again;
	for (size_t x = 0; x < t->ncolumns; x++) {
		const struct table_column *column = &t->columns[x];
		table->columns[x] = (struct table_track){ .width = column->width, .share = column->share,
			.wish = column->wish, .number = column->kind == TABLE_NUMBER,
			.carried = t->carry && table_sums(column),
			.ungrouped = column->ungrouped, .decimals = column->decimals,
			.at = column->at };
	}
	return table;
}

static const struct table_carry *
make_carry(const struct composer *c, const struct plan_table *t)
{
	const struct table_layout *l = &c->profile->table;
	struct table_carry *carry;
	size_t x = 0;

	while (x < t->ncolumns && !table_sums(&t->columns[x]))
		x++;
	if (!t->carry || x == t->ncolumns)
		return NULL;
	carry = arena_new(c->mem, sizeof *carry);
	*carry = (struct table_carry){ .out = l->carried_out, .in = l->carried_in, .sums = t->running,
		.title = l->center, .number = l->right };
	return carry;
}

void
compose_table(struct composer *c, struct block *parent, const struct plan_table *t)
{
	struct maker m = { .c = c, .t = t, .table = make_table(c, t), .tag = inline_tag(c, c->within, "Table") };
	struct block *block;

	make_caption(&m, parent);
	make_header(&m);
	make_body(&m);
	m.table->carry = make_carry(c, t);
	block = block_add(c->mem, parent, BLOCK_TABLE, "table");
	block->tag = m.tag;
	block->at = t->at;
	block->table = m.table;
	if (t->note.n == 0)
		return;
	block->keep_next = true;
	inline_text(c, inline_para(c, parent, "table-note", c->profile->table.note, t->note.at, 0), &t->note, 0);
}
