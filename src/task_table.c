#include "task_table.h"
#include "arena.h"
#include "bind.h"
#include "compose_table.h"
#include "diag.h"
#include "number.h"
#include "plan_table.h"

#include <string.h>

struct entry {				/* a task */
	const struct node	*node;
	const struct node	*group;	/* the outermost heading above it; NULL: none */
	const char		*label;	/* that heading's number */
	bool			 paid;	/* has an amount of the table's unit */
	int64_t			 amount;
};

struct maker {				/* a table being made */
	struct composer		*c;
	const struct task_wish	*wish;
	const struct task_table	*kind;
	struct entry		*tasks;
	size_t			 n, cap;
	const char		*unit;	/* of all amounts; NULL: there are none */
	enum task_column	 columns[COLUMN__MAX];
	size_t			 ncolumns;
	struct plan_table	*table;
};

/* The number of an outermost heading, counting as the text does. */
static const char *
next_label(struct maker *m, const struct node *n, const char *level, int *counts)
{
	const struct profile *p = m->c->profile;
	const struct level *lv = profile_level(p, n->level != NULL ? n->level : level);
	int *count = lv == NULL ? NULL : &counts[lv - p->levels], given;

	if (lv == NULL || (n->label != NULL && n->label[0] == '\0'))
		return "";
	++*count;
	if (n->label == NULL)
		return number_bare_label(m->c->mem, number_label(m->c->mem, p, lv, *count, ""));
	given = number_of_label(m->c->mem, p, lv, n->label, "");
	*count = given > 0 ? given : *count;
	return number_bare_label(m->c->mem, n->label);
}

static void
add_tasks(struct maker *m, const struct nodes *nodes, const struct node *group, const char *label)
{
	for (size_t i = 0; i < nodes->n; i++) {
		const struct node *n = &nodes->items[i];
		if (n->kind == NODE_TASK) {
			m->tasks = arena_grow(m->c->mem, m->tasks, m->n, &m->cap, sizeof *m->tasks);
			m->tasks[m->n++] = (struct entry){ .node = n, .group = group, .label = label };
		}
		add_tasks(m, &n->intro, group, label);
		add_tasks(m, &n->items, group, label);
	}
}

/* The tasks of a text, below the outermost headings that they stand under. */
static void
find_tasks(struct maker *m, const struct nodes *nodes, const char *level)
{
	int *counts = arena_array(m->c->mem, m->c->profile->nlevels, sizeof *counts);

	for (size_t i = 0; i < nodes->n; i++) {
		const struct node *n = &nodes->items[i];
		bool numbered = n->kind == NODE_HEADING || n->kind == NODE_NUMBERED || n->kind == NODE_TASK;
		const char *label = numbered ? next_label(m, n, level, counts) : "";
		struct nodes one = { &nodes->items[i], 1 };
		add_tasks(m, &one, n->kind == NODE_HEADING ? n : NULL, label);
	}
}

static void
find_all(struct maker *m)
{
	const struct plan *plan = m->c->plan;

	find_tasks(m, &plan->body, (plan->numbering != NULL ? plan->numbering : m->c->type->numbering)[0]);
	for (size_t i = 0; i < plan->attached.n; i++) {
		const struct annex *a = &plan->attached.items[i];
		find_tasks(m, &a->body, (a->numbering != NULL ? a->numbering
		    : profile_type(m->c->profile, a->type)->numbering)[0]);
	}
}

/* The first amount of money in a text; NULL when it has none. */
static const struct run *
first_amount(const struct text *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->runs[i].kind == RUN_AMOUNT
		    && (t->runs[i].amount.unit == NULL || t->runs[i].amount.unit[0] != '\0'))
			return &t->runs[i];
	return NULL;
}

