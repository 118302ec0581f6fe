#include "tally_quantity.h"
#include "arena.h"
#include "diag.h"
#include "tally_index.h"

struct adding {
	struct arena	*mem;
	struct diag	*diag;
	struct tally	*t;
	struct tally_names names;	/* with their units */
};

/* Whether two numbers can be compared exactly. */
static bool
is_comparable(struct decimal a, struct decimal b)
{
	return decimal_align(&a, &b);
}

/* The sum that a quantity belongs to; each other way to write its name or unit is told once. */
static struct tally_quantity *
sum_of(struct adding *a, const struct quantity *q)
{
	struct tally *t = a->t;
	const char *name = arena_printf(a->mem, "%s\n%s", q->name, q->unit);
	bool fresh;
	size_t i = tally_find_alike(a->mem, &a->names, name, t->nquantities, &fresh);
	struct tally_quantity *sum;

	if (i == t->nquantities) {
		t->quantities = arena_grow(a->mem, t->quantities, t->nquantities, &t->quantities_cap,
		    sizeof *t->quantities);
		t->quantities[t->nquantities++] = (struct tally_quantity){ .name = q->name, .unit = q->unit,
			.key = tally_key(a->mem, name) };
	}
	sum = &t->quantities[i];
	if (fresh && sum->n > 0)
		DIAG(a->diag, QUANTITY_SPELLING, q->at, "", q->name, q->unit, sum->name, sum->unit,
		    diag_place(a->diag, sum->from[0].quantity->at));
	return sum;
}

/* A part with a target and one without, once known of both, are told once. */
static void
check_aim(struct adding *a, struct tally_quantity *sum, const struct quantity *q)
{
	bool mixed = sum->wanted && sum->aimless != NULL;
	size_t aimed = 0;

	if (!q->wanted && sum->aimless == NULL)
		sum->aimless = q;
	sum->wanted = sum->wanted || q->wanted;
	if (mixed || !sum->wanted || sum->aimless == NULL)
		return;
	while (!sum->from[aimed].quantity->wanted)
		aimed++;
	DIAG(a->diag, QUANTITY_AIMLESS, sum->aimless->at, "", q->name,
	    diag_place(a->diag, sum->from[aimed].quantity->at));
}

static void
add_quantity(struct adding *a, const struct quantity *q, const struct tally_task *task)
{
	struct tally_quantity *sum = sum_of(a, q);

	if (!decimal_add(&sum->done, q->done) || !decimal_add(&sum->target, q->target)
	    || (q->wanted && !decimal_add(&sum->met, q->done)) || !is_comparable(sum->done, sum->target)
	    || !is_comparable(sum->met, sum->target))
		DIAG(a->diag, RESULTS_LARGE, q->at, "", q->name);
	sum->from = arena_grow(a->mem, sum->from, sum->n, &sum->cap, sizeof *sum->from);
	sum->from[sum->n++] = (struct tally_term){ task, q };
	check_aim(a, sum, q);
}

/* One name counted in two units is told: such sums stand apart. */
static void
check_units(struct adding *a)
{
	const struct tally_quantity *all = a->t->quantities;
	struct tally_index names = { 0 };

	for (size_t i = 0; i < a->t->nquantities; i++) {
		size_t first = tally_find(a->mem, &names, tally_key(a->mem, all[i].name), i);
		if (first != i)
			DIAG(a->diag, QUANTITY_UNITS, all[i].from[0].quantity->at, "", all[i].name, all[i].unit,
			    all[first].unit, diag_place(a->diag, all[first].from[0].quantity->at));
	}
}

void
tally_quantities(struct arena *mem, struct diag *d, struct tally *t)
{
	struct adding a = { .mem = mem, .diag = d, .t = t };

	for (size_t i = 0; i < t->ntasks; i++) {
		const struct result *r = t->tasks[i].result;
		for (size_t k = 0; r != NULL && k < r->nquantities; k++)
			add_quantity(&a, &r->quantities[k], &t->tasks[i]);
	}
	for (size_t i = 0; i < t->nquantities; i++) {
		struct tally_quantity *q = &t->quantities[i];
		q->target = decimal_shortest(q->target);	/* 620,5 and 624,5 are 1245 */
		q->done = decimal_shortest(q->done);
		q->met = decimal_shortest(q->met);
	}
	check_units(&a);
}
