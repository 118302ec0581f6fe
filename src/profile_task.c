/* Tables of tasks: the heads of their columns, and which columns each kind has. */
#include "profile_read.h"
#include "arena.h"

static bind_reader read_heads, read_head, read_tables;

static const struct bind_field head_fields[] = {
	{ .name = "text", .type = &bind_type_line, .offset = offsetof(struct task_head, text), .required = true },
	{ .name = "width_mm", .type = &profile_type_mm, .offset = offsetof(struct task_head, width) },
	{ .name = NULL }
};
static const struct bind_object head_object = { .fields = head_fields };
static const struct bind_type head_type = {
	.takes = TAKES_STRING | TAKES_OBJECT, .read = read_head, .object = &head_object, .def = "task_head",
	.doc = "Head of a column of a table of tasks."
};

#define HEAD(name_, column) \
	{ .name = (name_), .type = &head_type, .offset = (column) * sizeof(struct task_head), .required = true }
static const struct bind_field heads_fields[] = {
	HEAD("ordinal", COLUMN_ORDINAL), HEAD("task", COLUMN_TASK), HEAD("lead", TASK_LEAD),
	HEAD("partners", TASK_PARTNERS), HEAD("executors", TASK_EXECUTORS), HEAD("time", TASK_TIME),
	HEAD("product", TASK_PRODUCT), HEAD("form", TASK_FORM), HEAD("audience", TASK_AUDIENCE),
	HEAD("budget", TASK_BUDGET), HEAD("content", TASK_CONTENT), HEAD("amount", COLUMN_AMOUNT),
	HEAD("source", COLUMN_SOURCE), HEAD("note", COLUMN_NOTE),
	{ .name = NULL }
};
static const struct bind_object heads_object = { .fields = heads_fields };
const struct bind_type profile_type_task_heads = {
	.takes = TAKES_OBJECT, .read = read_heads, .object = &heads_object
};

static const struct bind_type column_type = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = plan_task_columns
};
static const struct bind_type columns_type = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &column_type, .size = sizeof(enum task_column),
	.least_items = 2, .most_items = COLUMN__MAX
};
static const struct bind_field table_fields[] = {
	{ .name = "columns", .type = &columns_type, .offset = offsetof(struct task_table, columns), .required = true },
	{ .name = "total", .type = &bind_type_line, .offset = offsetof(struct task_table, total) },
	{ .name = NULL }
};
static const struct bind_object table_object = { .fields = table_fields };
static const struct bind_type table_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &table_object, .partial = true, .def = "task_table_kind",
	.doc = "A kind of tables of tasks."
};
const struct bind_type profile_type_task_tables = {
	.takes = TAKES_OBJECT, .read = read_tables, .element = &table_type
};

static void
read_head(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct task_head *head = out;

	if (v->type == VALUE_OBJECT)
		bind_members(b, type->object, v, head);
	else
		bind_line(b, type, v, &head->text);
}

static void
read_heads(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	bind_members(b, type->object, v, ((struct profile *)out)->task_heads);
}

static void
read_tables(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile *p = out;

	p->task_tables = arena_array(b->mem, v->n, sizeof *p->task_tables);
	p->ntask_tables = v->n;
	for (size_t i = 0; i < v->n; i++) {
		p->task_tables[i].name = v->items[i].at.key;
		bind_value(b, type->element, &v->items[i], &p->task_tables[i]);
	}
}
