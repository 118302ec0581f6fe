#include "arena.h"
#include "diag.h"
#include "plan.h"
#include "plan_types.h"

#include <string.h>

enum {
	DEPTH_MAX = 12,			/* lists of nodes inside each other */
	ROWS_MAX = 40			/* of dots, more than a page has */
};

/* Groups of the members of a node: its kind, and what cannot stand beside each other. */
enum {
	KIND = 1, NO_RUN_IN = 2, NO_LEVEL = 4, NO_LABEL = 8, NO_ITEMS = 16,
	ALONE = KIND | NO_RUN_IN | NO_LEVEL | NO_LABEL | NO_ITEMS	/* those of a kind that has nothing beside it */
};

/* Group of the members of a labelled line that say something. */
enum { SAYS = 1 };

static bind_reader read_nodes, read_passage, read_node, read_kind, read_plain, read_id, read_line, read_names_line,
    read_content_line;

static const struct bind_type node_type;

const struct bind_type plan_type_nodes = {
	.takes = TAKES_ARRAY, .read = read_nodes, .element = &node_type, .size = sizeof(struct node)
};
const struct bind_type plan_type_body = {
	.takes = TAKES_ARRAY, .read = read_nodes, .element = &node_type,
	.size = sizeof(struct node), .least_items = 1
};
const struct bind_type plan_type_passage = {
	.takes = TAKES_STRING | TAKES_ARRAY, .read = read_passage, .element = &node_type,
	.size = sizeof(struct node)
};

#define LABEL_FIELD \
	{ "label", &bind_type_line, offsetof(struct task_line, label), \
	    .doc = "Printed instead of the profile's label." }
#define TEXT_FIELD \
	{ "text", &plan_type_text, offsetof(struct task_line, text), .groups = SAYS, \
	    .doc = "What follows the label." }
#define END_FIELD \
	{ "end", &bind_type_mark, offsetof(struct task_line, end), \
	    .doc = "Closing mark instead of the profile's; \"\" for none." }
#define ITEMS_FIELD \
	{ "items", &plan_type_nodes, offsetof(struct task_line, items), .groups = SAYS, \
	    .doc = "Paragraphs and dashes below the line." }

static const struct bind_type quantity_type = {
	.takes = TAKES_INT, .read = bind_long, .least = 0, .most = INT64_MAX
};

static const struct bind_object names_object = { (const struct bind_field[]){
	LABEL_FIELD, TEXT_FIELD,
	{ "names", &plan_type_names, offsetof(struct task_line, names), .groups = SAYS,
	    .doc = "The agencies one by one; printed when there is no text." },
	END_FIELD,
	{ .name = NULL }
}, .some = SAYS };

static const struct bind_object time_object = { (const struct bind_field[]){
	LABEL_FIELD, TEXT_FIELD, END_FIELD,
	{ "from", &plan_type_date, offsetof(struct task_line, from),
	    .doc = "First day, for reports." },
	{ "to", &plan_type_date, offsetof(struct task_line, to), .doc = "Last day, for reports." },
	{ .name = NULL }
}, .some = SAYS };

static const struct bind_object counted_object = { (const struct bind_field[]){
	LABEL_FIELD, TEXT_FIELD, END_FIELD,
	{ "quantity", &quantity_type, offsetof(struct task_line, quantity),
	    .doc = "How many, for reports." },
	{ "unit", &bind_type_line, offsetof(struct task_line, unit),
	    .doc = "Unit of the quantity." },
	ITEMS_FIELD,
	{ .name = NULL }
}, .some = SAYS };

static const struct bind_object budget_object = { (const struct bind_field[]){
	LABEL_FIELD, TEXT_FIELD, END_FIELD,
	{ "amount", &quantity_type, offsetof(struct task_line, quantity),
	    .doc = "How much money, for tables; else the first amount of the text." },
	{ "unit", &bind_type_line, offsetof(struct task_line, unit), .needs = "amount",
	    .doc = "Unit of the amount instead of the profile's currency." },
	{ "source", &plan_type_text, offsetof(struct task_line, source),
	    .doc = "Where the money comes from, for tables." },
	ITEMS_FIELD,
	{ .name = NULL }
}, .some = SAYS };

