#include "annual_part.h"
#include "arena.h"
#include "buffer.h"
#include "clean.h"
#include "inline.h"
#include "template.h"
#include "utf8.h"

#include <string.h>

struct node *
node_list_add(struct arena *mem, struct node_list *list, enum node_kind kind, const struct where *at)
{
	struct node *n;

	list->items = arena_grow(mem, list->items, list->n, &list->cap, sizeof *list->items);
	n = &list->items[list->n++];
	*n = (struct node){ .kind = kind, .at = at };
	return n;
}

struct text
annual_text(struct arena *mem, const char *words, int figure, const struct where *at)
{
	struct run *run = arena_new(mem, sizeof *run);

	*run = (struct run){ .kind = RUN_TEXT, .text = words, .figure = figure, .foreign = true, .at = at };
	return (struct text){ .runs = run, .n = words[0] != '\0', .at = at };
}

const char *
annual_capital(struct arena *mem, const char *words)
{
	const char *rest = words;

	if (*words == '\0')
		return words;
	utf8_next(&rest, words + strlen(words));
	return arena_printf(mem, "%s%s", clean_upper(mem, words, (size_t)(rest - words)), rest);
}

const char *
annual_wording(struct annual_work *w, struct decimal done, struct decimal target)
{
	enum report_word word;
	bool above;

	decimal_align(&done, &target);
	above = done.units > target.units;
	word = above ? REPORT_ABOVE : done.units == target.units ? REPORT_MET : REPORT_BELOW;
	return template_fill(w->mem, w->p->report.words[word], "percent",
	    figure_percent(w->mem, w->p, above ? done.units - target.units : done.units, target.units));
}

const char *
annual_change(struct annual_work *w, struct decimal now, struct decimal before, bool is_share)
{
	static const enum report_word words[][2] = {	/* by why; falling, rising */
		{ REPORT_FALL, REPORT_RISE }, { REPORT_FALL_NONE, REPORT_RISE_NONE }, { REPORT_FALL_POINTS, REPORT_RISE_POINTS }
	};
	struct decimal by;
	const char *text;

	decimal_align(&now, &before);
	by = (struct decimal){ now.units - before.units, now.scale };
	if (by.units == 0)
		return w->p->report.words[REPORT_SAME];
	text = w->p->report.words[words[is_share ? 2 : before.units == 0][by.units > 0]];
	by.units = by.units < 0 ? -by.units : by.units;
	return template_fill_all(w->mem, text, (const struct template_value[]){
		{ "difference", figure_decimal(w->mem, w->p, decimal_shortest(by)) },
		{ "percent", figure_percent(w->mem, w->p, by.units, before.units) } }, 2);
}

const enum result_status annual_states[RESULT__KINDS] = {
	RESULT_DONE, RESULT_ONGOING, RESULT_WAITING, RESULT_DROPPED, RESULT_NONE
};

const char *
annual_status(struct annual_work *w, enum result_status status, bool late, bool cell)
{
	static const enum report_word words[][RESULT__KINDS] = {
		{ REPORT_UNKNOWN, REPORT_DONE, REPORT_ONGOING, REPORT_WAITING, REPORT_DROPPED },
		{ REPORT_CELL_UNKNOWN, REPORT_CELL_DONE, REPORT_CELL_ONGOING, REPORT_CELL_WAITING, REPORT_CELL_DROPPED }
	};

	if (late)
		return w->p->report.words[cell ? REPORT_CELL_LATE : REPORT_LATE];
	return w->p->report.words[words[cell][status]];
}

const char *
annual_group(struct annual_work *w, const char *name)
{
	return name[0] != '\0' ? name : w->p->report.words[REPORT_NO_GROUP];
}

/* A title without the mark that ends it. */
static const char *
bare_title(struct arena *mem, const char *title)
{
	return arena_trim(mem, title, ".;:, ");
}

static void
add_words(struct annual_work *w, struct text *t, const char *words, const struct figure *f)
{
	struct run *runs = arena_array(w->mem, t->n + 1, sizeof *runs);

	if (t->n > 0)
		memcpy(runs, t->runs, t->n * sizeof *runs);
	runs[t->n] = (struct run){ .kind = RUN_TEXT, .text = words, .foreign = true, .at = t->at,
		.figure = f != NULL ? figure_add(w->mem, w->figures, f) : 0 };
	t->runs = runs;
	t->n++;
}

