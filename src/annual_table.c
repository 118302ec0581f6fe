#include "annual_table.h"
#include "annual_agency.h"
#include "annual_compare.h"
#include "arena.h"
#include "diag.h"
#include "inline.h"
#include "number.h"
#include "sentence.h"
#include "template.h"

/* Names with commas between them. */
static const char *
joined(struct annual_work *w, const struct plan *plan, const struct texts *names)
{
	const char *out = "";

	for (size_t i = 0; i < names->n; i++)
		out = arena_printf(w->mem, "%s%s%s", out, i > 0 ? ", " : "",
		    inline_plain(w->mem, w->p, plan, &names->items[i]));
	return out;
}

static void
add_names(struct table_maker *m, struct table_row *row, const struct tally_task *task, enum task_part part,
    const struct texts *names)
{
	const struct task_line *line = task->node->task->lines[part];

	if (line->at == NULL && part == TASK_LEAD)
		line = task->node->task->lines[TASK_EXECUTORS];
	row_quote(m, row, annual_capital(m->w->mem, joined(m->w, task->plan->plan, names)),
	    figure_given(line->at, MEMBER_ITSELF));
}

static void
task_rows(struct table_maker *m)
{
	struct annual_work *w = m->w;

	for (size_t i = 0; i < w->now->ntasks; i++) {
		const struct tally_task *task = &w->now->tasks[i];
		struct table_row *row = row_add(m, ROW_PLAIN);
		row->anchor = (int)i + 1;
		row_empty(m, row);
		row_quote(m, row, task->title, figure_given(task->node->text.at, MEMBER_ITSELF));
		add_names(m, row, task, TASK_LEAD, task->leads);
		add_names(m, row, task, TASK_PARTNERS, task->partners);
		row_quote(m, row, inline_plain(w->mem, w->p, task->plan->plan, &task->time->text),
		    figure_given(task->time->at, MEMBER_ITSELF));
		row_text(m, row, annual_status(w, task->status, task->late, true));
		if (task->result == NULL)
			row_empty(m, row);
		else
			row_quote(m, row, inline_plain(w->mem, w->p, task->plan->plan, &task->result->note),
			    figure_given(task->result->note.at, MEMBER_ITSELF));
	}
}

/* An amount of one task; an empty cell when it is not known. */
static void
add_given(struct table_maker *m, struct table_row *row, const struct money *given, const struct tally_task *task)
{
	if (given->at == NULL)
		row_empty(m, row);
	else
		row_number(m, row, (struct decimal){ given->value, 0 }, figure_given(given->at, MEMBER_ITSELF), task);
}

static void
money_row(struct table_maker *m, const struct tally_task *task)
{
	const struct result *r = task->result;
	struct table_row *row = row_add(m, ROW_PLAIN);

	row_empty(m, row);
	row_quote(m, row, task->title, figure_given(task->node->text.at, MEMBER_ITSELF));
	add_given(m, row, &r->allocated, task);
	add_given(m, row, &r->spent, task);
	row_share(m, row, r->spent.value, r->spent.at != NULL ? r->allocated.value : 0,
	    figure_given(r->spent.at, MEMBER_ITSELF), figure_given(r->allocated.at, MEMBER_ITSELF), task);
}

static void
money_rows(struct table_maker *m)
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
	row->anchor = annual_anchor(m->w, ANNUAL_ROW_MONEY);
	row_money(m, row, &t->all, MEMBER_ALLOCATED);
	row_money(m, row, &t->all, MEMBER_SPENT);
	row_share_spent(m, row, &t->all);
}

