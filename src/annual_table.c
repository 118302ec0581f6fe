#include "annual_part.h"
#include "arena.h"
#include "diag.h"
#include "inline.h"
#include "number.h"
#include "plan_table.h"
#include "template.h"

#include <string.h>

struct making {				/* a table */
	struct annual_work	*w;
	struct plan_table	*t;
	size_t			 rows_cap, cells_cap;
	const char		*name;	/* of its figures */
	const struct where	*at;
};

/* Kinds of columns: o ordinal, t text, n number, p per cent, m money; in capitals: heads its row. */
static void
set_columns(struct making *m, enum report_table which, const char *kinds)
{
	const struct report_head *head = &m->w->p->report.tables[which];
	struct plan_table *t = m->t;

	t->caption = annual_text(m->w->mem, head->caption, 0, m->at);
	t->ncolumns = strlen(kinds);
	t->columns = arena_array(m->w->mem, t->ncolumns, sizeof *t->columns);
	for (size_t i = 0; i < t->ncolumns && head->columns[i] != NULL; i++) {
		struct table_column *c = &t->columns[i];
		c->head = annual_text(m->w->mem, head->columns[i], 0, m->at);
		c->kind = kinds[i] == 'o' ? TABLE_ORDINAL : strchr("nmp", kinds[i]) != NULL ? TABLE_NUMBER : TABLE_TEXT;
		c->unsummed = kinds[i] == 'p';
		c->heads_row = kinds[i] == 'T';
		c->at = m->at;
		if (head->shares != NULL && i < head->nshares)
			c->share = head->shares[i];
	}
}

static struct table_row *
add_row(struct making *m, enum row_kind kind)
{
	struct plan_table *t = m->t;
	struct table_row *row;

	t->rows = arena_grow(m->w->mem, t->rows, t->nrows, &m->rows_cap, sizeof *t->rows);
	row = &t->rows[t->nrows++];
	*row = (struct table_row){ .kind = kind, .at = m->at };
	row->cells = arena_array(m->w->mem, t->ncolumns, sizeof *row->cells);
	return row;
}

static struct table_cell *
add_cell(struct making *m, struct table_row *row, enum cell_kind kind)
{
	struct table_cell *c = &row->cells[row->ncells++];

	c->kind = kind;
	c->at = m->at;
	return c;
}

static void
add_empty(struct making *m, struct table_row *row)
{
	add_cell(m, row, CELL_EMPTY);
}

static void
add_text(struct making *m, struct table_row *row, const char *words)
{
	struct table_cell *c = add_cell(m, row, words[0] == '\0' ? CELL_EMPTY : CELL_TEXT);

	c->text = annual_text(m->w->mem, words, 0, m->at);
	c->words = true;
}

/* A number, traced to the tasks of a sum. */
static void
add_number(struct making *m, struct table_row *row, struct decimal d, const struct tally_sum *s, const char *formula)
{
	struct table_cell *c = add_cell(m, row, CELL_NUMBER);
	struct figure f = { .name = m->name, .formula = formula, .text = figure_decimal(m->w->mem, m->w->p, d) };

	if (s != NULL) {
		f.tasks = s->from;
		f.ntasks = s->tasks;
		c->leads = s->tasks > 0 ? (int)(s->from[0] - m->w->now->tasks) + 1 : 0;
		c->lead = m->w->p->report.words[REPORT_LEAD];
	}
	c->number = d;
	c->figure = figure_add(m->w->mem, m->w->figures, &f);
}

static void
add_count(struct making *m, struct table_row *row, size_t n, const struct tally_sum *s, const char *formula)
{
	add_number(m, row, (struct decimal){ (int64_t)n, 0 }, s, formula);
}

static void
add_money(struct making *m, struct table_row *row, int64_t n, const struct tally_sum *s, const char *formula)
{
	add_number(m, row, (struct decimal){ n, 0 }, s, formula);
}

static void
add_share(struct making *m, struct table_row *row, int64_t part, int64_t whole, const struct tally_sum *s,
    const char *formula)
{
	if (whole == 0)
		add_empty(m, row);
	else
		add_number(m, row, (struct decimal){ figure_share(part, whole), 1 }, s, formula);
}

