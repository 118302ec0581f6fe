#include "tally_sum.h"
#include "arena.h"
#include "diag.h"
#include "tally_index.h"
#include "tally_quantity.h"

struct counting {
	struct arena	*mem;
	struct diag	*diag;
	struct tally	*t;
	struct tally_names names[TALLY__BYS];
};

/* False when the sum would be too large; it is then unchanged. */
static bool
add_money(int64_t *sum, const struct money *m)
{
	if (m->value > TALLY_MONEY_MOST - *sum)
		return false;
	*sum += m->value;
	return true;
}

static void
count(struct counting *c, struct tally_sum *s, const struct tally_task *task)
{
	const struct result *r = task->result;

	s->from = arena_grow(c->mem, s->from, s->tasks, &s->cap, sizeof *s->from);
	s->from[s->tasks++] = task;
	s->status[task->status]++;
	s->late += task->late;
	if (!result_has_money(r))
		return;
	s->with_money++;
	s->with_allocated += r->allocated.at != NULL;
	s->with_spent += r->spent.at != NULL;
	if (!add_money(&s->allocated, &r->allocated) || !add_money(&s->spent, &r->spent))
		DIAG(c->diag, RESULTS_LARGE, r->at, "", r->task);
}

/* Counts a task once under a name; true when it was not counted there yet. */
static bool
count_as(struct counting *c, enum tally_by by, const char *name, const struct tally_task *task)
{
	struct tally_sums *sums = &c->t->by[by];
	bool fresh;
	size_t i = by == TALLY_PLAN ? tally_find(c->mem, &c->names[by].keys, name, sums->n)
	    : tally_find_alike(c->mem, &c->names[by], name, sums->n, &fresh);
	struct tally_sum *s;

	if (i == sums->n) {
		sums->items = arena_grow(c->mem, sums->items, sums->n, &sums->cap, sizeof *sums->items);
		sums->items[sums->n++] = (struct tally_sum){ .name = name };
	}
	s = &sums->items[i];
	if (s->tasks > 0 && s->from[s->tasks - 1] == task)
		return false;
	count(c, s, task);
	return true;
}

/* The number of agencies that the task was counted for. */
static size_t
count_names(struct counting *c, enum tally_by by, const struct texts *names, const struct tally_task *task)
{
	size_t n = 0;

	for (size_t i = 0; i < names->n; i++) {
		const struct text *t = &names->items[i];
		if (t->n > 0 && t->runs[0].kind == RUN_TEXT)
			n += count_as(c, by, t->runs[0].text, task);
	}
	return n;
}

static void
count_agencies(struct counting *c, const struct tally_task *task)
{
	size_t leads = count_names(c, TALLY_LEAD, task->leads, task);

	if (leads == 0)
		count(c, &c->t->unled, task);
	if (leads > 1)
		count(c, &c->t->shared, task);
	if (count_names(c, TALLY_PARTNER, task->partners, task) > 0)
		count(c, &c->t->helped, task);
}

/* The month of the year in which a task is due; 0: none. */
static int
month_of(const struct tally_task *task, int year)
{
	const struct date *due = &task->time->to;

	return due->given && due->year == year ? due->month : 0;
}

/* Quarters and months of the year all stand there, also those without tasks. */
static void
count_times(struct counting *c, int year)
{
	struct tally_sums *quarters = &c->t->by[TALLY_QUARTER], *months = &c->t->by[TALLY_MONTH];

	quarters->items = arena_array(c->mem, quarters->n = 4, sizeof *quarters->items);
	months->items = arena_array(c->mem, months->n = 12, sizeof *months->items);
	for (size_t i = 0; i < c->t->ntasks; i++) {
		const struct tally_task *task = &c->t->tasks[i];
		int month = month_of(task, year);
		if (month == 0) {
			count(c, &c->t->undue, task);
			continue;
		}
		count(c, &quarters->items[(month - 1) / 3], task);
		count(c, &months->items[month - 1], task);
	}
}

/* An agency may lead some tasks and help with others. */
static void
pair_agencies(struct counting *c)
{
	struct tally_sums *partners = &c->t->by[TALLY_PARTNER], *leads = &c->t->by[TALLY_LEAD];

	for (size_t i = 0; i < partners->n; i++) {
		struct tally_sum *partner = &partners->items[i];
		size_t k = tally_find(c->mem, &c->names[TALLY_LEAD].keys, tally_key(c->mem, partner->name), leads->n);
		if (k == leads->n)
			continue;
		partner->other = &leads->items[k];
		leads->items[k].other = partner;
	}
}

void
tally_sum(struct arena *mem, struct diag *d, struct tally *t, int year)
{
	struct counting c = { .mem = mem, .diag = d, .t = t };

	for (size_t i = 0; i < t->ntasks; i++) {
		const struct tally_task *task = &t->tasks[i];
		count(&c, &t->all, task);
		count_agencies(&c, task);
		count_as(&c, TALLY_FIELD, task->field, task);
		count_as(&c, TALLY_GROUP, task->group, task);
		count_as(&c, TALLY_PLAN, task->plan->path, task);
	}
	t->year = year;
	pair_agencies(&c);
	count_times(&c, year);
	tally_quantities(mem, d, t);
}