/* What a row is about: a plan by its number, symbol and subject. */
static void
add_name(struct table_maker *m, struct table_row *row, enum tally_by by, const struct tally_sum *s)
{
	const struct tally_plan *plan = s->from[0]->plan;
	struct annual_work *w = m->w;
	struct annual_runs runs = { 0 };
	struct run like = annual_run(m->at);
	const char *words = by != TALLY_PLAN ? annual_group(w, s->name)
	    : sentence_case(w->mem, w->p, inline_plain(w->mem, w->p, plan->plan, &plan->plan->subject));

	if (by == TALLY_PLAN && plan->code != NULL) {
		annual_say(w, &runs, &like, plan->code, annual_quote(w, m->name, plan->code, annual_named(by, s)));
		annual_say(w, &runs, &like, ": ", 0);
	}
	annual_say(w, &runs, &like, words, annual_quote(w, m->name, words,
	    by == TALLY_PLAN ? figure_given(plan->plan->subject.at, MEMBER_ITSELF) : annual_named(by, s)));
	row_runs(m, row, &runs);
}

static void
add_summed(struct table_maker *m, struct table_row *row, const struct tally_sum *s)
{
	row_count(m, row, s->tasks, s, PICK_ALL);
	row_count(m, row, s->status[RESULT_DONE], s, PICK_DONE);
	row_share_of(m, row, s, s->status[RESULT_DONE], PICK_DONE);
	if (m->w->now->all.with_money == 0)
		return;
	row_money(m, row, s, MEMBER_ALLOCATED);
	row_money(m, row, s, MEMBER_SPENT);
}

static void
sum_rows(struct table_maker *m, enum tally_by by)
{
	const struct tally_sums *sums = &m->w->now->by[by];
	struct table_row *row = NULL;

	for (size_t i = 0; i < sums->n; i++) {
		row = row_add(m, ROW_PLAIN);
		row_empty(m, row);
		add_name(m, row, by, &sums->items[i]);
		add_summed(m, row, &sums->items[i]);
	}
	if (sums->n > 1) {
		row = row_add(m, ROW_TOTAL);
		row_total(m, row);
		add_summed(m, row, &m->w->now->all);
	}
	if (by == TALLY_PLAN && row != NULL)
		row->anchor = annual_anchor(m->w, ANNUAL_ROW_PLANS);
}

static struct table_row *
due_row(struct table_maker *m, enum row_kind kind, const char *name, const struct tally_sum *s)
{
	struct table_row *row = row_add(m, kind);

	if (kind == ROW_TOTAL)
		row_total(m, row);
	else
		row_text(m, row, name);
	row_count(m, row, s->tasks, s, PICK_ALL);
	row_count(m, row, s->status[RESULT_DONE], s, PICK_DONE);
	row_count(m, row, s->late, s, PICK_LATE);
	row_share_of(m, row, s, s->status[RESULT_DONE], PICK_DONE);
	return row;
}

static void
month_row(struct table_maker *m, size_t month)
{
	due_row(m, ROW_PLAIN, template_fill(m->w->mem, m->w->p->report.words[REPORT_MONTH], "n",
	    arena_printf(m->w->mem, "%zu", month + 1)), &m->w->now->by[TALLY_MONTH].items[month]);
}

static void
month_rows(struct table_maker *m)
{
	for (size_t i = 0; i < m->w->now->by[TALLY_MONTH].n; i++)
		month_row(m, i);
}

/* Quarters, below each its months in which something is due, and what is due at no time of the year. */
static void
time_rows(struct table_maker *m)
{
	const struct tally *t = m->w->now;
	const char *const *words = m->w->p->report.words;

	for (size_t i = 0; i < t->by[TALLY_QUARTER].n; i++) {
		due_row(m, ROW_GROUP,
		    template_fill(m->w->mem, words[REPORT_QUARTER], "n", number_roman(m->w->mem, (int)i + 1)),
		    &t->by[TALLY_QUARTER].items[i]);
		for (size_t k = 3 * i; k < 3 * (i + 1); k++)
			if (t->by[TALLY_MONTH].items[k].tasks > 0)
				month_row(m, k);
	}
	if (t->undue.tasks > 0)
		due_row(m, ROW_GROUP, words[REPORT_UNDUE], &t->undue);
	due_row(m, ROW_TOTAL, "", &t->all)->anchor = annual_anchor(m->w, ANNUAL_ROW_TIMES);
}

