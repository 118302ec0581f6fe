#include "annual_chart.h"
#include "arena.h"
#include "plan_chart.h"
#include "template.h"

enum { NAMES_MOST = 40, QUANTITIES_MOST = 20 };	/* rows of a chart, at most; the table has all */

/* A chart with room for so many values, the caption and unit in words. */
static struct plan_chart *
new_chart(struct annual_work *w, enum chart_kind kind, enum report_word caption, const char *unit, size_t categories,
    size_t series, const struct where *at)
{
	struct plan_chart *c = arena_new(w->mem, sizeof *c);

	c->at = at;
	c->caption = annual_text(w->mem, w->p->report.words[caption], 0, at);
	c->chart = (struct chart){ .kind = kind, .unit = unit, .ncategories = categories, .nseries = series,
		.categories = arena_array(w->mem, categories, sizeof *c->chart.categories),
		.series = arena_array(w->mem, series, sizeof *c->chart.series) };
	for (size_t i = 0; i < series; i++) {
		c->chart.series[i].name = "";
		c->chart.series[i].values = arena_array(w->mem, categories, sizeof(int64_t));
		c->chart.series[i].figures = arena_array(w->mem, categories, sizeof(int));
	}
	c->chart.names = arena_array(w->mem, categories, sizeof(int));
	return c;
}

/* A number of the chart as it is printed there, and what it is computed from. */
static int
chart_figure(struct annual_work *w, const struct plan_chart *c, const char *name, int64_t value,
    struct figure_part part)
{
	return annual_figure(w, name, figure_decimal(w->mem, w->p, chart_number(&c->chart, value)), part);
}

/* Fills in a value: so many tasks of a sum. */
static void
set_count(struct annual_work *w, struct plan_chart *c, const char *name, size_t series, size_t category, size_t n,
    struct figure_set set)
{
	struct chart_series *s = &c->chart.series[series];

	s->values[category] = (int64_t)n;
	s->figures[category] = chart_figure(w, c, name, (int64_t)n, figure_count_of(set));
}

/* The same of a sum's money; missing when it is not known. */
static void
set_money(struct annual_work *w, struct plan_chart *c, size_t series, size_t category, const struct tally_sum *sum,
    enum figure_member member)
{
	bool spent = member == MEMBER_SPENT;
	struct chart_series *s = &c->chart.series[series];

	s->values[category] = CHART_MISSING;
	if ((spent ? sum->with_spent : sum->with_allocated) == 0)
		return;
	s->values[category] = spent ? sum->spent : sum->allocated;
	s->figures[category] = chart_figure(w, c, "money-chart", s->values[category],
	    figure_sum_of(figure_tasks(sum, PICK_MONEY), member));
}

/* A percentage as a label has it, with what it is computed from. */
static void
share_figure(struct annual_work *w, const char *name, int64_t thousandths, struct figure_part part)
{
	annual_figure(w, name, decimal_percent(w->mem, thousandths, w->p->thousands, w->p->comma), part);
}

/* Gives the figure `first` the one made after it for company in its label. */
static void
join_figures(struct annual_work *w, int first)
{
	w->figures->items[first - 1].more++;
}

/* Tasks by state, those states that there are. */
static struct plan_chart *
status_chart(struct annual_work *w, const struct where *at)
{
	struct plan_chart *c = new_chart(w, CHART_RING, REPORT_CHART_STATUS, w->p->report.words[REPORT_COUNT_UNIT],
	    RESULT__KINDS, 1, at);
	static const char name[] = "status-chart";
	const struct tally_sum *all = &w->now->all;
	struct chart_series *s = &c->chart.series[0];
	int shares[RESULT__KINDS];
	size_t n = 0;

	for (size_t i = 0; i < RESULT__KINDS; i++)
		if (all->status[annual_states[i]] > 0) {
			s->values[n] = (int64_t)all->status[annual_states[i]];
			c->chart.categories[n++] = annual_status(w, annual_states[i], false, true);
		}
	c->chart.ncategories = n;
	chart_shares(s, n, 1000, shares);
	for (size_t i = 0, k = 0; i < RESULT__KINDS; i++) {
		struct figure_set set = figure_tasks(all, figure_state(annual_states[i]));
		if (all->status[annual_states[i]] == 0)
			continue;
		set_count(w, c, name, 0, k, all->status[annual_states[i]], set);
		share_figure(w, name, shares[k], figure_two(w->mem, FIGURE_SHARE, figure_count_of(set),
		    figure_count_of(figure_tasks(all, PICK_ALL))));
		join_figures(w, s->figures[k++]);
	}
	return c;
}

