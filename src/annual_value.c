#include "annual_value.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"

#include <string.h>

enum kind {				/* of values */
	TASKS, STATUS, REST, LATE, PLANS, AGENCIES, PARTNERS, MONEY_ALLOCATED, MONEY_SPENT, MONEY_LEFT, MONEY_OVER,
	STATUS_SHARE, SPENT_SHARE, YEAR, DAY
};

static const struct {
	const char	*name;		/* in braces */
	enum kind	 kind;
	int		 arg;		/* status; years to add; 0 the first and 1 the last day */
} values[] = {
	{ "tasks.total", TASKS, 0 },
	{ "tasks.done", STATUS, RESULT_DONE },
	{ "tasks.ongoing", STATUS, RESULT_ONGOING },
	{ "tasks.waiting", STATUS, RESULT_WAITING },
	{ "tasks.dropped", STATUS, RESULT_DROPPED },
	{ "tasks.unknown", STATUS, RESULT_NONE },
	{ "tasks.rest", REST, 0 },
	{ "tasks.late", LATE, 0 },
	{ "tasks.done_percent", STATUS_SHARE, RESULT_DONE },
	{ "money.allocated", MONEY_ALLOCATED, 0 },
	{ "money.spent", MONEY_SPENT, 0 },
	{ "money.left", MONEY_LEFT, 0 },
	{ "money.over", MONEY_OVER, 0 },
	{ "money.spent_percent", SPENT_SHARE, 0 },
	{ "budget.allocated", MONEY_ALLOCATED, 0 },
	{ "budget.spent", MONEY_SPENT, 0 },
	{ "plans.total", PLANS, 0 },
	{ "agencies.total", AGENCIES, 0 },
	{ "agencies.coordinating", PARTNERS, 0 },
	{ "period.year", YEAR, 0 },
	{ "period.next_year", YEAR, 1 },
	{ "period.from", DAY, 0 },
	{ "period.to", DAY, 1 },
};

/* What there is to know of kinds. */
enum trait {
	COUNT,				/* of something */
	OF_PLANS,			/* the same, which results alone do not say */
	MONEY,
	SHARE,				/* in per cent: it has no change that words tell */
	OF_NOW				/* of this period only */
};

#define MEASURE(name)	(ANNUAL_ROW_MEASURE + MEASURE_##name)
static const struct {
	enum trait	 is;
	int		 own;		/* row of this year's tables that leads to it, of states the first */
	int		 compared;	/* row of the comparison, of states that of tasks done */
} kinds[] = {
	[TASKS] = { COUNT, ANNUAL_ROW_TASKS, MEASURE(TASKS) },
	[STATUS] = { COUNT, ANNUAL_ROW_STATE, MEASURE(DONE) },
	[REST] = { OF_NOW, ANNUAL_ROW_NONE, ANNUAL_ROW_NONE },
	[LATE] = { OF_PLANS, ANNUAL_ROW_TIMES, ANNUAL_ROW_NONE },
	[PLANS] = { OF_PLANS, ANNUAL_ROW_PLANS, ANNUAL_ROW_NONE },
	[AGENCIES] = { OF_PLANS, ANNUAL_ROW_AGENCIES, ANNUAL_ROW_NONE },
	[PARTNERS] = { OF_PLANS, ANNUAL_ROW_AGENCIES, ANNUAL_ROW_NONE },
	[MONEY_ALLOCATED] = { MONEY, ANNUAL_ROW_MONEY, MEASURE(ALLOCATED) },
	[MONEY_SPENT] = { MONEY, ANNUAL_ROW_MONEY, MEASURE(SPENT) },
	[MONEY_LEFT] = { MONEY, ANNUAL_ROW_MONEY, ANNUAL_ROW_NONE },
	[MONEY_OVER] = { MONEY, ANNUAL_ROW_MONEY, ANNUAL_ROW_NONE },
	[STATUS_SHARE] = { SHARE, ANNUAL_ROW_STATE, MEASURE(DONE_SHARE) },
	[SPENT_SHARE] = { SHARE, ANNUAL_ROW_MONEY, MEASURE(SPENT_SHARE) },
	[YEAR] = { OF_NOW, ANNUAL_ROW_NONE, ANNUAL_ROW_NONE },
	[DAY] = { OF_NOW, ANNUAL_ROW_NONE, ANNUAL_ROW_NONE }
};

static const char before[] = "before.", change[] = "change.";

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
	case REST:
	case YEAR:
	case DAY:
		break;
	}
	return 0;
}

