#include "annual_value.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"
#include "template.h"

#include <string.h>

enum kind { TASKS, STATUS, LATE, PLANS, AGENCIES, PARTNERS, MONEY_ALLOCATED, MONEY_SPENT, MONEY_LEFT, MONEY_OVER, STATUS_SHARE, SPENT_SHARE,
    YEAR, DAY };

static const struct {
	const char	*name;
	enum kind	 kind;
	int		 arg;		/* status; years to add; 0 the first and 1 the last day */
	const char	*formula;
} values[] = {
	{ "tasks.total", TASKS, 0, "number of tasks" },
	{ "tasks.done", STATUS, RESULT_DONE, "number of tasks with status done" },
	{ "tasks.ongoing", STATUS, RESULT_ONGOING, "number of tasks with status ongoing" },
	{ "tasks.waiting", STATUS, RESULT_WAITING, "number of tasks with status waiting" },
	{ "tasks.dropped", STATUS, RESULT_DROPPED, "number of tasks with status dropped" },
	{ "tasks.unknown", STATUS, RESULT_NONE, "number of tasks without a result" },
	{ "tasks.late", LATE, 0, "number of tasks finished after their time" },
	{ "tasks.done_percent", STATUS_SHARE, RESULT_DONE, "tasks.done / tasks.total" },
	{ "money.allocated", MONEY_ALLOCATED, 0, "sum of allocated" },
	{ "money.spent", MONEY_SPENT, 0, "sum of spent" },
	{ "money.left", MONEY_LEFT, 0, "sum of allocated - sum of spent" },
	{ "money.over", MONEY_OVER, 0, "sum of spent - sum of allocated" },
	{ "money.spent_percent", SPENT_SHARE, 0, "sum of spent / sum of allocated" },
	{ "budget.allocated", MONEY_ALLOCATED, 0, "sum of allocated" },
	{ "budget.spent", MONEY_SPENT, 0, "sum of spent" },
	{ "plans.total", PLANS, 0, "number of plans" },
	{ "agencies.total", AGENCIES, 0, "number of agencies that lead a task" },
	{ "agencies.coordinating", PARTNERS, 0, "number of agencies that are partners in a task" },
	{ "period.year", YEAR, 0, NULL },
	{ "period.next_year", YEAR, 1, NULL },
	{ "period.from", DAY, 0, NULL },
	{ "period.to", DAY, 1, NULL },
};

enum { VALUES = sizeof values / sizeof *values };

static int64_t
number_of(const struct tally *t, enum kind kind, int arg)
{
	switch (kind) {
	case TASKS:
		return (int64_t)t->all.tasks;
	case STATUS:
	case STATUS_SHARE:
		return (int64_t)t->all.status[arg];
	case LATE:
		return (int64_t)t->all.late;
	case PLANS:
		return (int64_t)t->nplans;
	case AGENCIES:
		return (int64_t)t->by[TALLY_LEAD].n;
	case PARTNERS:
		return (int64_t)t->by[TALLY_PARTNER].n;
	case MONEY_ALLOCATED:
		return t->all.allocated;
	case MONEY_SPENT:
	case SPENT_SHARE:
		return t->all.spent;
	case MONEY_LEFT:
		return t->all.allocated - t->all.spent;
	case MONEY_OVER:
		return t->all.spent - t->all.allocated;
	case YEAR:
	case DAY:
		break;
	}
	return 0;
}

static const char *
day_text(struct annual_work *w, const struct date *d)
{
	return arena_printf(w->mem, "%02d/%d/%d", d->day, d->month, d->year);
}

static bool
is_money(enum kind kind)
{
	return kind == MONEY_ALLOCATED || kind == MONEY_SPENT || kind == MONEY_LEFT || kind == MONEY_OVER;
}

static const char *
text_of(struct annual_work *w, const struct tally *t, enum kind kind, int arg)
{
	int64_t n = number_of(t, kind, arg);

	if (kind == YEAR)
		return arena_printf(w->mem, "%d", w->annual->year + arg);
	if (kind == DAY)
		return day_text(w, arg == 0 ? &w->annual->from : &w->annual->to);
	if (kind == STATUS_SHARE)
		return figure_percent(w->mem, w->p, n, (int64_t)t->all.tasks);
	if (kind == SPENT_SHARE && t->all.allocated == 0)
		return w->p->report.words[REPORT_UNKNOWN];
	if (kind == SPENT_SHARE)
		return figure_percent(w->mem, w->p, n, t->all.allocated);
	if (is_money(kind))
		return figure_money(w->mem, w->p, n);
	return figure_count(w->mem, w->p, n);
}