/* A task in a state, or NULL. */
static const struct tally_task *
first_in_state(const struct tally *t, enum result_status status)
{
	size_t i = 0;

	while (i < t->ntasks && t->tasks[i].status != status)
		i++;
	return i < t->ntasks ? &t->tasks[i] : NULL;
}

static void
state_rows(struct table_maker *m)
{
	const struct tally_sum *all = &m->w->now->all;
	struct figure_part whole = figure_count_of(figure_tasks(all, PICK_ALL));
	struct table_row *row;

	for (size_t i = 0; i < RESULT__KINDS; i++) {
		const struct tally_task *first = first_in_state(m->w->now, annual_states[i]);
		struct figure_part part = figure_count_of(figure_tasks(all, figure_state(annual_states[i])));
		int64_t n = (int64_t)all->status[annual_states[i]];
		row = row_add(m, ROW_PLAIN);
		row->anchor = annual_anchor(m->w, ANNUAL_ROW_STATE + (int)annual_states[i]);
		row_text(m, row, annual_status(m->w, annual_states[i], false, true));
		row_number(m, row, (struct decimal){ n, 0 }, part, first);
		row_share(m, row, n, (int64_t)all->tasks, part, whole, first);
	}
	row = row_add(m, ROW_TOTAL);
	row_total(m, row);
	row->anchor = annual_anchor(m->w, ANNUAL_ROW_TASKS);
	row_count(m, row, all->tasks, all, PICK_ALL);
	row_share_of(m, row, all, all->tasks, PICK_ALL);
}

/* "vượt 12,5% kế hoạch", and what of it has no target. */
static void
add_judged(struct table_maker *m, struct table_row *row, const struct tally_quantity *q, struct figure_part done,
    struct figure_part met, struct figure_part target)
{
	struct annual_work *w = m->w;
	struct annual_runs wording = { 0 }, whole = { 0 };
	struct run like = annual_run(m->at);
	struct annual_word words[] = { { "wording", .runs = &wording }, { .name = "rest" },
	    { "unit", .text = q->unit } };
	struct decimal rest = q->done, of = q->met;

	if (q->wanted)
		annual_wording(w, &wording, &like, m->name, q->met, q->target, met, target);
	if (!q->wanted || q->aimless == NULL || !decimal_align(&rest, &of)) {
		row_runs(m, row, &wording);
		return;
	}
	rest.units -= of.units;
	rest = decimal_shortest(rest);
	words[1].text = figure_decimal(w->mem, w->p, rest);
	words[1].figure = annual_figure(w, m->name, words[1].text, figure_two(w->mem, FIGURE_DIFFERENCE, done, met));
	annual_fill(w, &whole, &like, w->p->report.words[REPORT_AIMLESS], words, 3);
	row_runs(m, row, &whole);
}

static void
quantity_row(struct table_maker *m, const struct tally_quantity *q)
{
	struct table_row *row = row_add(m, ROW_PLAIN);
	struct decimal of = q->met, target = q->target;
	const struct tally_task *first = q->from[0].task;
	struct figure_set all = figure_quantity(q, PICK_ALL), aimed = figure_quantity(q, PICK_AIMED);
	struct figure_part done = figure_sum_of(all, MEMBER_DONE), met = figure_sum_of(aimed, MEMBER_DONE);
	struct figure_part wanted = figure_sum_of(aimed, MEMBER_TARGET);

	decimal_align(&of, &target);
	row_empty(m, row);
	row_quote(m, row, q->name, figure_given(q->from[0].quantity->at, MEMBER_NAME));
	row_quote(m, row, q->unit, figure_given(q->from[0].quantity->at, MEMBER_UNIT));
	if (q->wanted)
		row_number(m, row, q->target, wanted, first);
	else
		row_empty(m, row);
	row_number(m, row, q->done, done, first);
	row_share(m, row, of.units, q->wanted ? target.units : 0, met, wanted, first);
	add_judged(m, row, q, done, met, wanted);
}

static void
quantity_rows(struct table_maker *m)
{
	for (size_t i = 0; i < m->w->now->nquantities; i++)
		quantity_row(m, &m->w->now->quantities[i]);
}

