#include "tally_check.h"
#include "arena.h"
#include "diag.h"
#include "number.h"

struct checker {
	struct arena	*mem;
	struct diag	*diag;
	const struct annual *period;	/* or NULL */
};

/* A last day within the period, a first day not after it. */
static void
check_day(struct checker *c, const struct result *r, const struct date *day, bool is_last)
{
	const struct annual *p = c->period;

	if (p == NULL || !day->given)
		return;
	if (date_number(day) > date_number(&p->to) || (is_last && date_number(day) < date_number(&p->from)))
		DIAG(c->diag, RESULT_OUTSIDE, day->at, "", r->task, annual_day(c->mem, day),
		    annual_day(c->mem, &p->from), annual_day(c->mem, &p->to), diag_place(c->diag, p->to.at));
}

static void
check_status(struct checker *c, const struct result *r)
{
	bool idle = r->status == RESULT_WAITING || r->status == RESULT_DROPPED;

	if (r->status == RESULT_DONE && !r->finished.given && !r->faulty)
		DIAG(c->diag, RESULT_UNDATED, r->at, "", r->task);
	if (r->status == RESULT_WAITING && r->started.given)
		DIAG(c->diag, RESULT_STARTED, r->started.at, "", r->task);
	if (idle && r->spent.value > 0)
		DIAG(c->diag, RESULT_SPENT, r->spent.at, "", number_grouped(c->mem, r->spent.value, "."), r->task,
		    result_status_name(r->status));
	check_day(c, r, &r->started, false);
	if (r->status == RESULT_DONE)
		check_day(c, r, &r->finished, true);
}

void
tally_check(struct arena *mem, struct diag *d, const struct tally *t, const struct annual *period)
{
	struct checker c = { mem, d, period };

	for (size_t i = 0; i < t->ntasks; i++)
		if (t->tasks[i].result != NULL)
			check_status(&c, t->tasks[i].result);
}

/* The first that money is spent on and none is said to be allocated to; others were told by themselves. */
static const struct result *
first_unallocated(const struct tally *t)
{
	for (size_t i = 0; i < t->ntasks; i++) {
		const struct result *r = t->tasks[i].result;
		if (r != NULL && r->spent.value > 0 && r->allocated.at == NULL)
			return r;
	}
	return NULL;
}

void
tally_check_money(struct arena *mem, struct diag *d, const struct tally *t)
{
	const struct result *r = t->all.spent > t->all.allocated ? first_unallocated(t) : NULL;

	if (r == NULL || t->money_lost)
		return;
	if (t->all.allocated == 0)
		DIAG(d, MONEY_UNALLOCATED, r->spent.at, "");
	else
		DIAG(d, SPENT_TOTAL, r->spent.at, "", number_grouped(mem, t->all.spent, "."),
		    number_grouped(mem, t->all.allocated, "."), number_grouped(mem, r->spent.value, "."),
		    number_grouped(mem, r->allocated.value, "."));
}
