/* Tables of a plan from JSON. */
#include "arena.h"
#include "diag.h"
#include "plan_table.h"
#include "plan_types.h"
#include "unit.h"

enum {
	ROWS_MAX = 50000,
	HEADER_MAX = 10,
	WIDTH_MAX = 2000000,		/* thousandths of a millimetre */
	CONTENT = 1,			/* group of the members that say what a cell shows */
	SHOWS = 1, TITLED = 2,		/* groups of a row's members */
	NO_LABEL = 4, NO_VALUES = 8, NO_UNIT = 16,	/* and what stands beside a title only */
	WIDTH = 1			/* group of the members that say how wide a column is */
};

static bind_reader read_table, read_column, read_width, read_cell, read_cell_text, read_number,
    read_sum, read_row, read_title;

static const char *const kinds[] = { "text", "number", "ordinal", NULL };
static const char *const column_aligns[] = { "by-kind", "left", "center", "right", "justify", NULL };
static const char *const row_kinds[] = { "row", "group", "subtotal", "total", NULL };

static const struct bind_type column_kind_type = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = kinds
};
static const struct bind_type align_type = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = column_aligns
};
static const struct bind_type width_type = {
	.takes = TAKES_INT | TAKES_REAL, .read = read_width
};
static const struct bind_type share_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 1, .most = 100
};
static const struct bind_type decimals_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 0, .most = DECIMAL_SCALE_MAX
};
static const struct bind_type span_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 1, .most = ROWS_MAX
};
static const struct bind_type level_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 1, .most = TABLE_LEVELS
};

#define COLUMN(member) offsetof(struct table_column, member)
static const struct bind_type column_type = {
	.takes = TAKES_STRING | TAKES_ARRAY | TAKES_OBJECT, .read = read_column, .element = &plan_type_run,
	.least_items = 1, .def = "table_column", .doc = "A column; text is its head.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "head", &plan_type_text, COLUMN(head), .doc = "Its header cell, where the table has no \"header\"." },
		{ "kind", &column_kind_type, COLUMN(kind),
		    .doc = "\"number\": aligned on the comma, grouped, added up; "
		    "\"ordinal\": null cells are numbered." },
		{ "width_mm", &width_type, COLUMN(width), .groups = WIDTH, .doc = "Fixed width; else by content." },
		{ "share", &share_type, COLUMN(share), .groups = WIDTH, .doc = "Percent of the table's width." },
		{ "align", &align_type, COLUMN(align),
		    .doc = "Else numbers to the right, ordinals centred, text to the left." },
		{ "sum", &bind_type_not, COLUMN(unsummed),
		    .doc = "false: its numbers are not added up (prices, ratios)." },
		{ "grouped", &bind_type_not, COLUMN(ungrouped), .doc = "false: figures without separators (years)." },
		{ "decimals", &decimals_type, COLUMN(decimals), .doc = "Least figures after the comma." },
		{ "row_header", &bind_type_bool, COLUMN(heads_row),
		    .doc = "Its cells say what their rows are about, for readers who hear the table." },
		{ .name = NULL }
	}, .single = WIDTH, .at = COLUMN(at) }
};

#define CELL(member) offsetof(struct table_cell, member)
static const struct bind_type cell_type = {
	.takes = TAKES_NULL | TAKES_INT | TAKES_REAL | TAKES_STRING | TAKES_ARRAY | TAKES_OBJECT, .read = read_cell,
	.element = &plan_type_run, .least_items = 1, .may_be_empty = true, .def = "table_cell",
	.doc = "Text or a number; null for an empty cell.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "text", &(const struct bind_type){ .takes = TAKES_STRING | TAKES_ARRAY, .read = read_cell_text,
		    .may_be_empty = true, .like = &plan_type_text }, .groups = CONTENT,
		    .doc = "Words, also in a column of numbers." },
		{ "number", &(const struct bind_type){ .takes = TAKES_INT | TAKES_REAL, .read = read_number },
		    .groups = CONTENT, .doc = "A number." },
		{ "sum", &(const struct bind_type){ .takes = TAKES_BOOL, .read = read_sum }, .groups = CONTENT,
		    .doc = "true: the sum of the column, in a group, subtotal or total." },
		{ "columns", &span_type, CELL(columns), .doc = "Columns it reaches over." },
		{ "rows", &span_type, CELL(rows), .doc = "Rows it reaches over." },
		{ "align", &align_type, CELL(align), .doc = "Instead of the column's." },
		{ "bold", &bind_type_bool, CELL(bold), .doc = "true: in bold." },
		{ "unit", &bind_type_line, CELL(unit), .doc = "Printed after the number." },
		{ .name = NULL }
	}, .single = CONTENT }
};

static const struct bind_type cells_type = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &cell_type, .size = sizeof(struct table_cell),
	.least_items = 1
};

#define ROW(member) offsetof(struct table_row, member)
#define TITLE(kind) &(const struct bind_type){ .takes = TAKES_STRING | TAKES_ARRAY, .read = read_title, \
	.arg = (kind), .like = &plan_type_text }
