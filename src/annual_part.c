#include "annual_part.h"
#include "arena.h"
#include "clean.h"
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

struct figure_part
annual_named(enum tally_by by, const struct tally_sum *s)
{
	const struct tally_task *task = s->from[0];
	const struct task_line *const *lines = task->node->task->lines;

	switch (by) {
	case TALLY_LEAD:
		return figure_given(lines[lines[TASK_LEAD]->at != NULL ? TASK_LEAD : TASK_EXECUTORS]->at,
		    MEMBER_ITSELF);
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
