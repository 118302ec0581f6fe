#include "annual_part.h"
#include "arena.h"
#include "clean.h"
#include "inline.h"
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

void
annual_wording(struct annual_work *w, struct annual_runs *out, const struct run *like, const char *name,
    struct decimal done, struct decimal target, struct figure_part a, struct figure_part b)
{
	struct annual_word word = { .name = "percent" };
	const char *met = w->p->report.words[REPORT_MET];
	struct figure_part excess = figure_two(w->mem, FIGURE_DIFFERENCE, a, b);
	bool above;

	decimal_align(&done, &target);
	above = done.units > target.units;
	if (done.units == target.units) {
		annual_say(w, out, like, met, annual_figure(w, name, met, excess));
		return;
	}
	word.text = figure_percent(w->mem, w->p, above ? done.units - target.units : done.units, target.units);
	word.figure = annual_figure(w, name, word.text, figure_two(w->mem, FIGURE_RATIO, above ? excess : a, b));
	annual_fill(w, out, like, w->p->report.words[above ? REPORT_ABOVE : REPORT_BELOW], &word, 1);
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
add_quantity(struct annual_work *w, struct annual_runs *out, const struct run *like, const struct quantity *q)
{
	static const char name[] = "results.quantity";
	struct figure_part a = figure_given(q->at, MEMBER_DONE), b = figure_given(q->at, MEMBER_TARGET);
	struct annual_runs wording = { 0 };
	struct annual_word words[] = { { "name", .text = q->name }, { "unit", .text = q->unit },
		{ "done", .text = figure_decimal(w->mem, w->p, q->done) }, { .name = "target" }, { "wording", .runs = &wording } };

	words[0].figure = annual_quote(w, name, q->name, figure_given(q->at, MEMBER_NAME));
	words[2].figure = annual_figure(w, name, words[2].text, a);
	if (q->wanted) {
		words[3].text = figure_decimal(w->mem, w->p, q->target);
		words[3].figure = annual_figure(w, name, words[3].text, b);
		annual_wording(w, &wording, like, name, q->done, q->target, a, b);
	}
	annual_fill(w, out, like, w->p->report.words[q->wanted ? REPORT_QUANTITY : REPORT_QUANTITY_PLAIN], words, 5);
}

static void
add_money(struct annual_work *w, struct annual_runs *out, const struct run *like, const struct result *r)
{
	struct annual_word word = { "spent", .text = figure_money(w->mem, w->p, r->spent.value) };

	word.figure = annual_figure(w, "results.money", word.text, figure_given(r->at, MEMBER_SPENT));
	annual_fill(w, out, like, w->p->report.words[REPORT_MONEY], &word, 1);
}

static void
add_note(struct annual_work *w, struct annual_runs *out, const struct run *like, const struct text *note)
{
	struct annual_word word = { "note", .text = bare_title(w->mem, inline_plain(w->mem, w->p, note)) };

	word.figure = annual_quote(w, "results.note", word.text, figure_given(note->at, MEMBER_ITSELF));
	annual_fill(w, out, like, w->p->report.words[REPORT_NOTE], &word, 1);
}

/* "Title: status; what was counted; money. Note" */
static struct text
result_text(struct annual_work *w, const struct tally_task *task, const struct where *at)
{
	const struct result *r = task->result;
	struct annual_runs out = { 0 };
	struct run like = annual_run(at), figures = like;
	struct annual_word words[] = { { "title", .text = bare_title(w->mem, task->title) },
		{ "status", .text = annual_status(w, task->status, task->late, false) } };

	figures.lead = annual_lead(w, (int)(task - w->now->tasks) + 1);
	words[0].figure = annual_quote(w, "results.task", words[0].text, figure_given(task->node->text.at, MEMBER_ITSELF));
	annual_fill(w, &out, &like, w->p->report.words[REPORT_RESULT], words, 2);
	for (size_t i = 0; r != NULL && i < r->nquantities; i++)
		add_quantity(w, &out, &figures, &r->quantities[i]);
	if (r != NULL && r->spent.at != NULL)
		add_money(w, &out, &figures, r);
	if (r != NULL && r->note.n > 0)
		add_note(w, &out, &like, &r->note);
	annual_say(w, &out, &like, ".", 0);
	return annual_runs_text(&out, at);
}

struct figure_part
annual_named(enum tally_by by, const struct tally_sum *s)
{
	const struct tally_task *task = s->from[0];
	const struct task_line *const *lines = task->node->task->lines;

	switch (by) {
	case TALLY_LEAD:
		return figure_given(lines[lines[TASK_LEAD]->at != NULL ? TASK_LEAD : TASK_EXECUTORS]->at, MEMBER_ITSELF);
	case TALLY_PARTNER:
		return figure_given(lines[TASK_PARTNERS]->at, MEMBER_ITSELF);
	case TALLY_PLAN:
		return figure_given(task->plan->plan->at, MEMBER_NUMBER);
	case TALLY_FIELD:
		if (task->result != NULL && task->result->field != NULL)
			return figure_given(task->result->at, MEMBER_FIELD);
		break;
	case TALLY_GROUP:
	case TALLY_QUARTER:
	case TALLY_MONTH:
	case TALLY__BYS:
		break;
	}
	return figure_given(task->heading, MEMBER_ITSELF);
}

/* The name of a group of tasks, in runs. */
static void
say_group(struct annual_work *w, struct annual_runs *out, const struct run *like, enum tally_by by, const struct tally_sum *g)
{
	int figure = annual_quote(w, "results.group", g->name, annual_named(by, g));

	annual_say(w, out, like, annual_group(w, g->name), figure);
}

/* "Group: 12 tasks, 9 done (75%), ..." */
static struct text
group_text(struct annual_work *w, const struct tally_sum *g, const struct where *at)
{
	static const char name[] = "results.group";
	struct figure_part done = figure_count_of(figure_tasks(g, PICK_DONE)), all = figure_count_of(figure_tasks(g, PICK_ALL));
	struct annual_runs out = { 0 }, own = { 0 };
	struct run like = annual_run(at);
	struct annual_word words[] = {
		{ "name", .runs = &own },
		{ "tasks", .text = figure_count(w->mem, w->p, (int64_t)g->tasks) },
		{ "done", .text = figure_count(w->mem, w->p, (int64_t)g->status[RESULT_DONE]) },
		{ "percent", .text = figure_percent(w->mem, w->p, (int64_t)g->status[RESULT_DONE], (int64_t)g->tasks) },
	};

	say_group(w, &own, &like, TALLY_FIELD, g);
	words[1].figure = annual_figure(w, name, words[1].text, all);
	words[2].figure = annual_figure(w, name, words[2].text, done);
	words[3].figure = annual_figure(w, name, words[3].text, figure_two(w->mem, FIGURE_RATIO, done, all));
	annual_fill(w, &out, &like, w->p->report.words[REPORT_GROUP], words, 4);
	return annual_runs_text(&out, at);
}

void
annual_results(struct annual_work *w, struct node_list *out, const struct where *at)
{
	const struct tally_sums *groups = &w->now->by[TALLY_GROUP];

	if (w->now->ntasks > (size_t)w->p->report.listed) {
		/* Those that are too many to be told one by one. */
		for (size_t i = 0; i < w->now->by[TALLY_FIELD].n; i++)
			node_list_add(w->mem, out, NODE_DASH, at)->text = group_text(w, &w->now->by[TALLY_FIELD].items[i], at);
		return;
	}
	for (size_t i = 0; i < groups->n; i++) {
		const struct tally_sum *g = &groups->items[i];
		struct node_list items = { 0 };
		struct annual_runs name = { 0 };
		struct run like = annual_run(at);
		struct node *heading;
		for (size_t k = 0; k < g->tasks; k++)
			node_list_add(w->mem, &items, NODE_DASH, at)->text = result_text(w, g->from[k], at);
		heading = node_list_add(w->mem, out, NODE_HEADING, at);
		say_group(w, &name, &like, TALLY_GROUP, g);
		heading->text = annual_runs_text(&name, at);
		heading->items = (struct nodes){ items.items, items.n };
	}
}