static void
add_quantity(struct annual_work *w, struct text *t, const struct quantity *q)
{
	const struct quantity **from = arena_new(w->mem, sizeof *from);
	struct figure f = { .name = "results.quantity", .formula = "as given", .quantities = from, .nquantities = 1 };
	const char *words = w->p->report.words[q->wanted ? REPORT_QUANTITY : REPORT_QUANTITY_PLAIN];

	*from = q;
	words = template_fill_all(w->mem, words, (const struct template_value[]){
		{ "name", q->name }, { "unit", q->unit }, { "done", figure_decimal(w->mem, w->p, q->done) },
		{ "target", q->wanted ? figure_decimal(w->mem, w->p, q->target) : "" },
		{ "wording", q->wanted ? annual_wording(w, q->done, q->target) : "" },
	}, 5);
	f.text = words;
	add_words(w, t, words, &f);
}

static void
add_money(struct annual_work *w, struct text *t, const struct tally_task *task)
{
	const struct tally_task **from = arena_new(w->mem, sizeof *from);
	struct figure f = { .name = "results.money", .formula = "spent, as given", .tasks = from, .ntasks = 1 };

	*from = task;
	f.text = template_fill(w->mem, w->p->report.words[REPORT_MONEY], "spent",
	    figure_money(w->mem, w->p, task->result->spent.value));
	add_words(w, t, f.text, &f);
}

/* "Title: status; what was counted; money. Note" */
static struct text
result_text(struct annual_work *w, const struct tally_task *task, const struct where *at)
{
	const struct result *r = task->result;
	const char *words = template_fill_all(w->mem, w->p->report.words[REPORT_RESULT], (const struct template_value[]){
		{ "title", bare_title(w->mem, task->title) }, { "status", annual_status(w, task->status, task->late, false) } }, 2);
	struct text t = annual_text(w->mem, words, 0, at);

	for (size_t i = 0; r != NULL && i < r->nquantities; i++)
		add_quantity(w, &t, &r->quantities[i]);
	if (r != NULL && r->spent.at != NULL)
		add_money(w, &t, task);
	if (r != NULL && r->note.n > 0)
		add_words(w, &t, template_fill(w->mem, w->p->report.words[REPORT_NOTE], "note",
		    bare_title(w->mem, inline_plain(w->mem, w->p, &r->note))), NULL);
	add_words(w, &t, ".", NULL);
	return t;
}

/* "Group: 12 tasks, 9 done (75%), ..." for those that are too many to be told one by one. */
static void
told_by_group(struct annual_work *w, struct node_list *out, const struct where *at)
{
	const struct tally_sums *groups = &w->now->by[TALLY_FIELD];

	for (size_t i = 0; i < groups->n; i++) {
		const struct tally_sum *g = &groups->items[i];
		struct figure f = { .name = "results.group", .formula = "counts of its tasks", .tasks = g->from, .ntasks = g->tasks };
		struct node *n = node_list_add(w->mem, out, NODE_DASH, at);
		const char *words = template_fill_all(w->mem, w->p->report.words[REPORT_GROUP], (const struct template_value[]){
			{ "name", annual_group(w, g->name) },
			{ "tasks", figure_count(w->mem, w->p, (int64_t)g->tasks) },
			{ "done", figure_count(w->mem, w->p, (int64_t)g->status[RESULT_DONE]) },
			{ "percent", figure_percent(w->mem, w->p, (int64_t)g->status[RESULT_DONE], (int64_t)g->tasks) },
		}, 4);
		f.text = words;
		n->text = annual_text(w->mem, words, figure_add(w->mem, w->figures, &f), at);
	}
}

void
annual_results(struct annual_work *w, struct node_list *out, const struct where *at)
{
	const struct tally_sums *groups = &w->now->by[TALLY_GROUP];

	if (w->now->ntasks > (size_t)w->p->report.listed) {
		told_by_group(w, out, at);
		return;
	}
	for (size_t i = 0; i < groups->n; i++) {
		const struct tally_sum *g = &groups->items[i];
		struct node_list items = { 0 };
		struct node *heading;
		for (size_t k = 0; k < g->tasks; k++)
			node_list_add(w->mem, &items, NODE_DASH, at)->text = result_text(w, g->from[k], at);
		heading = node_list_add(w->mem, out, NODE_HEADING, at);
		heading->text = annual_text(w->mem, annual_group(w, g->name), 0, at);
		heading->items = (struct nodes){ items.items, items.n };
	}
}
