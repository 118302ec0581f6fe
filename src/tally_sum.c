#include "tally_sum.h"
#include "arena.h"
#include "diag.h"
#include "tally_join.h"

#include <stdlib.h>
#include <string.h>

struct slot {				/* of a table from names to sums */
	const char	*name;
	size_t		 index;
};

struct index {				/* names met, by their hash; half of it is empty */
	struct slot	*slots;		/* NULL: none yet */
	size_t		 size;		/* a power of two */
	size_t		 n;		/* names in it */
};

static size_t
hash(const char *s)
{
	size_t h = 1469598103934665603u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

/* The place of a name, empty when it is new. */
static struct slot *
place(const struct index *ix, const char *name)
{
	size_t i = hash(name) & (ix->size - 1);

	while (ix->slots[i].name != NULL && strcmp(ix->slots[i].name, name) != 0)
		i = (i + 1) & (ix->size - 1);
	return &ix->slots[i];
}

/* The index of a name; a new one gets `next`. */
static size_t
find(struct arena *mem, struct index *ix, const char *name, size_t next)
{
	enum { FIRST = 64 };
	struct slot *slot;

	if (ix->n * 2 >= ix->size) {
		struct index more = { .size = ix->size == 0 ? FIRST : ix->size * 2, .n = ix->n };
		more.slots = arena_array(mem, more.size, sizeof *more.slots);
		for (size_t i = 0; i < ix->size; i++)
			if (ix->slots[i].name != NULL)
				*place(&more, ix->slots[i].name) = ix->slots[i];
		*ix = more;
	}
	slot = place(ix, name);
	if (slot->name == NULL) {
		*slot = (struct slot){ name, next };
		ix->n++;
	}
	return slot->index;
}

struct counting {
	struct arena	*mem;
	struct diag	*diag;
	struct tally	*t;
	struct index	 names[TALLY__BYS];
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
	if (!add_money(&s->allocated, &r->allocated) || !add_money(&s->spent, &r->spent))
		DIAG(c->diag, RESULTS_LARGE, r->at, "", r->task);
}

static void
count_as(struct counting *c, enum tally_by by, const char *name, const struct tally_task *task)
{
	struct tally_sums *sums = &c->t->by[by];
	size_t i = find(c->mem, &c->names[by], name, sums->n);

	if (i == sums->n) {
		sums->items = arena_grow(c->mem, sums->items, sums->n, &sums->cap, sizeof *sums->items);
		sums->items[sums->n++] = (struct tally_sum){ .name = name };
	}
	count(c, &sums->items[i], task);
}

static void
count_names(struct counting *c, enum tally_by by, const struct texts *names, const struct tally_task *task)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct text *t = &names->items[i];
		if (t->n > 0 && t->runs[0].kind == RUN_TEXT)
			count_as(c, by, t->runs[0].text, task);
	}
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
		if (month == 0)
			continue;
		count(c, &quarters->items[(month - 1) / 3], task);
		count(c, &months->items[month - 1], task);
	}
}

/* An agency may lead some tasks and help with others. */
static void
count_help(struct counting *c)
{
	const struct tally_sums *partners = &c->t->by[TALLY_PARTNER], *leads = &c->t->by[TALLY_LEAD];

	for (size_t i = 0; i < partners->n; i++) {
		size_t lead = find(c->mem, &c->names[TALLY_LEAD], partners->items[i].name, leads->n);
		if (lead < leads->n)
			leads->items[lead].helps = partners->items[i].tasks;
	}
}

/* Whether two numbers can be compared exactly. */
static bool
is_comparable(struct decimal a, struct decimal b)
{
	return decimal_align(&a, &b);
}

static void
add_quantity(struct counting *c, struct index *names, const struct quantity *q)
{
	struct tally *t = c->t;
	size_t i = find(c->mem, names, arena_printf(c->mem, "%s\n%s", q->name, q->unit), t->nquantities);
	struct tally_quantity *sum;

	if (i == t->nquantities) {
		t->quantities = arena_grow(c->mem, t->quantities, t->nquantities, &t->quantities_cap, sizeof *t->quantities);
		t->quantities[t->nquantities++] = (struct tally_quantity){ .name = q->name, .unit = q->unit, .wanted = true };
	}
	sum = &t->quantities[i];
	if (!decimal_add(&sum->done, q->done) || !decimal_add(&sum->target, q->target)
	    || !is_comparable(sum->done, sum->target))
		DIAG(c->diag, RESULTS_LARGE, q->at, "", q->name);
	sum->wanted = sum->wanted && q->wanted;
	sum->from = arena_grow(c->mem, sum->from, sum->n, &sum->cap, sizeof *sum->from);
	sum->from[sum->n++] = q;
}

/* One name counted in two units is told: such sums stand apart. */
static void
check_units(struct counting *c)
{
	const struct tally_quantity *all = c->t->quantities;
	struct index names = { 0 };

	for (size_t i = 0; i < c->t->nquantities; i++) {
		size_t first = find(c->mem, &names, all[i].name, i);
		if (first != i)
			DIAG(c->diag, QUANTITY_UNITS, all[i].from[0]->at, "", all[i].name, all[i].unit, all[first].unit,
			    tally_place(c->mem, all[first].from[0]->at));
	}
}

void
tally_sum(struct arena *mem, struct diag *d, struct tally *t, int year)
{
	struct counting c = { .mem = mem, .diag = d, .t = t };
	struct index quantities = { 0 };

	for (size_t i = 0; i < t->ntasks; i++) {
		const struct tally_task *task = &t->tasks[i];
		count(&c, &t->all, task);
		count_names(&c, TALLY_LEAD, task->leads, task);
		count_names(&c, TALLY_PARTNER, task->partners, task);
		count_as(&c, TALLY_FIELD, task->field, task);
		count_as(&c, TALLY_GROUP, task->group, task);
		count_as(&c, TALLY_PLAN, task->plan->path, task);
		for (size_t k = 0; task->result != NULL && k < task->result->nquantities; k++)
			add_quantity(&c, &quantities, &task->result->quantities[k]);
	}
	count_help(&c);
	count_times(&c, year);
	check_units(&c);
}
