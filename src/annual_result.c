#include "annual_result.h"
#include "arena.h"
#include "inline.h"

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
		{ "done", .text = figure_decimal(w->mem, w->p, q->done) }, { .name = "target" },
		{ "wording", .runs = &wording } };

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
add_note(struct annual_work *w, struct annual_runs *out, const struct run *like, const struct tally_task *task)
{
	const struct text *note = &task->result->note;
	struct annual_word word = { "note",
		.text = bare_title(w->mem, inline_plain(w->mem, w->p, task->plan->plan, note)) };

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
	words[0].figure = annual_quote(w, "results.task", words[0].text,
	    figure_given(task->node->text.at, MEMBER_ITSELF));
	annual_fill(w, &out, &like, w->p->report.words[REPORT_RESULT], words, 2);
	for (size_t i = 0; r != NULL && i < r->nquantities; i++)
		add_quantity(w, &out, &figures, &r->quantities[i]);
	if (r != NULL && r->spent.at != NULL)
		add_money(w, &out, &figures, r);
	if (r != NULL && r->note.n > 0)
		add_note(w, &out, &like, task);
	annual_say(w, &out, &like, ".", 0);
	return annual_runs_text(&out, at);
}

/* The name of a group of tasks, in runs. */
static void
say_group(struct annual_work *w, struct annual_runs *out, const struct run *like, enum tally_by by,
    const struct tally_sum *g)
{
	int figure = annual_quote(w, "results.group", g->name, annual_named(by, g));

	annual_say(w, out, like, annual_group(w, g->name), figure);
}

/* "Group: 12 tasks, 9 done (75%), ..." */
static struct text
group_text(struct annual_work *w, const struct tally_sum *g, const struct where *at)
{
	static const char name[] = "results.group";
	struct figure_part done = figure_count_of(figure_tasks(g, PICK_DONE)),
	    all = figure_count_of(figure_tasks(g, PICK_ALL));
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

/* A heading of the plans with what became of each task under it. */
static void
add_heading(struct annual_work *w, struct node_list *out, const struct tally_sum *g, const struct where *at)
{
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

void
annual_results(struct annual_work *w, struct node_list *out, const struct where *at)
{
	bool listed = w->now->ntasks <= (size_t)w->p->report.listed;
	const struct tally_sums *groups = &w->now->by[listed ? TALLY_GROUP : TALLY_FIELD];

	for (size_t i = 0; i < groups->n; i++)
		if (listed)
			add_heading(w, out, &groups->items[i], at);
		else
			node_list_add(w->mem, out, NODE_DASH, at)->text = group_text(w, &groups->items[i], at);
}