/* Names with commas between them. */
static const char *
joined(struct annual_work *w, const struct texts *names)
{
	const char *out = "";

	for (size_t i = 0; i < names->n; i++)
		out = arena_printf(w->mem, "%s%s%s", out, i > 0 ? ", " : "", inline_plain(w->mem, w->p, &names->items[i]));
	return out;
}

static void
task_rows(struct making *m)
{
	struct annual_work *w = m->w;

	for (size_t i = 0; i < w->now->ntasks; i++) {
		const struct tally_task *task = &w->now->tasks[i];
		struct table_row *row = add_row(m, ROW_PLAIN);
		row->anchor = (int)i + 1;
		add_empty(m, row);
		add_text(m, row, task->title);
		add_text(m, row, annual_capital(w->mem, joined(w, task->leads)));
		add_text(m, row, annual_capital(w->mem, joined(w, task->partners)));
		add_text(m, row, inline_plain(w->mem, w->p, &task->time->text));
		add_text(m, row, annual_status(w, task->status, task->late, true));
		add_text(m, row, task->result == NULL ? "" : inline_plain(w->mem, w->p, &task->result->note));
	}
}

static void
money_rows(struct making *m)
{
	struct annual_work *w = m->w;
	struct table_row *row;

	for (size_t i = 0; i < w->now->ntasks; i++) {
		const struct tally_task *task = &w->now->tasks[i];
		const struct result *r = task->result;
		struct tally_sum one = { .tasks = 1 };
		if (!result_has_money(r))
			continue;
		one.from = arena_new(w->mem, sizeof *one.from);
		one.from[0] = task;
		row = add_row(m, ROW_PLAIN);
		add_empty(m, row);
		add_text(m, row, task->title);
		add_money(m, row, r->allocated.value, &one, "allocated, as given");
		add_money(m, row, r->spent.value, &one, "spent, as given");
		add_share(m, row, r->spent.value, r->allocated.value, &one, "spent / allocated");
	}
	if (m->t->nrows == 0)
		return;
	row = add_row(m, ROW_TOTAL);
	add_text(m, row, w->p->report.words[REPORT_TOTAL]);
	row->cells[0].columns = 2;
	add_money(m, row, w->now->all.allocated, &w->now->all, "sum of allocated");
	add_money(m, row, w->now->all.spent, &w->now->all, "sum of spent");
	add_share(m, row, w->now->all.spent, w->now->all.allocated, &w->now->all, "sum of spent / sum of allocated");
}

static void
agency_rows(struct making *m)
{
	const struct tally_sums *sums = &m->w->now->by[TALLY_LEAD];

	for (size_t i = 0; i < sums->n; i++) {
		const struct tally_sum *s = &sums->items[i];
		struct table_row *row = add_row(m, ROW_PLAIN);
		add_empty(m, row);
		add_text(m, row, annual_capital(m->w->mem, s->name));
		add_count(m, row, s->tasks, s, "number of tasks it leads");
		add_count(m, row, s->helps, NULL, "number of tasks it helps with");
		add_count(m, row, s->status[RESULT_DONE], s, "of them, those done");
		add_count(m, row, s->status[RESULT_ONGOING], s, "of them, those ongoing");
		add_count(m, row, s->status[RESULT_WAITING] + s->status[RESULT_NONE], s, "of them, those waiting or not known");
		add_money(m, row, s->spent, s, "sum of spent");
	}
}

/* A plan by its number, symbol and subject. */
static const char *
name_of(struct making *m, enum tally_by by, const struct tally_sum *s)
{
	const struct tally_plan *plan = s->tasks > 0 ? s->from[0]->plan : NULL;
	struct annual_work *w = m->w;

	if (by == TALLY_PLAN && plan != NULL)
		return arena_printf(w->mem, "%s%s%s", plan->code != NULL ? plan->code : "", plan->code != NULL ? ": " : "",
		    inline_plain(w->mem, w->p, &plan->plan->subject));
	return annual_group(w, s->name);
}