static const struct bind_object line_object = { (const struct bind_field[]){
	LABEL_FIELD, TEXT_FIELD, END_FIELD, ITEMS_FIELD,
	{ .name = NULL }
}, .some = SAYS };

/* What each labelled line may be; the argument is its place among the lines. */
#define NAMES_LINE(part) &(const struct bind_type){ \
	.takes = TAKES_STRING | TAKES_ARRAY | TAKES_OBJECT, .read = read_names_line, \
	.arg = (part), .element = &plan_type_plain, .least_items = 1, .object = &names_object, \
	.def = "task_names", .doc = "One agency or several." }
#define COUNTED_LINE(part) &(const struct bind_type){ \
	.takes = TAKES_STRING | TAKES_ARRAY | TAKES_OBJECT, .read = read_line, .arg = (part), \
	.element = &plan_type_run, .least_items = 1, .object = &counted_object, \
	.def = "task_counted", .doc = "Text, or text with a quantity for reports." }
#define PLAIN_LINE(part) &(const struct bind_type){ \
	.takes = TAKES_STRING | TAKES_ARRAY | TAKES_OBJECT, .read = read_line, .arg = (part), \
	.element = &plan_type_run, .least_items = 1, .object = &line_object, \
	.def = "task_line", .doc = "Text, or text with items below it." }

static const struct bind_type budget_line = {
	.takes = TAKES_STRING | TAKES_ARRAY | TAKES_OBJECT, .read = read_line, .arg = TASK_BUDGET,
	.element = &plan_type_run, .least_items = 1, .object = &budget_object,
	.def = "task_budget", .doc = "Text, or text with its amount for tables."
};
static const struct bind_type time_line = {
	.takes = TAKES_STRING | TAKES_OBJECT, .read = read_line, .arg = TASK_TIME,
	.object = &time_object, .def = "task_time",
	.doc = "Text, or text with its days for reports."
};
static const struct bind_type content_line = {
	.takes = TAKES_STRING | TAKES_ARRAY | TAKES_OBJECT, .read = read_content_line,
	.arg = TASK_CONTENT, .element = &node_type, .object = &line_object,
	.def = "task_content", .doc = "Text, or the items below the label."
};

static const struct bind_type rows_type = { .takes = TAKES_INT, .read = bind_int, .least = 1, .most = ROWS_MAX };
static const struct bind_type part_type = { .takes = TAKES_STRING, .read = bind_line, .names = "report_parts" };

/* What a node of each kind is about: its words, or what stands in their place. */
#define CONTENT(kind, takes_, type) &(const struct bind_type){ \
	.takes = (takes_), .read = read_kind, .arg = (kind), .like = &(type) }
#define WORDS(kind) CONTENT(kind, TAKES_STRING | TAKES_ARRAY, plan_type_text)