/* What a task costs. Amounts of another unit than the first one's cannot be added to it. */
static void
read_amount(struct maker *m, struct entry *e)
{
	const struct task_line *line = e->node->task->lines[TASK_BUDGET];
	const struct run *run = line->quantity < 0 ? first_amount(&line->text) : NULL;
	const char *unit = run != NULL ? run->amount.unit : line->unit;

	if (line->at == NULL || (run == NULL && line->quantity < 0))
		return;
	unit = unit != NULL ? unit : m->c->profile->currency;
	if (m->unit != NULL && strcmp(m->unit, unit) != 0) {
		DIAG(m->c->diag, BUDGET_UNITS, line->at, "", unit, m->unit);
		return;
	}
	m->unit = unit;
	e->paid = true;
	e->amount = run != NULL ? run->amount.value : line->quantity;
}

static struct text
words(struct maker *m, const char *s)
{
	struct text t = { arena_new(m->c->mem, sizeof *t.runs), 1, m->wish->at };

	*t.runs = (struct run){ .text = s, .at = m->wish->at };
	return t;
}

/* A text without its footnotes, which stand where it is printed first. */
static struct text
without_notes(struct maker *m, const struct text *t)
{
	struct text own = { arena_array(m->c->mem, t->n, sizeof *own.runs), 0, t->at };

	for (size_t i = 0; i < t->n; i++)
		if (t->runs[i].kind != RUN_NOTE)
			own.runs[own.n++] = t->runs[i];
	return own;
}

static void
append(struct text *all, const struct text *t)
{
	for (size_t i = 0; i < t->n; i++)
		all->runs[all->n++] = t->runs[i];
}

/* A labelled line as the text of a cell: its words, or the paragraphs below it each on a line. */
static struct text
line_text(struct maker *m, const struct task_line *line)
{
	struct text all = { .at = line->at },
	    bullet = words(m, arena_printf(m->c->mem, "%s ", m->c->profile->bullets[0]));
	struct text next = words(m, "\n");
	size_t runs = 0;

	if (line->text.n > 0 || line->items.n == 0)
		return without_notes(m, &line->text);
	for (size_t i = 0; i < line->items.n; i++)
		runs += line->items.items[i].text.n + 2;
	all.runs = arena_array(m->c->mem, runs, sizeof *all.runs);
	for (size_t i = 0; i < line->items.n; i++) {
		struct text own = without_notes(m, &line->items.items[i].text);
		if (all.n > 0)
			append(&all, &next);
		if (line->items.items[i].kind == NODE_DASH)
			append(&all, &bullet);
		append(&all, &own);
	}
	return all;
}

static struct table_cell
cell_of(struct maker *m, const struct entry *e, enum task_column column)
{
	const struct task_line *budget = e->node->task->lines[TASK_BUDGET];
	struct table_cell cell = { .at = e->node->at };

	if (column == COLUMN_AMOUNT && e->paid) {
		cell.kind = CELL_NUMBER;
		cell.number = (struct decimal){ e->amount, 0 };
		return cell;
	}
	if (column == COLUMN_TASK)
		cell.text = without_notes(m, &e->node->text);
	else if (column == COLUMN_SOURCE && budget->source.n > 0)
		cell.text = without_notes(m, &budget->source);
	else if (column == COLUMN_SOURCE && !e->paid)
		cell.text = line_text(m, budget);
	else if ((int)column < TASK__PARTS)
		cell.text = line_text(m, e->node->task->lines[column]);
	if (cell.text.n > 0)
		cell.kind = CELL_TEXT;
	return cell;
}

static bool
is_filled(struct maker *m, enum task_column column)
{
	if (column == COLUMN_ORDINAL || column == COLUMN_NOTE)
		return true;
	for (size_t i = 0; i < m->n; i++)
		if (cell_of(m, &m->tasks[i], column).kind != CELL_EMPTY)
			return true;
	return false;
}

static void
choose_columns(struct maker *m)
{
	bool own = m->wish->ncolumns > 0;
	const enum task_column *columns = own ? m->wish->columns : m->kind->columns;
	size_t n = own ? m->wish->ncolumns : m->kind->ncolumns;

	for (size_t i = 0; i < n && m->ncolumns < COLUMN__MAX; i++)
		if (own || is_filled(m, columns[i]))
			m->columns[m->ncolumns++] = columns[i];
}