/* A day in figures, with the zeros that documents have before small numbers: Decree 30/2020, appendix I, II.4.b. */
static const char *
day_text(struct annual_work *w, const struct date *d)
{
	return arena_printf(w->mem, "%s%d/%s%d/%d", d->day < w->p->pad_day ? "0" : "", d->day,
	    d->month < w->p->pad_month ? "0" : "", d->month, d->year);
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
	if (kinds[kind].is == MONEY)
		return figure_money(w->mem, w->p, n);
	return figure_count(w->mem, w->p, n);
}

/* What a day of the period comes from: itself, or the year. */
static struct figure_part
day_part(struct annual_work *w, const struct date *d)
{
	bool given = d->at != w->annual->now.at;

	return figure_given(d->at, given ? MEMBER_ITSELF : MEMBER_YEAR);
}

static struct figure_part
distinct_names(struct figure_set set, enum figure_member member)
{
	return (struct figure_part){ .op = FIGURE_DISTINCT, .member = member, .set = set };
}

static struct figure_part
part_of(struct annual_work *w, const struct tally *t, enum kind kind, int arg)
{
	struct figure_set all = figure_tasks(&t->all, PICK_ALL), money = figure_tasks(&t->all, PICK_MONEY);
	struct figure_part year = figure_given(w->annual->now.at, MEMBER_YEAR);

	switch (kind) {
	case TASKS:
	case REST: break;
	case STATUS: all.pick = figure_state((enum result_status)arg); break;
	case LATE: all.pick = PICK_LATE; break;
	case PLANS: return figure_count_of((struct figure_set){ SET_PLANS, PICK_ALL, t });
	case AGENCIES: return distinct_names(all, MEMBER_LEAD);
	case PARTNERS: return distinct_names(all, MEMBER_PARTNERS);
	case MONEY_ALLOCATED: return figure_sum_of(money, MEMBER_ALLOCATED);
	case MONEY_SPENT: return figure_sum_of(money, MEMBER_SPENT);
	case MONEY_LEFT: return figure_sum_of(money, MEMBER_LEFT);
	case MONEY_OVER:
		return figure_two(w->mem, FIGURE_DIFFERENCE, part_of(w, t, MONEY_SPENT, 0),
		    part_of(w, t, MONEY_ALLOCATED, 0));
	case STATUS_SHARE:
		return figure_two(w->mem, FIGURE_RATIO, part_of(w, t, STATUS, arg), part_of(w, t, TASKS, 0));
	case SPENT_SHARE:
		return figure_two(w->mem, FIGURE_RATIO, part_of(w, t, MONEY_SPENT, 0),
		    part_of(w, t, MONEY_ALLOCATED, 0));
	case YEAR: return arg == 0 ? year : figure_two(w->mem, FIGURE_NEXT, year, year);
	case DAY: return day_part(w, arg == 0 ? &w->annual->from : &w->annual->to);
	}
	return figure_count_of(all);
}

int
annual_anchor(const struct annual_work *w, int row)
{
	return (int)w->now->ntasks + 1 + row;
}

const struct run_lead *
annual_lead(struct annual_work *w, int anchor)
{
	struct run_lead *lead = arena_new(w->mem, sizeof *lead);
	bool is_task = (size_t)anchor <= w->now->ntasks;

	*lead = (struct run_lead){ anchor, w->p->report.words[is_task ? REPORT_LEAD : REPORT_LEAD_SUM] };
	return lead;
}

/* The row of this year's tables, or of the comparison with the year before, that has a value. */
static int
row_of(enum kind kind, int arg, bool compared)
{
	bool is_state = kind == STATUS || kind == STATUS_SHARE;

	if (compared)
		return is_state && arg != RESULT_DONE ? ANNUAL_ROW_NONE : kinds[kind].compared;
	return is_state ? kinds[kind].own + arg : kinds[kind].own;
}

static void
put_value(struct annual_work *w, struct annual_runs *out, const struct run *like, const char *name, int i,
    const struct tally *t)
{
	const char *text = text_of(w, t, values[i].kind, values[i].arg);

	annual_say(w, out, like, text, annual_quote(w, name, text, part_of(w, t, values[i].kind, values[i].arg)));
}

/* "đang thực hiện 4, chưa thực hiện 7": the tasks that are not done, by those states that there are. */
static void
put_rest(struct annual_work *w, struct annual_runs *out, const struct run *like, const char *name)
{
	static const struct { enum result_status status; enum report_word word; } states[] = {
		{ RESULT_ONGOING, REPORT_ONGOING }, { RESULT_WAITING, REPORT_WAITING },
		{ RESULT_DROPPED, REPORT_DROPPED },
		{ RESULT_NONE, REPORT_UNKNOWN }
	};
	const char *const *words = w->p->report.words, *comma = "";

	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		enum result_status status = states[i].status;
		struct run own = *like;
		const char *text = text_of(w, w->now, STATUS, (int)status);
		if (w->now->all.status[status] == 0)
			continue;
		own.lead = annual_lead(w, annual_anchor(w, ANNUAL_ROW_STATE + (int)status));
		annual_say(w, out, like, arena_printf(w->mem, "%s%s ", comma, words[states[i].word]), 0);
		annual_say(w, out, &own, text, annual_quote(w, name, text, part_of(w, w->now, STATUS, (int)status)));
		comma = ", ";
	}
	if (comma[0] == '\0')
		annual_say(w, out, like, words[REPORT_NO_REST], 0);
}