static const struct bind_type row_type = {
	.takes = TAKES_ARRAY | TAKES_OBJECT, .read = read_row, .element = &cell_type, .least_items = 1,
	.def = "table_row", .doc = "The cells of a row, without those that another reaches over.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "cells", &cells_type, ROW(cells), .groups = SHOWS | NO_LABEL | NO_VALUES | NO_UNIT,
		    .doc = "From left to right." },
		{ "group", TITLE(ROW_GROUP), .groups = SHOWS | TITLED,
		    .doc = "Title of the group of rows that begins here." },
		{ "subtotal", TITLE(ROW_SUBTOTAL), .groups = SHOWS | TITLED,
		    .doc = "Title of a row of sums since the last group or subtotal." },
		{ "total", TITLE(ROW_TOTAL), .groups = SHOWS | TITLED,
		    .doc = "Title of a row of sums of all rows above." },
		{ "kind", &(const struct bind_type){ .takes = TAKES_STRING, .read = bind_choice, .choices = row_kinds },
		    ROW(kind), .needs = "cells", .doc = "What a row is whose cells are all given." },
		{ "label", &plan_type_text, ROW(label), .groups = NO_LABEL,
		    .doc = "Beside a title: what stands in the first column, such as \"II\"." },
		{ "values", &cells_type, ROW(values), .groups = NO_VALUES,
		    .doc = "Beside a title: for the columns of numbers in turn, checked; null for the sum." },
		{ "sums", &bind_type_bool, ROW(sums), .needs = "group",
		    .doc = "true: the sums of the group stand in its row." },
		{ "unit", &bind_type_line, ROW(unit), .groups = NO_UNIT,
		    .doc = "Beside a title: printed after the sums." },
		{ "level", &level_type, ROW(level), .doc = "Of groups and subtotals, from 1, the outermost." },
		{ "keep_next", &bind_type_bool, ROW(keep_next), .doc = "true: on the page of the next row." },
		{ .name = NULL }
	}, .some = SHOWS, .single = SHOWS | TITLED | NO_LABEL | NO_VALUES | NO_UNIT }
};

#define TABLE(member) offsetof(struct plan_table, member)
static const struct bind_object table_object = { .fields = (const struct bind_field[]){
	{ "caption", &plan_type_text, TABLE(caption), .doc = "Printed above the table after its number." },
	{ "numbered", &bind_type_not, TABLE(unnumbered), .needs = "caption", .doc = "false: the caption alone." },
	{ "unit", &plan_type_text, TABLE(unit), .doc = "What the numbers count; printed above the table." },
	{ "columns", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_list, .element = &column_type,
	    .size = sizeof(struct table_column), .least_items = 1, .most_items = TABLE_COLUMNS_MAX }, TABLE(columns),
	    .required = true },
	{ "header", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_list, .element = &row_type,
	    .size = sizeof(struct table_row), .least_items = 1, .most_items = HEADER_MAX }, TABLE(header),
	    .doc = "Header rows, repeated on each page; else one of the columns' heads." },
	{ "rows", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_list, .element = &row_type,
	    .size = sizeof(struct table_row), .least_items = 1, .most_items = ROWS_MAX }, TABLE(rows),
	    .required = true },
	{ "carry", &bind_type_bool, TABLE(carry), .doc = "true: running totals at the ends and starts of pages." },
	{ "keep_groups", &bind_type_bool, TABLE(keep_groups),
	    .doc = "true: the rows of a group stay on one page where one holds them." },
	{ .name = NULL }
}, .at = TABLE(at) };

const struct bind_type plan_type_table = {
	.takes = TAKES_OBJECT, .read = read_table, .object = &table_object, .def = "table",
	.doc = "A table: its columns, header and rows."
};

static void
read_table(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct plan_table *t = arena_new(b->mem, sizeof *t);
	size_t errors = diag_errors(b->diag);

	bind_members(b, type->object, v, t);
	*(struct plan_table **)out = t;
	if (diag_errors(b->diag) == errors && t->ncolumns > 0 && t->nrows > 0)
		table_finish(b->mem, b->diag, t);
}

static void
read_column(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct table_column *c = out;

	c->at = &v->at;
	if (v->type == VALUE_OBJECT)
		bind_members(b, type->object, v, c);
	else
		bind_value(b, &plan_type_text, v, &c->head);
}

static void
read_width(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)type;
	if (bind_within(b, v, 1, WIDTH_MAX))
		*(len *)out = unit_from_mm(v->real);
}

static void
read_number(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct table_cell *c = out;

	(void)type;
	c->kind = CELL_NUMBER;
	if (!bind_decimal(v, &c->number))
		DIAG(b->diag, NUMBER_EXACT, &v->at, "");
}

static void
read_cell_text(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct table_cell *c = out;

	(void)type;
	c->words = true;
	if (v->type == VALUE_STRING && bind_is_blank(v->string))
		return;
	c->kind = CELL_TEXT;
	bind_value(b, &plan_type_text, v, &c->text);
}

static void
read_sum(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)b;
	(void)type;
	if (v->truth)
		((struct table_cell *)out)->kind = CELL_SUM;
}

static void
read_cell(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct table_cell *c = out;

	c->at = &v->at;
	if (v->type == VALUE_OBJECT)
		bind_members(b, type->object, v, c);
	else if (v->type == VALUE_INT || v->type == VALUE_REAL)
		read_number(b, type, v, c);
	else if (v->type != VALUE_NULL) {
		read_cell_text(b, type, v, c);
		c->words = false;
	}
}

static void
read_title(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct table_row *row = out;

	row->kind = (enum row_kind)type->arg;
	bind_value(b, &plan_type_text, v, &row->title);
}

static void
read_row(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct table_row *row = out;

	row->at = &v->at;
	if (v->type == VALUE_OBJECT)
		bind_members(b, type->object, v, row);
	else
		bind_value(b, &cells_type, v, &row->cells);
}
