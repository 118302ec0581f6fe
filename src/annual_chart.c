#include "annual_part.h"
#include "arena.h"
#include "plan_chart.h"
#include "template.h"

enum { NAMES_MOST = 40, QUANTITIES_MOST = 20 };	/* rows of a chart; more are in the table alone */

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
	}
	return c;
}

/* Those states that there are. */
static struct plan_chart *
status_chart(struct annual_work *w, const struct where *at)
{
	struct plan_chart *c = new_chart(w, CHART_RING, REPORT_CHART_STATUS, w->p->report.words[REPORT_COUNT_UNIT],
	    RESULT__KINDS, 1, at);
	size_t n = 0;

	for (size_t i = 0; i < RESULT__KINDS; i++) {
		size_t count = w->now->all.status[annual_states[i]];
		if (count == 0)
			continue;
		c->chart.categories[n] = annual_status(w, annual_states[i], false, true);
		c->chart.series[0].values[n++] = (int64_t)count;
	}
	c->chart.ncategories = n;
	return c;
}

static struct plan_chart *
agency_chart(struct annual_work *w, const struct where *at)
{
	static const enum report_word words[] = { REPORT_CELL_DONE, REPORT_CELL_ONGOING, REPORT_REST };
	const struct tally_sums *sums = &w->now->by[TALLY_LEAD];
	size_t n = sums->n < NAMES_MOST ? sums->n : NAMES_MOST;
	struct plan_chart *c = new_chart(w, CHART_STACKED_ROWS, REPORT_CHART_AGENCY,
	    w->p->report.words[REPORT_COUNT_UNIT], n, 3, at);

	for (size_t k = 0; k < 3; k++)
		c->chart.series[k].name = w->p->report.words[words[k]];
	for (size_t i = 0; i < n; i++) {
		const struct tally_sum *s = &sums->items[i];
		c->chart.categories[i] = annual_capital(w->mem, s->name);
		c->chart.series[0].values[i] = (int64_t)s->status[RESULT_DONE];
		c->chart.series[1].values[i] = (int64_t)s->status[RESULT_ONGOING];
		c->chart.series[2].values[i] = (int64_t)(s->tasks - s->status[RESULT_DONE] - s->status[RESULT_ONGOING]);
	}
	return n > 0 ? c : NULL;
}

static struct plan_chart *
month_chart(struct annual_work *w, const struct where *at)
{
	const struct tally_sums *months = &w->now->by[TALLY_MONTH];
	struct plan_chart *c = new_chart(w, CHART_LINES, REPORT_CHART_MONTH, w->p->report.words[REPORT_COUNT_UNIT],
	    months->n, 2, at);

	c->chart.series[0].name = w->p->report.words[REPORT_MONTH_PLANNED];
	c->chart.series[1].name = w->p->report.words[REPORT_MONTH_DONE];
	for (size_t i = 0; i < months->n; i++) {
		c->chart.categories[i] = arena_printf(w->mem, "%zu", i + 1);
		c->chart.series[0].values[i] = (int64_t)months->items[i].tasks;
		c->chart.series[1].values[i] = (int64_t)months->items[i].status[RESULT_DONE];
	}
	return c;
}

static struct plan_chart *
money_chart(struct annual_work *w, const struct where *at)
{
	const struct tally_sums *sums = &w->now->by[TALLY_FIELD];
	struct plan_chart *c = new_chart(w, CHART_BARS, REPORT_CHART_MONEY, w->p->report.words[REPORT_MONEY_UNIT], sums->n, 2, at);
	size_t n = 0;

	c->chart.series[0].name = w->p->report.words[REPORT_ALLOCATED];
	c->chart.series[1].name = w->p->report.words[REPORT_SPENT];
	for (size_t i = 0; i < sums->n && n < NAMES_MOST; i++) {
		if (sums->items[i].with_money == 0)
			continue;
		c->chart.categories[n] = annual_group(w, sums->items[i].name);
		c->chart.series[0].values[n] = sums->items[i].allocated;
		c->chart.series[1].values[n++] = sums->items[i].spent;
	}
	c->chart.ncategories = n;
	return n > 0 ? c : NULL;
}

static struct plan_chart *
progress_chart(struct annual_work *w, const struct where *at)
{
	const struct tally *t = w->now;
	struct chart_value *values[2];
	struct plan_chart *c = new_chart(w, CHART_PROGRESS, REPORT_CHART_PROGRESS, "", t->nquantities, 2, at);
	size_t n = 0;

	values[0] = arena_array(w->mem, t->nquantities, sizeof *values[0]);
	values[1] = arena_array(w->mem, t->nquantities, sizeof *values[1]);
	for (size_t i = 0; i < t->nquantities && n < QUANTITIES_MOST; i++) {
		const struct tally_quantity *q = &t->quantities[i];
		if (!q->wanted)
			continue;
		c->chart.categories[n] = arena_printf(w->mem, "%s (%s)", q->name, q->unit);
		values[0][n] = (struct chart_value){ .number = q->met, .at = q->from[0].quantity->at };
		values[1][n++] = (struct chart_value){ .number = q->target, .at = q->from[0].quantity->at };
	}
	c->chart.ncategories = n;
	c->chart.series[0].name = w->p->report.words[REPORT_COUNT_DONE];
	c->chart.series[1].name = w->p->report.words[REPORT_COUNT_TARGET];
	return n > 0 && chart_fill_in(w->mem, w->diag, &c->chart, values) == 0 ? c : NULL;
}

void
annual_chart(struct annual_work *w, struct node_list *out, enum annual_chart which, const struct where *at)
{
	struct plan_chart *c = NULL;

	switch (which) {
	case ANNUAL_CHART_STATUS: c = status_chart(w, at); break;
	case ANNUAL_CHART_AGENCY: c = agency_chart(w, at); break;
	case ANNUAL_CHART_MONTH: c = month_chart(w, at); break;
	case ANNUAL_CHART_MONEY: c = money_chart(w, at); break;
	case ANNUAL_CHART_PROGRESS: c = progress_chart(w, at); break;
	}
	if (c != NULL)
		node_list_add(w->mem, out, NODE_CHART, at)->chart = c;
}
