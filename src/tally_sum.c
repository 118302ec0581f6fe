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
	struct slot	*slots;
	size_t		 size;		/* a power of two */
};

static size_t
hash(const char *s)
{
	size_t h = 1469598103934665603u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

static struct index
new_index(struct arena *mem, size_t names)
{
	struct index ix = { .size = 64 };

	while (ix.size < names * 2)
		ix.size *= 2;
	ix.slots = arena_array(mem, ix.size, sizeof *ix.slots);
	return ix;
}

/* The place of a name, empty when it is new. */
static struct slot *
find(struct index *ix, const char *name)
{
	size_t i = hash(name) & (ix->size - 1);

	while (ix->slots[i].name != NULL && strcmp(ix->slots[i].name, name) != 0)
		i = (i + 1) & (ix->size - 1);
	return &ix->slots[i];
}

static void
count(struct arena *mem, struct tally_sum *s, const struct tally_task *task)
{
	const struct result *r = task->result;

	s->from = arena_grow(mem, s->from, s->tasks, &s->cap, sizeof *s->from);
	s->from[s->tasks++] = task;
	s->status[task->status]++;
	s->late += task->late;
	if (r == NULL || (r->allocated.at == NULL && r->spent.at == NULL))
		return;
	s->with_money++;
	s->allocated += r->allocated.value;
	s->spent += r->spent.value;
}

struct counting {
	struct arena	*mem;
	struct tally	*t;
	struct index	 names[TALLY__BYS];
};

static void
count_as(struct counting *c, enum tally_by by, const char *name, const struct tally_task *task)
{
	struct tally_sums *sums = &c->t->by[by];
	struct slot *slot = find(&c->names[by], name);

	if (slot->name == NULL) {
		sums->items = arena_grow(c->mem, sums->items, sums->n, &sums->cap, sizeof *sums->items);
		sums->items[sums->n] = (struct tally_sum){ .name = name };
		*slot = (struct slot){ name, sums->n++ };
	}
	count(c->mem, &sums->items[slot->index], task);
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

static int
month_of(const struct tally_task *task)
{
	return task->time->to.given ? task->time->to.month : 0;
}

int
tally_quarter(const struct tally_task *task)
{
	return (month_of(task) + 2) / 3;
}

/* Quarters and months all stand there, also those without tasks. */
static void
count_times(struct counting *c)
{
	struct tally_sums *quarters = &c->t->by[TALLY_QUARTER], *months = &c->t->by[TALLY_MONTH];

	quarters->items = arena_array(c->mem, quarters->n = 4, sizeof *quarters->items);
	months->items = arena_array(c->mem, months->n = 12, sizeof *months->items);
	for (size_t i = 0; i < c->t->ntasks; i++) {
		const struct tally_task *task = &c->t->tasks[i];
		if (month_of(task) == 0)
			continue;
		count(c->mem, &quarters->items[tally_quarter(task) - 1], task);
		count(c->mem, &months->items[month_of(task) - 1], task);
	}
}

static void
add_quantity(struct counting *c, struct index *names, const struct quantity *q)
{
	struct tally *t = c->t;
	struct slot *slot = find(names, arena_printf(c->mem, "%s\n%s", q->name, q->unit));
	struct tally_quantity *sum;

	if (slot->name == NULL) {
		t->quantities = arena_grow(c->mem, t->quantities, t->nquantities, &t->quantities_cap, sizeof *t->quantities);
		t->quantities[t->nquantities] = (struct tally_quantity){ .name = q->name, .unit = q->unit, .wanted = true };
		*slot = (struct slot){ arena_printf(c->mem, "%s\n%s", q->name, q->unit), t->nquantities++ };
	}
	sum = &t->quantities[slot->index];
	decimal_add(&sum->done, q->done);
	decimal_add(&sum->target, q->target);
	sum->wanted = sum->wanted && q->wanted;
	sum->from = arena_grow(c->mem, sum->from, sum->n, &sum->cap, sizeof *sum->from);
	sum->from[sum->n++] = q;
}

/* One name counted in two units is told: such sums stand apart. */
static void
check_units(struct counting *c, struct diag *d, struct index *names)
{
	const struct tally *t = c->t;

	for (size_t i = 0; i < t->nquantities; i++) {
		struct slot *slot = find(names, t->quantities[i].name);
		if (slot->name == NULL)
			*slot = (struct slot){ t->quantities[i].name, i };
		else
			DIAG(d, QUANTITY_UNITS, t->quantities[i].from[0]->at, "", t->quantities[i].name,
			    t->quantities[i].unit, t->quantities[slot->index].unit,
			    tally_place(c->mem, t->quantities[slot->index].from[0]->at));
	}
}

static size_t
count_quantities(const struct tally *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->ntasks; i++)
		n += t->tasks[i].result != NULL ? t->tasks[i].result->nquantities : 0;
	return n;
}

static size_t
count_partners(const struct tally *t)
{
	size_t n = t->ntasks;

	for (size_t i = 0; i < t->ntasks; i++)
		n += t->tasks[i].leads->n + t->tasks[i].partners->n;
	return n;
}

void
tally_sum(struct arena *mem, struct diag *d, struct tally *t)
{
	struct counting c = { .mem = mem, .t = t };
	struct index quantities = new_index(mem, count_quantities(t)), names = new_index(mem, count_quantities(t));
	size_t most = count_partners(t);

	for (int by = 0; by < TALLY__BYS; by++)
		c.names[by] = new_index(mem, by <= TALLY_PARTNER ? most : t->ntasks);
	for (size_t i = 0; i < t->ntasks; i++) {
		const struct tally_task *task = &t->tasks[i];
		count(mem, &t->all, task);
		count_names(&c, TALLY_LEAD, task->leads, task);
		count_names(&c, TALLY_PARTNER, task->partners, task);
		count_as(&c, TALLY_FIELD, task->field, task);
		count_as(&c, TALLY_GROUP, task->group, task);
		count_as(&c, TALLY_PLAN, task->plan->path, task);
		for (size_t k = 0; task->result != NULL && k < task->result->nquantities; k++)
			add_quantity(&c, &quantities, &task->result->quantities[k]);
	}
	count_times(&c);
	check_units(&c, d, &names);
}
