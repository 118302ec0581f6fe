#include "annual_compare.h"
#include "arena.h"
#include "diag.h"
#include "tally_index.h"
#include "tally_join.h"

enum measure_kind { MEASURE_TASKS, MEASURE_DONE, MEASURE_DONE_SHARE, MEASURE_ALLOCATED, MEASURE_SPENT, MEASURE_SPENT_SHARE };

struct side {				/* of a row: one of the two years */
	bool		 known;
	struct decimal	 value;
	const struct tally_sum *sum;	/* where it comes from ... */
	const struct tally_quantity *quantity;	/* ... or this */
};

struct pair {				/* a row */
	const char	*name, *unit, *formula;
	struct side	 before, now;
	bool		 is_share;	/* in per cent: they differ by points */
};

static const char *
side_text(struct making *m, const struct side *s, bool is_share)
{
	struct annual_work *w = m->w;

	return s->known ? decimal_text(w->mem, is_share ? decimal_shortest(s->value) : s->value, w->p->thousands,
	    w->p->comma, 0) : w->p->report.words[REPORT_MISSING];
}

static void
add_cell(struct making *m, struct table_row *row, const char *words, const struct side *s, const char *formula,
    enum table_align align)
{
	struct table_cell *c = row_cell(m, row, CELL_TEXT);
	struct figure f = { .name = m->name, .text = words, .formula = formula };
	int figure = 0;

	if (s->quantity != NULL) {
		f.quantities = s->quantity->from;
		f.nquantities = s->quantity->n;
		row_lead(m, c, s->quantity->first);
	} else if (s->sum != NULL) {
		f.tasks = s->sum->from;
		f.ntasks = s->sum->tasks;
		row_lead(m, c, s->sum->tasks > 0 ? s->sum->from[0] : NULL);
	}
	if (s->known)
		figure = figure_add(m->w->mem, m->w->figures, &f);
	c->text = annual_text(m->w->mem, words, figure, m->at);
	c->words = true;
	c->align = align;
}

/* Each year's number, and how this one differs. */
static void
add_pair(struct making *m, const struct pair *p)
{
	struct table_row *row = row_add(m, ROW_PLAIN);
	struct annual_work *w = m->w;
	const char *const *words = w->p->report.words;
	const char *change;

	if (!p->before.known)
		change = words[REPORT_ONLY_NOW];
	else if (!p->now.known)
		change = words[REPORT_ONLY_BEFORE];
	else
		change = annual_change(w, p->now.value, p->before.value, p->is_share);
	row_empty(m, row);
	row_text(m, row, p->name);
	row_text(m, row, p->unit);
	add_cell(m, row, side_text(m, &p->before, p->is_share), &p->before, p->formula, TABLE_RIGHT);
	add_cell(m, row, side_text(m, &p->now, p->is_share), &p->now, p->formula, TABLE_RIGHT);
	add_cell(m, row, change, p->before.known ? &p->now : &(struct side){ .known = false },
	    arena_printf(w->mem, "this period against the one before: %s", p->formula), TABLE_LEFT);
}

static struct side
measured(const struct tally *t, enum measure_kind kind)
{
	const struct tally_sum *all = &t->all;
	struct side s = { .known = true, .sum = all };

	switch (kind) {
	case MEASURE_TASKS: s.value.units = (int64_t)all->tasks; break;
	case MEASURE_DONE: s.value.units = (int64_t)all->status[RESULT_DONE]; break;
	case MEASURE_DONE_SHARE:
		s.value = (struct decimal){ figure_share((int64_t)all->status[RESULT_DONE], (int64_t)all->tasks), 1 };
		break;
	case MEASURE_ALLOCATED:
		s.value.units = all->allocated;
		s.known = all->with_allocated > 0;
		break;
	case MEASURE_SPENT:
		s.value.units = all->spent;
		s.known = all->with_spent > 0;
		break;
	case MEASURE_SPENT_SHARE:
		s.value = (struct decimal){ figure_share(all->spent, all->allocated), 1 };
		s.known = all->allocated > 0;
		break;
	}
	return s;
}

