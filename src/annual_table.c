#include "annual_compare.h"
#include "arena.h"
#include "diag.h"
#include "inline.h"
#include "number.h"
#include "template.h"

#include <string.h>

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
		struct table_row *row = row_add(m, ROW_PLAIN);
		row->anchor = (int)i + 1;
		row_empty(m, row);
		row_text(m, row, task->title);
		row_text(m, row, annual_capital(w->mem, joined(w, task->leads)));
		row_text(m, row, annual_capital(w->mem, joined(w, task->partners)));
		row_text(m, row, inline_plain(w->mem, w->p, &task->time->text));
		row_text(m, row, annual_status(w, task->status, task->late, true));
		row_text(m, row, task->result == NULL ? "" : inline_plain(w->mem, w->p, &task->result->note));
	}
}

static void
money_row(struct making *m, const struct tally_task *task)
{
	const struct result *r = task->result;
	struct table_row *row = row_add(m, ROW_PLAIN);
	struct tally_sum one = { .tasks = 1, .allocated = r->allocated.value, .spent = r->spent.value,
		.with_allocated = r->allocated.at != NULL, .with_spent = r->spent.at != NULL,
		.from = arena_new(m->w->mem, sizeof *one.from) };

	one.from[0] = task;
	row_empty(m, row);
	row_text(m, row, task->title);
	row_allocated(m, row, &one, "allocated, as given");
	row_spent(m, row, &one, "spent, as given");
	row_share(m, row, r->spent.value, r->spent.at != NULL ? r->allocated.value : 0, &one, "spent / allocated");
}

static void
money_rows(struct making *m)
{
	const struct tally *t = m->w->now;
	struct table_row *row;

	for (size_t i = 0; i < t->ntasks; i++)
		if (result_has_money(t->tasks[i].result))
			money_row(m, &t->tasks[i]);
	if (m->t->nrows == 0)
		return;
	row = row_add(m, ROW_TOTAL);
	row_total(m, row);
	row_allocated(m, row, &t->all, "sum of allocated");
	row_spent(m, row, &t->all, "sum of spent");
	row_share(m, row, t->all.spent, t->all.with_spent > 0 ? t->all.allocated : 0, &t->all, "sum of spent / sum of allocated");
}

/* What became of the tasks that an agency leads, and how many it helps with (NULL: none). */
static void
add_led(struct making *m, struct table_row *row, const struct tally_sum *led, const struct tally_sum *helped)
{
	static const struct tally_sum none;
	size_t rest = led->tasks - led->status[RESULT_DONE] - led->status[RESULT_ONGOING];

	helped = helped != NULL ? helped : &none;
	row_count(m, row, led->tasks, led, "number of tasks led");
	row_count(m, row, helped->tasks, helped, "number of tasks helped with");
	row_count(m, row, led->status[RESULT_DONE], led, "of the tasks led, those done");
	row_count(m, row, led->status[RESULT_ONGOING], led, "of the tasks led, those ongoing");
	row_count(m, row, rest, led, "of the tasks led, those neither done nor ongoing");
	row_spent(m, row, led, "sum of spent on the tasks led");
}

static void
agency_row(struct making *m, const char *name, const struct tally_sum *led, const struct tally_sum *helped)
{
	struct table_row *row = row_add(m, ROW_PLAIN);

	row_empty(m, row);
	row_text(m, row, annual_capital(m->w->mem, name));
	add_led(m, row, led, helped);
}