/* Where proof is kept, each on a line of its own. */
static void
add_links(struct table_maker *m, struct table_row *row, const struct result *r)
{
	struct arena *mem = m->w->mem;
	struct annual_runs runs = { 0 };
	struct run like = annual_run(m->at);
	struct where *list = arena_new(mem, sizeof *list);

	*list = (struct where){ .up = r->at, .key = "links" };
	for (size_t i = 0; r->links[i] != NULL; i++) {
		struct where *at = arena_new(mem, sizeof *at);
		*at = (struct where){ .up = list, .index = (uint32_t)i };
		annual_say(m->w, &runs, &like, i > 0 ? "\n" : "", 0);
		annual_say(m->w, &runs, &like, r->links[i], annual_quote(m->w, m->name, r->links[i],
		    figure_given(at, MEMBER_ITSELF)));
	}
	row_runs(m, row, &runs);
}

static void
link_rows(struct table_maker *m)
{
	const struct tally *t = m->w->now;

	m->t->columns[2].wish = false;		/* links are broken, however wide */
	for (size_t i = 0; i < t->ntasks; i++) {
		const struct tally_task *task = &t->tasks[i];
		struct table_row *row;
		if (task->result == NULL || task->result->links == NULL)
			continue;
		row = row_add(m, ROW_PLAIN);
		row_empty(m, row);
		row_quote(m, row, task->title, figure_given(task->node->text.at, MEMBER_ITSELF));
		row_lead(m, &row->cells[1], task);
		add_links(m, row, task->result);
	}
}

static void
field_rows(struct table_maker *m)
{
	sum_rows(m, TALLY_FIELD);
}

static void
plan_rows(struct table_maker *m)
{
	sum_rows(m, TALLY_PLAN);
}

static const struct {
	const char	*name;		/* of its figures */
	const char	*columns;	/* row_columns() */
	const char	*moneyless;	/* the same where no money is known: columns for it would be empty */
	void		(*fill)(struct table_maker *);	/* adds the rows */
} kinds[REPORT__TABLES] = {
	[REPORT_TABLE_TASKS] = { "tasks-table", "oTttttt", "oTttttt", task_rows },
	[REPORT_TABLE_MONEY] = { "money-table", "oTmmp", "oTmmp", money_rows },
	[REPORT_TABLE_AGENCIES] = { "agencies-table", "oTssssss", "oTssssss", annual_agencies },
	[REPORT_TABLE_FIELDS] = { "fields-table", "oTnnpmm", "oTnnp", field_rows },
	[REPORT_TABLE_TIMES] = { "times-table", "Tnnnp", "Tnnnp", time_rows },
	[REPORT_TABLE_PLANS] = { "plans-table", "oTnnpmm", "oTnnp", plan_rows },
	[REPORT_TABLE_QUANTITIES] = { "quantities-table", "oTtnnpt", "oTtnnpt", quantity_rows },
	[REPORT_TABLE_COMPARISON] = { "comparison-table", "oTtttt", "oTtttt", annual_comparison },
	[REPORT_TABLE_MONTHS] = { "months-table", "Tnnnp", "Tnnnp", month_rows },
	[REPORT_TABLE_STATES] = { "states-table", "Tnp", "Tnp", state_rows },
	[REPORT_TABLE_LINKS] = { "links-table", "oTt", "oTt", link_rows }
};

void
annual_table(struct annual_work *w, struct node_list *out, enum report_table which, const struct where *at)
{
	struct table_maker m = { .w = w, .t = arena_new(w->mem, sizeof *m.t), .at = at };

	if (which == REPORT__TABLES)
		return;
	m.t->at = at;
	m.name = kinds[which].name;
	row_columns(&m, which, w->now->all.with_money > 0 ? kinds[which].columns : kinds[which].moneyless);
	kinds[which].fill(&m);
	if (m.t->nrows > 0 && table_finish(w->mem, w->diag, m.t) == 0)
		node_list_add(w->mem, out, NODE_TABLE, at)->table = m.t;
}