static void
add_sums(struct making *m)
{
	static const struct { enum measure_kind kind; enum report_word name, unit; const char *formula; } rows[] = {
		{ MEASURE_TASKS, REPORT_ALL_TASKS, REPORT_COUNT_UNIT, "number of tasks" },
		{ MEASURE_DONE, REPORT_CELL_DONE, REPORT_COUNT_UNIT, "number of tasks done" },
		{ MEASURE_DONE_SHARE, REPORT_DONE_SHARE, REPORT_PERCENT_UNIT, "tasks done / tasks" },
		{ MEASURE_ALLOCATED, REPORT_ALLOCATED, REPORT_MONEY_UNIT, "sum of allocated" },
		{ MEASURE_SPENT, REPORT_SPENT, REPORT_MONEY_UNIT, "sum of spent" },
		{ MEASURE_SPENT_SHARE, REPORT_SPENT_SHARE, REPORT_PERCENT_UNIT, "sum of spent / sum of allocated" },
	};
	const char *const *words = m->w->p->report.words;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pair p = { words[rows[i].name], words[rows[i].unit], rows[i].formula,
			measured(m->w->before, rows[i].kind), measured(m->w->now, rows[i].kind),
			rows[i].kind == MEASURE_DONE_SHARE || rows[i].kind == MEASURE_SPENT_SHARE };
		if (p.before.known || p.now.known)
			add_pair(m, &p);
	}
}

/* Quantities that cannot be compared exactly are told. */
static void
add_quantity(struct making *m, const struct tally_quantity *before, const struct tally_quantity *now)
{
	const struct tally_quantity *q = now != NULL ? now : before;
	struct pair p = { q->name, q->unit, "sum of what was done", { .known = false }, { .known = false }, false };
	struct decimal a = { 0, 0 }, b = { 0, 0 };

	if (before != NULL)
		p.before = (struct side){ true, a = before->done, NULL, before };
	if (now != NULL)
		p.now = (struct side){ true, b = now->done, NULL, now };
	if (!decimal_align(&a, &b))
		DIAG(m->w->diag, RESULTS_LARGE, q->from[0]->at, "", q->name);
	else
		add_pair(m, &p);
}

/* A name counted in one unit now and in another before is told. */
static void
check_units(struct making *m, const struct tally_quantity *now, struct tally_index *names)
{
	const struct tally *before = m->w->before;
	size_t i = tally_find(m->w->mem, names, tally_key(m->w->mem, now->name), before->nquantities);
	const struct tally_quantity *q = i < before->nquantities ? &before->quantities[i] : NULL;

	if (q != NULL)
		DIAG(m->w->diag, QUANTITY_UNITS, now->from[0]->at, "", now->name, now->unit, q->unit,
		    tally_place(m->w->mem, q->from[0]->at));
}

/* In the order of this year, then those of the year before alone. */
static void
add_quantities(struct making *m)
{
	const struct tally *before = m->w->before, *now = m->w->now;
	struct arena *mem = m->w->mem;
	struct tally_index keys = { 0 }, names = { 0 };
	bool *met = arena_array(mem, before->nquantities + 1, sizeof *met);

	for (size_t i = 0; i < before->nquantities; i++) {
		tally_find(mem, &keys, before->quantities[i].key, i);
		tally_find(mem, &names, tally_key(mem, before->quantities[i].name), i);
	}
	for (size_t i = 0; i < now->nquantities; i++) {
		size_t k = tally_find(mem, &keys, now->quantities[i].key, before->nquantities);
		if (k == before->nquantities)
			check_units(m, &now->quantities[i], &names);
		else
			met[k] = true;
		add_quantity(m, k < before->nquantities ? &before->quantities[k] : NULL, &now->quantities[i]);
	}
	for (size_t i = 0; i < before->nquantities; i++)
		if (!met[i])
			add_quantity(m, &before->quantities[i], NULL);
}

void
annual_comparison(struct making *m)
{
	if (m->w->before == NULL)
		return;
	add_sums(m);
	add_quantities(m);
}