/* Those that lead, those that only help, tasks that nobody leads; the total has each task once. */
static void
agency_rows(struct making *m)
{
	static const struct tally_sum none;
	const struct tally *t = m->w->now;
	const char *const *words = m->w->p->report.words;
	struct table_row *row;

	for (size_t i = 0; i < t->by[TALLY_LEAD].n; i++)
		agency_row(m, t->by[TALLY_LEAD].items[i].name, &t->by[TALLY_LEAD].items[i], t->by[TALLY_LEAD].items[i].other);
	for (size_t i = 0; i < t->by[TALLY_PARTNER].n; i++)
		if (t->by[TALLY_PARTNER].items[i].other == NULL)
			agency_row(m, t->by[TALLY_PARTNER].items[i].name, &none, &t->by[TALLY_PARTNER].items[i]);
	if (m->t->nrows == 0)
		return;
	if (t->unled.tasks > 0)
		agency_row(m, words[REPORT_UNLED], &t->unled, NULL);
	row = row_add(m, ROW_TOTAL);
	row_total(m, row);
	add_led(m, row, &t->all, &t->helped);
	if (t->shared > 0)
		m->t->note = annual_text(m->w->mem, template_fill(m->w->mem, words[REPORT_SHARED], "tasks",
		    figure_count(m->w->mem, m->w->p, (int64_t)t->shared)), 0, m->at);
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
add_summed(struct making *m, struct table_row *row, const struct tally_sum *s)
{
	row_count(m, row, s->tasks, s, "number of tasks");
	row_count(m, row, s->status[RESULT_DONE], s, "number of tasks done");
	row_share(m, row, (int64_t)s->status[RESULT_DONE], (int64_t)s->tasks, s, "tasks done / tasks");
	row_allocated(m, row, s, "sum of allocated");
	row_spent(m, row, s, "sum of spent");
}

static void
sum_rows(struct making *m, enum tally_by by)
{
	const struct tally_sums *sums = &m->w->now->by[by];
	struct table_row *row;

	for (size_t i = 0; i < sums->n; i++) {
		row = row_add(m, ROW_PLAIN);
		row_empty(m, row);
		row_text(m, row, name_of(m, by, &sums->items[i]));
		add_summed(m, row, &sums->items[i]);
	}
	if (sums->n < 2)
		return;
	row = row_add(m, ROW_TOTAL);
	row_total(m, row);
	add_summed(m, row, &m->w->now->all);
}

static struct table_row *
due_row(struct making *m, enum row_kind kind, const char *name, const struct tally_sum *s)
{
	struct table_row *row = row_add(m, kind);

	if (kind == ROW_TOTAL)
		row_total(m, row);
	else
		row_text(m, row, name);
	row_count(m, row, s->tasks, s, "number of tasks whose time ends then");
	row_count(m, row, s->status[RESULT_DONE], s, "of them, those done");
	row_count(m, row, s->late, s, "of them, those finished late");
	row_share(m, row, (int64_t)s->status[RESULT_DONE], (int64_t)s->tasks, s, "tasks done / tasks");
	return row;
}

static void
month_row(struct making *m, size_t month)
{
	due_row(m, ROW_PLAIN, template_fill(m->w->mem, m->w->p->report.words[REPORT_MONTH], "n",
	    arena_printf(m->w->mem, "%zu", month + 1)), &m->w->now->by[TALLY_MONTH].items[month]);
}

static void
month_rows(struct making *m)
{
	for (size_t i = 0; i < m->w->now->by[TALLY_MONTH].n; i++)
		month_row(m, i);
}

/* Quarters, below each its months in which something is due, and what is due at no time of the year. */
static void
time_rows(struct making *m)
{
	const struct tally *t = m->w->now;
	const char *const *words = m->w->p->report.words;

	for (size_t i = 0; i < t->by[TALLY_QUARTER].n; i++) {
		due_row(m, ROW_GROUP, template_fill(m->w->mem, words[REPORT_QUARTER], "n", number_roman(m->w->mem, (int)i + 1)),
		    &t->by[TALLY_QUARTER].items[i]);
		for (size_t k = 3 * i; k < 3 * (i + 1); k++)
			if (t->by[TALLY_MONTH].items[k].tasks > 0)
				month_row(m, k);
	}
	if (t->undue.tasks > 0)
		due_row(m, ROW_GROUP, words[REPORT_UNDUE], &t->undue);
	due_row(m, ROW_TOTAL, "", &t->all);
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
	const struct tally_sum *all = &m->w->now->all;
	struct table_row *row;

	for (size_t i = 0; i < RESULT__KINDS; i++) {
		struct tally_sum s = in_state(m->w, annual_states[i]);
		row = row_add(m, ROW_PLAIN);
		row_text(m, row, annual_status(m->w, annual_states[i], false, true));
		row_count(m, row, s.tasks, &s, "number of tasks in this state");
		row_share(m, row, (int64_t)s.tasks, (int64_t)all->tasks, &s, "tasks in this state / tasks");
	}
	row = row_add(m, ROW_TOTAL);
	row_total(m, row);
	row_count(m, row, all->tasks, all, "number of tasks");
	row_share(m, row, (int64_t)all->tasks, (int64_t)all->tasks, all, "tasks / tasks");
}

/* Traces the figures from `first` on to the parts of a quantity, and makes the row's numbers lead to its task. */
static void
trace_quantity(struct making *m, struct table_row *row, size_t first, const struct tally_quantity *q)
{
	for (struct figure *f = m->w->figures->items + first; f < m->w->figures->items + m->w->figures->n; f++) {
		f->quantities = q->from;
		f->nquantities = q->n;
	}
	for (size_t i = 0; i < row->ncells; i++)
		if (row->cells[i].kind == CELL_NUMBER)
			row_lead(m, &row->cells[i], q->first);
}

/* "vượt 12,5% kế hoạch", and what of it has no target. */
static const char *
judged(struct making *m, const struct tally_quantity *q)
{
	struct annual_work *w = m->w;
	const char *words = q->wanted ? annual_wording(w, q->met, q->target) : "";
	struct decimal rest = q->done, met = q->met;

	if (!q->wanted || q->aimless == NULL || !decimal_align(&rest, &met))
		return words;
	rest.units -= met.units;
	return template_fill_all(w->mem, w->p->report.words[REPORT_AIMLESS], (const struct template_value[]){
		{ "wording", words }, { "rest", figure_decimal(w->mem, w->p, rest) } }, 2);
}

static void
quantity_row(struct making *m, const struct tally_quantity *q)
{
	struct table_row *row = row_add(m, ROW_PLAIN);
	struct decimal met = q->met, target = q->target;
	size_t first = m->w->figures->n;

	decimal_align(&met, &target);
	row_empty(m, row);
	row_text(m, row, q->name);
	row_text(m, row, q->unit);
	if (q->wanted)
		row_number(m, row, q->target, NULL, "sum of targets");
	else
		row_empty(m, row);
	row_number(m, row, q->done, NULL, "sum of what was done");
	if (q->wanted)
		row_share(m, row, met.units, target.units, NULL, "done / target, of those with a target");
	else
		row_empty(m, row);
	row_text(m, row, judged(m, q));
	trace_quantity(m, row, first, q);
}

static void
quantity_rows(struct making *m)
{
	for (size_t i = 0; i < m->w->now->nquantities; i++)
		quantity_row(m, &m->w->now->quantities[i]);
}

void
annual_table(struct annual_work *w, struct node_list *out, enum report_table which, const struct where *at)
{
	static const struct { const char *columns, *name; } kinds[REPORT__TABLES] = {
		[REPORT_TABLE_TASKS] = { "oTttttt", "tasks-table" }, [REPORT_TABLE_MONEY] = { "oTmmp", "money-table" },
		[REPORT_TABLE_AGENCIES] = { "oTssssss", "agencies-table" }, [REPORT_TABLE_FIELDS] = { "oTnnpmm", "fields-table" },
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
	row_columns(&m, which, kinds[which].columns);
	switch (which) {
	case REPORT_TABLE_TASKS: task_rows(&m); break;
	case REPORT_TABLE_MONEY: money_rows(&m); break;
	case REPORT_TABLE_AGENCIES: agency_rows(&m); break;
	case REPORT_TABLE_FIELDS: sum_rows(&m, TALLY_FIELD); break;
	case REPORT_TABLE_TIMES: time_rows(&m); break;
	case REPORT_TABLE_MONTHS: month_rows(&m); break;
	case REPORT_TABLE_STATES: state_rows(&m); break;
	case REPORT_TABLE_PLANS: sum_rows(&m, TALLY_PLAN); break;
	case REPORT_TABLE_QUANTITIES: quantity_rows(&m); break;
	case REPORT_TABLE_COMPARISON: annual_comparison(&m); break;
	case REPORT__TABLES: break;
	}
	if (m.t->nrows == 0 || table_finish(w->mem, w->diag, m.t) != 0)
		return;
	node_list_add(w->mem, out, NODE_TABLE, at)->table = m.t;
}