/* By state the tasks that each agency leads; NULL: none leads any. */
static struct plan_chart *
agency_chart(struct annual_work *w, const struct where *at)
{
	static const enum report_word words[] = { REPORT_CELL_DONE, REPORT_CELL_ONGOING, REPORT_REST };
	static const char name[] = "agency-chart";
	const struct tally_sums *sums = &w->now->by[TALLY_LEAD];
	size_t n = sums->n < NAMES_MOST ? sums->n : NAMES_MOST;
	struct plan_chart *c = new_chart(w, CHART_STACKED_ROWS, REPORT_CHART_AGENCY,
	    w->p->report.words[REPORT_COUNT_UNIT], n, 3, at);

	c->chart.sums = arena_array(w->mem, n, sizeof *c->chart.sums);
	for (size_t k = 0; k < 3; k++)
		c->chart.series[k].name = w->p->report.words[words[k]];
	for (size_t i = 0; i < n; i++) {
		const struct tally_sum *s = &sums->items[i];
		c->chart.categories[i] = annual_capital(w->mem, s->name);
		c->chart.names[i] = annual_quote(w, name, c->chart.categories[i], annual_named(TALLY_LEAD, s));
		set_count(w, c, name, 0, i, s->status[RESULT_DONE], figure_tasks(s, PICK_DONE));
		set_count(w, c, name, 1, i, s->status[RESULT_ONGOING], figure_tasks(s, PICK_ONGOING));
		set_count(w, c, name, 2, i, s->tasks - s->status[RESULT_DONE] - s->status[RESULT_ONGOING],
		    figure_tasks(s, PICK_REST));
		c->chart.sums[i] = chart_figure(w, c, name, (int64_t)s->tasks,
		    figure_count_of(figure_tasks(s, PICK_ALL)));
	}
	return n > 0 ? c : NULL;
}

/* By month those due and those of them that are done. */
static struct plan_chart *
month_chart(struct annual_work *w, const struct where *at)
{
	const struct tally_sums *months = &w->now->by[TALLY_MONTH];
	struct plan_chart *c = new_chart(w, CHART_LINES, REPORT_CHART_MONTH, w->p->report.words[REPORT_COUNT_UNIT],
	    months->n, 2, at);

	c->chart.series[0].name = w->p->report.words[REPORT_MONTH_PLANNED];
	c->chart.series[1].name = w->p->report.words[REPORT_MONTH_DONE];
	for (size_t i = 0; i < months->n; i++) {
		const struct tally_sum *s = &months->items[i];
		c->chart.categories[i] = template_fill(w->mem, w->p->report.words[REPORT_MONTH], "n",
		    arena_printf(w->mem, "%zu", i + 1));
		set_count(w, c, "month-chart", 0, i, s->tasks, figure_tasks(s, PICK_ALL));
		set_count(w, c, "month-chart", 1, i, s->status[RESULT_DONE], figure_tasks(s, PICK_DONE));
	}
	return c;
}

