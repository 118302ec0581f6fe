/* What a table of a plan's tasks is to show, from JSON. */
#include "arena.h"
#include "diag.h"
#include "plan.h"
#include "plan_types.h"

static bind_reader read_task_table;

const char *const plan_task_columns[] = {
	[TASK_LEAD] = "lead", [TASK_PARTNERS] = "partners", [TASK_EXECUTORS] = "executors",
	[TASK_TIME] = "time", [TASK_PRODUCT] = "product", [TASK_FORM] = "form",
	[TASK_AUDIENCE] = "audience", [TASK_BUDGET] = "budget", [TASK_CONTENT] = "content",
	[COLUMN_ORDINAL] = "ordinal", [COLUMN_TASK] = "task", [COLUMN_AMOUNT] = "amount",
	[COLUMN_SOURCE] = "source", [COLUMN_NOTE] = "note", [COLUMN__MAX] = NULL
};

static const struct bind_type column_type = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = plan_task_columns
};
static const struct bind_type columns_type = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &column_type, .size = sizeof(enum task_column),
	.least_items = 2, .most_items = COLUMN__MAX
};

const struct bind_type plan_type_task_table = {
	.takes = TAKES_STRING | TAKES_OBJECT, .read = read_task_table, .def = "task_table",
	.doc = "A table made of the plan's tasks, such as \"assignment\" or \"budget\".",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "kind", &bind_type_line, offsetof(struct task_wish, kind), .required = true,
		    .doc = "One of those of the layout profile." },
		{ "groups", &bind_type_bool, offsetof(struct task_wish, groups),
		    .doc = "true: grouped by the outermost headings." },
		{ "caption", &plan_type_text, offsetof(struct task_wish, caption),
		    .doc = "Printed above the table after its number." },
		{ "columns", &columns_type, offsetof(struct task_wish, columns),
		    .doc = "Columns instead of those of the kind." },
		{ .name = NULL }
	} }
};

static void
read_task_table(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct task_wish *wish = arena_new(b->mem, sizeof *wish);

	wish->at = &v->at;
	if (v->type == VALUE_OBJECT)
		bind_members(b, type->object, v, wish);
	else
		bind_line(b, type, v, &wish->kind);
	*(struct task_wish **)out = wish;
}