static const struct bind_field node_fields[] = {
	{ "text", WORDS(NODE_TEXT), .groups = KIND, .doc = "A paragraph." },
	{ "heading", WORDS(NODE_HEADING), .groups = KIND | NO_RUN_IN,
	    .doc = "A numbered title on its own line." },
	{ "numbered", WORDS(NODE_NUMBERED), .groups = KIND, .doc = "A numbered paragraph." },
	{ "dash", WORDS(NODE_DASH), .groups = KIND,
	    .doc = "An item with a dash, or a plus inside another such item." },
	{ "task", WORDS(NODE_TASK), .groups = KIND | NO_RUN_IN,
	    .doc = "Title of a task, numbered like a heading." },
	{ "table", CONTENT(NODE_TABLE, TAKES_OBJECT, plan_type_table), .groups = ALONE, .doc = "A table." },
	{ "fill", CONTENT(NODE_FILL, TAKES_INT, rows_type), .groups = ALONE, .doc = "Rows of dots to write on." },
	{ "quote", CONTENT(NODE_QUOTE, TAKES_ARRAY, plan_type_body), .groups = ALONE,
	    .doc = "Text of another document, in quotes, with numbers of its own." },
	{ "end", &bind_type_mark, offsetof(struct node, end), .needs = "quote",
	    .doc = "Mark after the quote instead of the profile's; \"\" for none." },
	{ "figure", CONTENT(NODE_FIGURE, TAKES_OBJECT, plan_type_figure), .groups = ALONE,
	    .doc = "A picture in the text." },
	{ "chart", CONTENT(NODE_CHART, TAKES_OBJECT, plan_type_chart), .groups = ALONE, .doc = "A chart." },
	{ "task_table", CONTENT(NODE_TASK_TABLE, TAKES_STRING | TAKES_OBJECT, plan_type_task_table), .groups = ALONE,
	    .doc = "A table made of the plan's tasks." },
	{ "report", CONTENT(NODE_REPORT, TAKES_STRING, part_type), .groups = ALONE,
	    .doc = "A part of a report on plans, told under \"report\" or computed." },
	{ "run_in", &plan_type_text, offsetof(struct node, run_in), .groups = NO_RUN_IN,
	    .doc = "Bold words that open the paragraph." },
	{ "level", &plan_type_level, offsetof(struct node, level), .groups = NO_LEVEL,
	    .doc = "Level of numbering by name, instead of the one by depth." },
	{ "label", &bind_type_mark, offsetof(struct node, label), .groups = NO_LABEL,
	    .doc = "Number or mark instead of the generated one; \"\" for none." },
	{ "items", &plan_type_nodes, offsetof(struct node, items), .groups = NO_ITEMS,
	    .doc = "What belongs below it." },
	{ "id", &(const struct bind_type){ .takes = TAKES_STRING, .read = read_id },
	    .needs = "task", .doc = "Key of the task that results refer to." },
	{ "plain", &(const struct bind_type){ .takes = TAKES_BOOL, .read = read_plain },
	    .needs = "task", .doc = "The title is printed as a numbered paragraph, not in bold." },
	{ "intro", &plan_type_nodes, offsetof(struct node, intro), .needs = "task",
	    .doc = "Paragraphs before the labelled lines." },
	{ "lead", NAMES_LINE(TASK_LEAD), .needs = "task", .doc = "Who leads." },
	{ "partners", NAMES_LINE(TASK_PARTNERS), .needs = "task", .doc = "Who takes part." },
	{ "executors", NAMES_LINE(TASK_EXECUTORS), .needs = "task", .doc = "Who carries it out." },
	{ "time", &time_line, .needs = "task", .doc = "When." },
	{ "product", COUNTED_LINE(TASK_PRODUCT), .needs = "task", .doc = "What comes of it." },
	{ "form", PLAIN_LINE(TASK_FORM), .needs = "task", .doc = "In which form." },
	{ "audience", COUNTED_LINE(TASK_AUDIENCE), .needs = "task", .doc = "For whom, how many." },
	{ "budget", &budget_line, .needs = "task",
	    .doc = "What it costs, from which source." },
	{ "content", &content_line, .needs = "task", .doc = "What is done, told or taught." },
	{ .name = NULL }
};

static const struct bind_object node_object = {
	node_fields, .some = KIND, .single = KIND | NO_RUN_IN | NO_LEVEL | NO_LABEL | NO_ITEMS
};

static const struct bind_type node_type = {
	.takes = TAKES_STRING | TAKES_OBJECT, .read = read_node, .object = &node_object,
	.def = "node", .doc = "A paragraph, heading, item or task; a string is a paragraph."
};

static void
read_nodes(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	if (b->depth == DEPTH_MAX) {
		DIAG(b->diag, NODE_DEPTH, &v->at, "", arena_printf(b->mem, "%d", DEPTH_MAX));
		return;
	}
	b->depth++;
	bind_list(b, type, v, out);
	b->depth--;
}

static void
read_passage(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(v->type == VALUE_ARRAY ? read_nodes : bind_single)(b, type, v, out);
}

/* Whether one of the prefixes, followed by a space, starts s. */
static bool
starts_with(const char *s, const char *const *prefixes)
{
	for (; *prefixes != NULL; prefixes++) {
		size_t n = strlen(*prefixes);
		if (strncmp(s, *prefixes, n) == 0 && s[n] == ' ')
			return true;
	}
	return false;
}

