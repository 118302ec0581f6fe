#include "annual_expand.h"
#include "annual_before.h"
#include "annual_chart.h"
#include "annual_fill.h"
#include "annual_part.h"
#include "annual_result.h"
#include "annual_table.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"
#include "tally_read.h"

#include <string.h>

enum part_kind { PART_TOLD, PART_COMPARED, PART_MONEY, PART_FIELDS, PART_ALL, PART_RESULTS, PART_TABLE, PART_CHART };

static const struct part {
	const char	*name;
	enum part_kind	 kind;
	int		 arg;
} parts[] = {
	{ "general", PART_TOLD, ANNUAL_GENERAL }, { "direction", PART_TOLD, ANNUAL_DIRECTION },
	{ "merits", PART_TOLD, ANNUAL_MERITS }, { "limits", PART_TOLD, ANNUAL_LIMITS },
	{ "causes", PART_TOLD, ANNUAL_CAUSES }, { "next", PART_TOLD, ANNUAL_NEXT },
	{ "proposals", PART_TOLD, ANNUAL_PROPOSALS }, { "compared", PART_COMPARED, 0 }, { "money", PART_MONEY, 0 },
	{ "all-tasks", PART_ALL, REPORT_TABLE_TASKS }, { "all-money", PART_ALL, REPORT_TABLE_MONEY },
	{ "results", PART_RESULTS, 0 },
	{ "tasks-table", PART_TABLE, REPORT_TABLE_TASKS }, { "money-table", PART_TABLE, REPORT_TABLE_MONEY },
	{ "agencies-table", PART_TABLE, REPORT_TABLE_AGENCIES }, { "fields-table", PART_TABLE, REPORT_TABLE_FIELDS },
	{ "times-table", PART_TABLE, REPORT_TABLE_TIMES }, { "plans-table", PART_TABLE, REPORT_TABLE_PLANS },
	{ "quantities-table", PART_TABLE, REPORT_TABLE_QUANTITIES },
	{ "comparison-table", PART_TABLE, REPORT_TABLE_COMPARISON },
	{ "months-table", PART_TABLE, REPORT_TABLE_MONTHS }, { "states-table", PART_TABLE, REPORT_TABLE_STATES },
	{ "links-table", PART_TABLE, REPORT_TABLE_LINKS }, { "fields-spent", PART_FIELDS, true },
	{ "fields-unspent", PART_FIELDS, false },
	{ "status-chart", PART_CHART, ANNUAL_CHART_STATUS }, { "agency-chart", PART_CHART, ANNUAL_CHART_AGENCY },
	{ "month-chart", PART_CHART, ANNUAL_CHART_MONTH }, { "money-chart", PART_CHART, ANNUAL_CHART_MONEY },
	{ "progress-chart", PART_CHART, ANNUAL_CHART_PROGRESS },
};

enum { PARTS = sizeof parts / sizeof *parts };

static const struct part *
find_part(struct annual_work *w, const struct node *n)
{
	const char *names[PARTS + 1] = { NULL }, *like;
	const struct where at = { .up = n->at, .key = "report" };

	if (n->part == NULL || n->part[0] == '\0')
		return NULL;			/* which was told */
	for (int i = 0; i < PARTS; i++) {
		names[i] = parts[i].name;
		if (strcmp(parts[i].name, n->part) == 0)
			return &parts[i];
	}
	like = bind_nearest(n->part, names);
	if (like != NULL)
		DIAG(w->diag, REPORT_PART_NEAR, &at, "", n->part, like);
	else
		DIAG(w->diag, REPORT_PART, &at, "", n->part, bind_join(w->mem, names));
	return NULL;
}

static struct nodes expand_nodes(struct annual_work *, const struct nodes *);

static void
put_in(struct annual_work *w, struct node_list *out, const struct nodes *nodes)
{
	struct nodes told = expand_nodes(w, nodes);

	for (size_t i = 0; i < told.n; i++)
		*node_list_add(w->mem, out, NODE_TEXT, NULL) = told.items[i];
}

/* What people tell: theirs is the place, and no such part stands in another. */
static void
tell(struct annual_work *w, struct node_list *out, const struct part *part, const struct node *n)
{
	const struct nodes *told = &w->annual->parts[part->arg];
	const struct where *instead = w->instead;

	if (w->telling) {
		DIAG(w->diag, REPORT_PART_INSIDE, n->at, "", part->name);
		return;
	}
	if (told->n == 0 && !w->annual->given[part->arg] && (w->annual->speaks || !diag_failed(w->diag)))
		DIAG(w->diag, REPORT_UNTOLD, w->annual->at, "", part->name);
	w->telling = true;
	w->instead = NULL;
	put_in(w, out, told);
	w->instead = instead;
	w->telling = false;
}

/* The profile's own sentences. */
static void
put_ours(struct annual_work *w, struct node_list *out, const struct nodes *nodes, const struct where *at)
{
	const struct where *instead = w->instead;

	w->instead = at;
	put_in(w, out, nodes);
	w->instead = instead;
}

/* Of many tasks the table is by plan; of money there is none. */
static enum report_table
table_of_all(struct annual_work *w, enum report_table which)
{
	if (w->now->ntasks <= (size_t)w->p->report.tabled)
		return which;
	DIAG(w->diag, REPORT_MANY, w->annual->at, "", arena_printf(w->mem, "%zu", w->now->ntasks));
	return which == REPORT_TABLE_TASKS ? REPORT_TABLE_PLANS : REPORT__TABLES;
}