/* Those of the tasks that a value counts. */
static size_t
tasks_of(struct annual_work *w, const struct tally *t, enum kind kind, int arg, const struct tally_task ***out)
{
	const struct tally_task **from = arena_array(w->mem, t->all.tasks + 1, sizeof *from);
	size_t n = 0;

	for (size_t i = 0; i < t->all.tasks; i++) {
		const struct tally_task *task = t->all.from[i];
		bool counts = kind == STATUS ? task->status == (enum result_status)arg : kind == LATE ? task->late
		    : kind == TASKS || kind == STATUS_SHARE || kind == PLANS || kind == AGENCIES || kind == PARTNERS ? true
		    : result_has_money(task->result);
		if (counts)
			from[n++] = task;
	}
	*out = from;
	return n;
}

/* "tăng 3 (12,5%)": this year against the one before. */
static const char *
change_text(struct annual_work *w, enum kind kind, int arg)
{
	int64_t now = number_of(w->now, kind, arg), before = number_of(w->before, kind, arg), by = now - before;
	enum report_word word = by > 0 ? REPORT_RISE : by < 0 ? REPORT_FALL : REPORT_SAME;
	bool money = is_money(kind);
	int64_t size = by < 0 ? -by : by;
	const char *text;

	if (before == 0 && by != 0)		/* there are no per cent of nothing */
		word = by > 0 ? REPORT_RISE_NONE : REPORT_FALL_NONE;
	text = template_fill(w->mem, w->p->report.words[word], "difference",
	    money ? figure_money(w->mem, w->p, size) : figure_count(w->mem, w->p, size));
	return template_fill(w->mem, text, "percent", figure_percent(w->mem, w->p, size, before < 0 ? -before : before));
}

/* The period named is always this one; shares have no change that words tell. */
static bool
has_value(enum kind kind, bool past, bool compared)
{
	if (kind == YEAR || kind == DAY)
		return !past && !compared;
	return !compared || (kind != STATUS_SHARE && kind != SPENT_SHARE);
}

static const char *
unknown(struct annual_work *w, const char *name, const struct where *at)
{
	const char *names[VALUES + 1] = { NULL }, *like;

	for (int i = 0; i < VALUES; i++)
		names[i] = values[i].name;
	like = bind_nearest(name, names);
	if (like != NULL)
		DIAG(w->diag, REPORT_VALUE_NEAR, at, "", name, like);
	else
		DIAG(w->diag, REPORT_VALUE, at, "", name, bind_join(w->mem, names));
	return NULL;
}

const char *
annual_value(struct annual_work *w, const char *name, size_t n, const struct where *at, int *figure)
{
	static const char before[] = "before.", change[] = "change.";
	const char *whole = arena_copy(w->mem, name, n), *rest = whole;
	bool past = strncmp(whole, before, strlen(before)) == 0, compared = strncmp(whole, change, strlen(change)) == 0;
	const struct tally *t = past ? w->before : w->now;
	struct figure f = { .name = whole };
	int i = 0;

	rest += past ? strlen(before) : compared ? strlen(change) : 0;
	while (i < VALUES && strcmp(values[i].name, rest) != 0)
		i++;
	if (i == VALUES || !has_value(values[i].kind, past, compared))
		return unknown(w, whole, at);
	if ((past || compared) && w->before == NULL) {
		DIAG(w->diag, REPORT_BEFORE, at, "", whole);
		return NULL;
	}
	f.text = compared ? change_text(w, values[i].kind, values[i].arg) : text_of(w, t, values[i].kind, values[i].arg);
	f.formula = values[i].formula;
	if (f.formula == NULL)
		return f.text;
	if (compared)
		f.formula = arena_printf(w->mem, "this period against the one before: %s", f.formula);
	f.ntasks = tasks_of(w, t, values[i].kind, values[i].arg, &f.tasks);
	*figure = figure_add(w->mem, w->figures, &f);
	return f.text;
}