/* This year against the one before. */
static void
put_change(struct annual_work *w, struct annual_runs *out, const struct run *like, const char *name, int i)
{
	enum kind kind = values[i].kind;
	int arg = values[i].arg;

	annual_change(w, out, like, &(struct annual_pair){ .name = name,
		.now = { number_of(w->now, kind, arg), 0 }, .before = { number_of(w->before, kind, arg), 0 },
		.from_now = part_of(w, w->now, kind, arg), .from_before = part_of(w, w->before, kind, arg),
		.is_money = kinds[kind].is == MONEY });
}

/* Whether there is such a value, of the period before or as a change from it. */
static bool
has_value(enum kind kind, bool past, bool compared)
{
	return (!past && !compared) || (kinds[kind].is != OF_NOW && !(compared && kinds[kind].is == SHARE));
}

void
annual_tell(struct annual_work *w, enum diag_code code, const struct where *at, const char *p, const char *const *args)
{
	if (locate_inside(&w->inside, at, w->text, (size_t)(p - w->text)) == 0)
		diag_add_inside(w->diag, code, diag_level(code), at, w->inside.offset, args);
	else
		diag_add(w->diag, code, at, args);
}

/*
 * Says what may be meant by a name, of which `p` is the place: one alike, of this period or those compared;
 * or which there are.
 */
static int
unknown(struct annual_work *w, const char *name, const struct where *at, const char *p)
{
	const char *names[VALUES + 1] = { NULL }, *all[VALUES * 3 + 1] = { NULL }, *like;
	size_t n = 0;

	for (int i = 0; i < VALUES; i++) {
		names[i] = all[n++] = values[i].name;
		if (w->annual->compares && has_value(values[i].kind, true, false))
			all[n++] = arena_printf(w->mem, "%s%s", before, values[i].name);
		if (w->annual->compares && has_value(values[i].kind, false, true))
			all[n++] = arena_printf(w->mem, "%s%s", change, values[i].name);
	}
	like = bind_nearest(name, all);
	if (like != NULL)
		annual_tell(w, DIAG_REPORT_VALUE_NEAR, at, p, (const char *const[]){ "", name, like, NULL });
	else
		annual_tell(w, DIAG_REPORT_VALUE, at, p,
		    (const char *const[]){ "", name, bind_join(w->mem, names), NULL });
	return -1;
}

/* Whether the period before has a kind of value; else says so of a name at `p`, unless why was told. */
static bool
knows_before(struct annual_work *w, enum kind kind, const char *name, const struct where *at, const char *p)
{
	if (w->before != NULL && (w->before->nplans > 0 || kinds[kind].is != OF_PLANS))
		return true;
	if (w->before != NULL || !w->annual->compares)
		annual_tell(w, w->before == NULL ? DIAG_REPORT_BEFORE : DIAG_BEFORE_UNKNOWN, at, p,
		    (const char *const[]){ "", name, NULL });
	return false;
}

int
annual_value(struct annual_work *w, struct annual_runs *out, const struct run *like, const char *name, size_t n)
{
	const char *whole = arena_copy(w->mem, name, n), *rest = whole;
	bool past = strncmp(whole, before, strlen(before)) == 0, compared = strncmp(whole, change, strlen(change)) == 0;
	struct run own = *like;
	int i = 0, row;

	rest += past ? strlen(before) : compared ? strlen(change) : 0;
	while (i < VALUES && strcmp(values[i].name, rest) != 0)
		i++;
	if (i == VALUES || !has_value(values[i].kind, past, compared))
		return unknown(w, whole, like->at, name - 1);
	if ((past || compared) && !knows_before(w, values[i].kind, whole, like->at, name - 1))
		return -1;
	row = row_of(values[i].kind, values[i].arg, past || compared);
	own.lead = row == ANNUAL_ROW_NONE ? NULL : annual_lead(w, annual_anchor(w, row));
	if (values[i].kind == REST)
		put_rest(w, out, like, whole);
	else if (compared)
		put_change(w, out, &own, whole, i);
	else
		put_value(w, out, &own, whole, i, past ? w->before : w->now);
	return 0;
}