static void
make_columns(struct maker *m)
{
	struct plan_table *t = m->table;

	t->columns = arena_array(m->c->mem, m->ncolumns, sizeof *t->columns);
	t->ncolumns = m->ncolumns;
	for (size_t i = 0; i < m->ncolumns; i++) {
		enum task_column column = m->columns[i];
		const struct task_head *head = &m->c->profile->task_heads[column];
		t->columns[i] = (struct table_column){ .head = words(m, head->text), .width = head->width.value,
		    .kind = column == COLUMN_ORDINAL ? TABLE_ORDINAL : column == COLUMN_AMOUNT
		    ? TABLE_NUMBER : TABLE_TEXT,
		    .heads_row = column == COLUMN_TASK, .at = m->wish->at };
		if (column == COLUMN_AMOUNT && m->unit != NULL)
			t->unit = words(m, m->unit);
	}
}

static struct table_row *
add_row(struct maker *m, enum row_kind kind, const struct where *at)
{
	struct table_row *row = &m->table->rows[m->table->nrows++];

	row->kind = kind;
	row->at = at;
	return row;
}

static void
add_group(struct maker *m, const struct entry *e)
{
	struct table_row *row = add_row(m, ROW_GROUP, e->group->at);

	row->title = without_notes(m, &e->group->text);
	row->sums = m->unit != NULL;
	if (e->label[0] != '\0')
		row->label = words(m, e->label);
}

static void
make_rows(struct maker *m)
{
	const struct node *group = NULL;
	struct table_row *row;

	m->table->rows = arena_array(m->c->mem, m->n * 2 + 1, sizeof *m->table->rows);
	for (size_t i = 0; i < m->n; i++) {
		struct entry *e = &m->tasks[i];
		if (m->wish->groups && e->group != NULL && e->group != group)
			add_group(m, e);
		group = e->group;
		row = add_row(m, ROW_PLAIN, e->node->at);
		row->cells = arena_array(m->c->mem, m->ncolumns, sizeof *row->cells);
		row->ncells = m->ncolumns;
		for (size_t k = 0; k < m->ncolumns; k++)
			row->cells[k] = cell_of(m, e, m->columns[k]);
	}
	for (size_t k = 0; k < m->ncolumns; k++)
		if (m->columns[k] == COLUMN_AMOUNT && m->unit != NULL && m->kind->total != NULL)
			add_row(m, ROW_TOTAL, m->wish->at)->title = words(m, m->kind->total);
}

static const struct task_table *
find_kind(struct composer *c, const struct task_wish *wish)
{
	const struct profile *p = c->profile;

	for (size_t i = 0; i < p->ntask_tables; i++)
		if (strcmp(p->task_tables[i].name, wish->kind) == 0)
			return &p->task_tables[i];
	DIAG(c->diag, TASK_TABLE_KIND, wish->at, "", wish->kind, bind_join(c->mem, bind_words(c->mem, p->task_tables,
	    p->ntask_tables, sizeof *p->task_tables, offsetof(struct task_table, name))));
	return NULL;
}

void
task_table_compose(struct composer *c, struct block *parent, const struct task_wish *wish)
{
	struct plan_table table = { .caption = wish->caption, .at = wish->at };
	struct maker m = { .c = c, .wish = wish, .kind = find_kind(c, wish), .table = &table };
	struct plan_table *kept;

	if (m.kind == NULL)
		return;
	find_all(&m);
	if (m.n == 0) {
		DIAG(c->diag, TASKS_NONE, wish->at, "");
		return;
	}
	for (size_t i = 0; i < m.n; i++)
		read_amount(&m, &m.tasks[i]);
	choose_columns(&m);
	make_columns(&m);
	make_rows(&m);
	kept = arena_new(c->mem, sizeof *kept);		/* its sums are read when pages are made */
	*kept = table;
	if (table_finish(c->mem, c->diag, kept) == 0)
		compose_table(c, parent, kept);
}