/* By field what was given and spent; NULL: no money is known. */
static struct plan_chart *
money_chart(struct annual_work *w, const struct where *at)
{
	const struct tally_sums *sums = &w->now->by[TALLY_FIELD];
	struct plan_chart *c = new_chart(w, CHART_BARS, REPORT_CHART_MONEY, w->p->report.words[REPORT_MONEY_UNIT],
	    sums->n, 2, at);
	size_t n = 0;

	c->chart.series[0].name = w->p->report.words[REPORT_ALLOCATED];
	c->chart.series[1].name = w->p->report.words[REPORT_SPENT];
	for (size_t i = 0; i < sums->n && n < NAMES_MOST; i++) {
		if (sums->items[i].with_money == 0)
			continue;
		c->chart.categories[n] = annual_group(w, sums->items[i].name);
		c->chart.names[n] = annual_quote(w, "money-chart", sums->items[i].name,
		    annual_named(TALLY_FIELD, &sums->items[i]));
		set_money(w, c, 0, n, &sums->items[i], MEMBER_ALLOCATED);
		set_money(w, c, 1, n++, &sums->items[i], MEMBER_SPENT);
	}
	c->chart.ncategories = n;
	return n > 0 ? c : NULL;
}

/* What the label of a row is computed from: "146/120 (121,7%)". */
static void
trace_progress(struct annual_work *w, struct plan_chart *c, size_t category, const struct tally_quantity *q)
{
	static const char name[] = "progress-chart";
	struct figure_set aimed = figure_quantity(q, PICK_AIMED);
	struct figure_part done = figure_sum_of(aimed, MEMBER_DONE), target = figure_sum_of(aimed, MEMBER_TARGET);
	int first = chart_figure(w, c, name, c->chart.series[0].values[category], done);

	chart_figure(w, c, name, c->chart.series[1].values[category], target);
	join_figures(w, first);
	share_figure(w, name, chart_part_done(&c->chart, category), figure_two(w->mem, FIGURE_RATIO, done, target));
	join_figures(w, first);
	c->chart.series[0].figures[category] = first;
	c->chart.names[category] = annual_quote(w, name, c->chart.categories[category],
	    figure_given(q->from[0].quantity->at, MEMBER_ITSELF));
}

/* Quantities with a target against it; NULL: there are none, or after a message. */
static struct plan_chart *
progress_chart(struct annual_work *w, const struct where *at)
{
	const struct tally *t = w->now;
	const struct tally_quantity **from = arena_array(w->mem, t->nquantities, sizeof *from);
	struct chart_value *values[2];
	struct plan_chart *c = new_chart(w, CHART_PROGRESS, REPORT_CHART_PROGRESS, "", t->nquantities, 2, at);
	size_t n = 0;

	values[0] = arena_array(w->mem, t->nquantities, sizeof *values[0]);
	values[1] = arena_array(w->mem, t->nquantities, sizeof *values[1]);
	for (size_t i = 0; i < t->nquantities && n < QUANTITIES_MOST; i++) {
		const struct tally_quantity *q = &t->quantities[i];
		if (!q->wanted)
			continue;
		from[n] = q;
		c->chart.categories[n] = arena_printf(w->mem, "%s (%s)", q->name, q->unit);
		values[0][n] = (struct chart_value){ .number = q->met, .at = q->from[0].quantity->at };
		values[1][n++] = (struct chart_value){ .number = q->target, .at = q->from[0].quantity->at };
	}
	c->chart.ncategories = n;
	c->chart.series[0].name = w->p->report.words[REPORT_COUNT_DONE];
	c->chart.series[1].name = w->p->report.words[REPORT_COUNT_TARGET];
	if (n == 0 || plan_chart_values(w->mem, w->diag, &c->chart, values) != 0)
		return NULL;
	for (size_t i = 0; i < n; i++)
		trace_progress(w, c, i, from[i]);
	return c;
}

void
annual_chart(struct annual_work *w, struct node_list *out, enum annual_chart which, const struct where *at)
{
	static struct plan_chart *(*const charts[ANNUAL_CHART__KINDS])(struct annual_work *, const struct where *) = {
		[ANNUAL_CHART_STATUS] = status_chart, [ANNUAL_CHART_AGENCY] = agency_chart,
		[ANNUAL_CHART_MONTH] = month_chart,
		[ANNUAL_CHART_MONEY] = money_chart, [ANNUAL_CHART_PROGRESS] = progress_chart
	};
	struct plan_chart *c = charts[which](w, at);

	if (c != NULL)
		node_list_add(w->mem, out, NODE_CHART, at)->chart = c;
}