static void
sum_rows(struct making *m, enum tally_by by)
{
	const struct tally_sums *sums = &m->w->now->by[by];

	for (size_t i = 0; i < sums->n; i++) {
		const struct tally_sum *s = &sums->items[i];
		struct table_row *row = add_row(m, ROW_PLAIN);
		add_empty(m, row);
		add_text(m, row, name_of(m, by, s));
		add_count(m, row, s->tasks, s, "number of tasks");
		add_count(m, row, s->status[RESULT_DONE], s, "number of tasks done");
		add_share(m, row, (int64_t)s->status[RESULT_DONE], (int64_t)s->tasks, s, "tasks done / tasks");
		add_money(m, row, s->allocated, s, "sum of allocated");
		add_money(m, row, s->spent, s, "sum of spent");
	}
}

static void
time_rows(struct making *m, enum tally_by by)
{
	const struct tally_sums *sums = &m->w->now->by[by];
	enum report_word word = by == TALLY_QUARTER ? REPORT_QUARTER : REPORT_MONTH;

	for (size_t i = 0; i < sums->n; i++) {
		const struct tally_sum *s = &sums->items[i];
		struct table_row *row = add_row(m, ROW_PLAIN);
		const char *n = by == TALLY_QUARTER ? number_roman(m->w->mem, (int)i + 1) : arena_printf(m->w->mem, "%zu", i + 1);
		add_text(m, row, template_fill(m->w->mem, m->w->p->report.words[word], "n", n));
		add_count(m, row, s->tasks, s, "number of tasks whose time ends then");
		add_count(m, row, s->status[RESULT_DONE], s, "of them, those done");
		add_count(m, row, s->late, s, "of them, those finished late");
		add_share(m, row, (int64_t)s->status[RESULT_DONE], (int64_t)s->tasks, s, "tasks done / tasks");
	}
}

/* Only tasks in one state, for the trace of their number. */
static struct tally_sum
in_state(struct annual_work *w, enum result_status status)
{
	struct tally_sum sum = { .from = arena_array(w->mem, w->now->ntasks, sizeof *sum.from) };

	for (size_t i = 0; i < w->now->ntasks; i++)
		if (w->now->tasks[i].status == status)
			sum.from[sum.tasks++] = &w->now->tasks[i];
	return sum;
}

static void
state_rows(struct making *m)
{
	for (size_t i = 0; i < RESULT__KINDS; i++) {
		struct tally_sum s = in_state(m->w, annual_states[i]);
		struct table_row *row = add_row(m, ROW_PLAIN);
		add_text(m, row, annual_status(m->w, annual_states[i], false, true));
		add_count(m, row, s.tasks, &s, "number of tasks in this state");
		add_share(m, row, (int64_t)s.tasks, (int64_t)m->w->now->ntasks, &s, "tasks in this state / tasks");
	}
}

/* Traces the figures from `first` on to the parts of a quantity. */
static void
trace_quantity(struct making *m, size_t first, const struct tally_quantity *q)
{
	for (struct figure *f = m->w->figures->items + first; f < m->w->figures->items + m->w->figures->n; f++) {
		f->quantities = q->from;
		f->nquantities = q->n;
	}
}

static void
quantity_row(struct making *m, const struct tally_quantity *q)
{
	struct table_row *row = add_row(m, ROW_PLAIN);
	struct decimal done = q->done, target = q->target;
	size_t first = m->w->figures->n;

	decimal_align(&done, &target);
	add_empty(m, row);
	add_text(m, row, q->name);
	add_text(m, row, q->unit);
	if (q->wanted)
		add_number(m, row, q->target, NULL, "sum of targets");
	else
		add_empty(m, row);
	add_number(m, row, q->done, NULL, "sum of what was done");
	if (q->wanted)
		add_share(m, row, done.units, target.units, NULL, "done / target");
	else
		add_empty(m, row);
	add_text(m, row, q->wanted ? annual_wording(m->w, q->done, q->target) : "");
	trace_quantity(m, first, q);
}

static void
quantity_rows(struct making *m)
{
	for (size_t i = 0; i < m->w->now->nquantities; i++)
		quantity_row(m, &m->w->now->quantities[i]);
}

/* Figures without their unit, which has a column of its own. */
static const char *
without_unit(struct making *m, const char *words, const char *unit)
{
	size_t n = strlen(words), tail = strlen(unit);

	if (n <= tail || strcmp(words + n - tail, unit) != 0)
		return words;
	for (n -= tail; n > 0 && (words[n - 1] < '0' || words[n - 1] > '9');)
		n--;
	return arena_copy(m->w->mem, words, n);
}