static const struct nodes *
about_money(const struct annual_work *w)
{
	const struct tally_sum *all = &w->now->all;

	return all->with_spent == 0 ? &w->p->report.money_allocated : all->allocated == 0 ? &w->p->report.money_spent
	    : all->spent > all->allocated ? &w->p->report.money_over : &w->p->report.money;
}

static void
expand_part(struct annual_work *w, struct node_list *out, const struct node *n)
{
	const struct part *part = find_part(w, n);
	const struct where *at = annual_place(w, n->at);

	if (part == NULL)
		return;
	switch (part->kind) {
	case PART_TOLD:
		tell(w, out, part, n);
		break;
	case PART_COMPARED:
		if (w->before != NULL)
			put_ours(w, out, &w->p->report.compared, at);
		break;
	case PART_MONEY:
		if (w->now->all.with_money > 0)
			put_ours(w, out, about_money(w), at);
		break;
	case PART_FIELDS:		/* where they stand depends on whether money is known */
		if ((w->now->all.with_money > 0) == (part->arg != 0))
			annual_table(w, out, REPORT_TABLE_FIELDS, at);
		break;
	case PART_ALL:
		annual_table(w, out, table_of_all(w, (enum report_table)part->arg), at);
		break;
	case PART_RESULTS:
		annual_results(w, out, at);
		break;
	case PART_TABLE:
		annual_table(w, out, (enum report_table)part->arg, at);
		break;
	case PART_CHART:
		annual_chart(w, out, (enum annual_chart)part->arg, at);
		break;
	}
}

static void
expand_node(struct annual_work *w, struct node_list *out, const struct node *n)
{
	struct node *copy;
	struct nodes items, intro;
	struct text text, run_in;

	if (n->kind == NODE_REPORT) {
		expand_part(w, out, n);
		return;
	}
	run_in = annual_fill_text(w, &n->run_in);
	text = annual_fill_text(w, &n->text);
	intro = expand_nodes(w, &n->intro);
	items = expand_nodes(w, &n->items);
	copy = node_list_add(w->mem, out, n->kind, n->at);
	*copy = *n;
	copy->at = annual_place(w, n->at);
	copy->text = text;
	copy->run_in = run_in;
	if (n->table != NULL)
		copy->table = annual_fill_table(w, n->table);
	copy->intro = intro;
	copy->items = items;
}

static struct nodes
expand_nodes(struct annual_work *w, const struct nodes *nodes)
{
	struct node_list out = { 0 };

	for (size_t i = 0; i < nodes->n; i++)
		expand_node(w, &out, &nodes->items[i]);
	return (struct nodes){ out.items, out.n };
}

/* Headings that nothing came to stand under, and appendices with nothing in them, are left out. */
static struct nodes
without_empty(struct annual_work *w, const struct nodes *nodes)
{
	struct node_list out = { 0 };

	for (size_t i = 0; i < nodes->n; i++) {
		struct node n = nodes->items[i];
		n.items = without_empty(w, &n.items);
		if (n.kind != NODE_HEADING || n.items.n > 0)
			*node_list_add(w->mem, &out, n.kind, n.at) = n;
	}
	return (struct nodes){ out.items, out.n };
}

static struct annexes
expand_annexes(struct annual_work *w, const struct annexes *annexes)
{
	struct annexes out = { arena_array(w->mem, annexes->n, sizeof *out.items), 0 };

	for (size_t i = 0; i < annexes->n; i++) {
		struct annex a = annexes->items[i];
		a.at = annual_place(w, a.at);
		a.title = annual_fill_text(w, &a.title);
		a.body = expand_nodes(w, &a.body);
		if (a.body.n > 0)
			out.items[out.n++] = a;
	}
	return out;
}

const struct plan *
annual_expand(struct arena *mem, struct diag *d, const struct profile *p, const struct plan *plan, const char *folder,
    bool secret, struct figures *figures)
{
	struct annual_work w = { .mem = mem, .diag = d, .p = p, .annual = plan->annual, .figures = figures,
	    .appendices = &plan->appendices };
	const struct tally_input in = { plan, folder, secret };
	struct tally_found now = { .plans = { .n = 0 } }, before = { .plans = { .n = 0 } };
	struct plan *out = arena_new(mem, sizeof *out);
	const struct annual_files *files;
	struct nodes body;

	w.now = tally_read(mem, d, p, &in, &plan->annual->now, NULL, &now);
	if (plan->annual->compares && (files = annual_before(mem, d, &in)) != NULL)
		w.before = tally_read(mem, d, p, &in, files, &now, &before);
	if (w.now->ntasks == 0 && !diag_failed(d))
		DIAG(d, REPORT_EMPTY, plan->annual->now.at, "");
	figures->now = w.now;
	figures->before = w.before;
	figures->report = plan->at;
	*out = *plan;
	w.instead = plan->body.n > 0 ? NULL : plan->annual->at;
	body = expand_nodes(&w, plan->body.n > 0 ? &plan->body : &p->report.outline);
	w.instead = NULL;
	out->body = without_empty(&w, &body);
	out->opening = expand_nodes(&w, &plan->opening);
	out->closing = expand_nodes(&w, &plan->closing);
	out->subject = annual_fill_text(&w, &plan->subject);
	w.instead = plan->appendices.n > 0 ? NULL : plan->annual->at;
	out->appendices = expand_annexes(&w, plan->appendices.n > 0 ? &plan->appendices : &p->report.appendices);
	return diag_failed(d) ? NULL : out;
}