/* Whether s starts with "- ", "1. ", "2.1. ", "IV. ", "a) " or the like. */
static bool
has_typed_label(const char *s)
{
	static const char *const marks[] = { "-", "+", "*", "•", "–", "—", "đ)", NULL };
	size_t n = 0;

	if (starts_with(s, marks))
		return true;
	for (size_t part; (part = strspn(s + n, "0123456789")) > 0 && part <= 2; n += part + 1)
		if (s[n + part] != '.')
			return s[n + part] == ')' && s[n + part + 1] == ' ';
	if (n == 0)
		n = strspn(s, "IVX");
	if (n > 0)
		return (s[n] == '.' && s[n + 1] == ' ') || (s[n - 1] == '.' && s[n] == ' ');
	return s[0] >= 'a' && s[0] <= 'z' && s[1] == ')' && s[2] == ' ';
}

static void
check_label(struct bind *b, const struct node *node)
{
	const struct text *text = node->run_in.n > 0 ? &node->run_in : &node->text;

	if (node->label == NULL && text->n > 0 && text->runs[0].kind == RUN_TEXT &&
	    has_typed_label(text->runs[0].text))
		DIAG(b->diag, LABEL_TYPED, text->at, "", text->runs[0].text);
}

static void
read_node(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct node *node = out;

	node->at = &v->at;
	if (v->type == VALUE_STRING)
		bind_value(b, &plan_type_text, v, &node->text);
	else
		bind_members(b, type->object, v, node);
	check_label(b, node);
}

static struct task *
task_of(struct bind *b, struct node *node)
{
	static const struct task_line none = { .quantity = -1 };

	if (node->task == NULL) {
		node->task = arena_new(b->mem, sizeof *node->task);
		for (int i = 0; i < TASK__PARTS; i++)
			node->task->lines[i] = &none;
	}
	return node->task;
}

static void
read_kind(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	static const size_t contents[] = {
		[NODE_TEXT] = offsetof(struct node, text), [NODE_HEADING] = offsetof(struct node, text),
		[NODE_NUMBERED] = offsetof(struct node, text), [NODE_DASH] = offsetof(struct node, text),
		[NODE_TASK] = offsetof(struct node, text), [NODE_TABLE] = offsetof(struct node, table),
		[NODE_FILL] = offsetof(struct node, rows), [NODE_QUOTE] = offsetof(struct node, items),
		[NODE_FIGURE] = offsetof(struct node, figure), [NODE_CHART] = offsetof(struct node, chart),
		[NODE_TASK_TABLE] = offsetof(struct node, wish), [NODE_REPORT] = offsetof(struct node, part),
	};
	struct node *node = out;

	node->kind = (enum node_kind)type->arg;
	if (node->kind == NODE_TASK)
		task_of(b, node);
	bind_value(b, type->like, v, (char *)node + contents[node->kind]);
}

static void
read_id(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	bind_line(b, type, v, &task_of(b, out)->id);
}

static void
read_plain(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	bind_bool(b, type, v, &task_of(b, out)->plain);
}

static struct task_line *
new_line(struct bind *b, const struct bind_type *type, const struct value *v, struct node *node)
{
	struct task_line *line = arena_new(b->mem, sizeof *line);

	*line = (struct task_line){ .quantity = -1, .at = &v->at };
	task_of(b, node)->lines[type->arg] = line;
	return line;
}

static void
read_line(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct task_line *line = new_line(b, type, v, out);

	if (v->type == VALUE_OBJECT)
		bind_members(b, type->object, v, line);
	else
		bind_value(b, &plan_type_text, v, &line->text);
	if (line->from.given && line->to.given && date_number(&line->from) > date_number(&line->to))
		DIAG(b->diag, DATE_ORDER, line->to.at, "");
}

static void
read_names_line(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct task_line *line = new_line(b, type, v, out);

	if (v->type == VALUE_OBJECT)
		bind_members(b, type->object, v, line);
	else
		bind_value(b, &plan_type_name_or_names, v, &line->names);
	if (line->text.at == NULL && line->names.n > 0)
		plan_join(b->mem, &line->text, &line->names, ", ", &v->at);
}

static void
read_content_line(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	if (v->type == VALUE_ARRAY)
		bind_value(b, &plan_type_nodes, v, &new_line(b, type, v, out)->items);
	else
		read_line(b, type, v, out);
}