/* A row of this year against the one before. */
static void
compare(struct making *m, enum report_word name, const char *unit, const char *value)
{
	struct table_row *row = add_row(m, ROW_PLAIN);
	const char *const columns[] = { "before.", "", "change." };

	add_empty(m, row);
	add_text(m, row, m->w->p->report.words[name]);
	add_text(m, row, unit);
	for (int i = 0; i < 3; i++) {
		const char *full = arena_printf(m->w->mem, "%s%s", columns[i], value);
		struct table_cell *c = add_cell(m, row, CELL_TEXT);
		int figure = 0;
		const char *words = annual_value(m->w, full, strlen(full), m->at, &figure);
		words = words == NULL ? "" : i < 2 ? without_unit(m, words, unit) : words;
		c->text = annual_text(m->w->mem, words, figure, m->at);
		c->words = true;
		c->align = i < 2 ? TABLE_RIGHT : TABLE_LEFT;
	}
}

static void
comparison_rows(struct making *m)
{
	const char *const *words = m->w->p->report.words;

	if (m->w->before == NULL)
		return;
	compare(m, REPORT_ALL_TASKS, words[REPORT_COUNT_UNIT], "tasks.total");
	compare(m, REPORT_CELL_DONE, words[REPORT_COUNT_UNIT], "tasks.done");
	compare(m, REPORT_ALLOCATED, words[REPORT_MONEY_UNIT], "money.allocated");
	compare(m, REPORT_SPENT, words[REPORT_MONEY_UNIT], "money.spent");
}

void
annual_table(struct annual_work *w, struct node_list *out, enum report_table which, const struct where *at)
{
	static const struct { const char *columns, *name; } kinds[REPORT__TABLES] = {
		[REPORT_TABLE_TASKS] = { "oTttttt", "tasks-table" }, [REPORT_TABLE_MONEY] = { "oTmmp", "money-table" },
		[REPORT_TABLE_AGENCIES] = { "oTnnnnnm", "agencies-table" }, [REPORT_TABLE_FIELDS] = { "oTnnpmm", "fields-table" },
		[REPORT_TABLE_TIMES] = { "Tnnnp", "times-table" }, [REPORT_TABLE_PLANS] = { "oTnnpmm", "plans-table" },
		[REPORT_TABLE_QUANTITIES] = { "oTtnnpt", "quantities-table" },
		[REPORT_TABLE_COMPARISON] = { "oTtttt", "comparison-table" },
		[REPORT_TABLE_MONTHS] = { "Tnnnp", "months-table" }, [REPORT_TABLE_STATES] = { "Tnp", "states-table" },
	};
	struct making m = { .w = w, .t = arena_new(w->mem, sizeof *m.t), .at = at };

	m.t->at = at;
	if (which == REPORT__TABLES)
		return;
	m.name = kinds[which].name;
	set_columns(&m, which, kinds[which].columns);
	switch (which) {
	case REPORT_TABLE_TASKS: task_rows(&m); break;
	case REPORT_TABLE_MONEY: money_rows(&m); break;
	case REPORT_TABLE_AGENCIES: agency_rows(&m); break;
	case REPORT_TABLE_FIELDS: sum_rows(&m, TALLY_FIELD); break;
	case REPORT_TABLE_TIMES: time_rows(&m, TALLY_QUARTER); break;
	case REPORT_TABLE_MONTHS: time_rows(&m, TALLY_MONTH); break;
	case REPORT_TABLE_STATES: state_rows(&m); break;
	case REPORT_TABLE_PLANS: sum_rows(&m, TALLY_PLAN); break;
	case REPORT_TABLE_QUANTITIES: quantity_rows(&m); break;
	case REPORT_TABLE_COMPARISON: comparison_rows(&m); break;
	case REPORT__TABLES: break;
	}
	if (m.t->nrows == 0 || table_finish(w->mem, w->diag, m.t) != 0)
		return;
	node_list_add(w->mem, out, NODE_TABLE, at)->table = m.t;
}
