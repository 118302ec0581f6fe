#include "annual_compare.h"
#include "arena.h"
#include "diag.h"
#include "tally_index.h"

struct side {				/* of a row: one of the two years */
	bool		 known;
	struct decimal	 value;		/* in the row's unit */
	struct figure_part from;	/* what it is computed from */
	const struct tally_task *first;	/* of those; or NULL */
};

struct pair {				/* a row */
	struct annual_runs name;	/* what is compared */
	const char	*unit;		/* as printed */
	struct side	 before, now;
	bool		 is_share;	/* in per cent: they differ by points */
	int		 anchor;	/* of the row, or 0 */
};

/* Adds the number of one year, or the word for one that is not known. */
static void
add_side(struct table_maker *m, struct table_row *row, const struct side *s, bool is_share)
{
	struct annual_work *w = m->w;
	struct run like = annual_run(m->at);
	struct annual_runs runs = { 0 };
	const char *text = s->known ? figure_decimal(w->mem, w->p, is_share ? decimal_shortest(s->value) : s->value)
	    : w->p->report.words[REPORT_MISSING];
	struct table_cell *c;

	annual_say(w, &runs, &like, text, s->known ? annual_figure(w, m->name, text, s->from) : 0);
	c = row_runs(m, row, &runs);
	c->align = TABLE_RIGHT;
	row_lead(m, c, s->first);
}

/* Adds how the two years differ, or which of them has no number. */
static void
add_change(struct table_maker *m, struct table_row *row, const struct pair *p)
{
	struct annual_work *w = m->w;
	struct run like = annual_run(m->at);
	struct annual_runs runs = { 0 };
	struct table_cell *c;

	if (p->before.known && p->now.known)
		annual_change(w, &runs, &like, &(struct annual_pair){ .name = m->name, .now = p->now.value,
		    .before = p->before.value, .from_now = p->now.from, .from_before = p->before.from,
		    .is_share = p->is_share });
	else
		annual_say(w, &runs, &like, w->p->report.words[p->now.known ? REPORT_ONLY_NOW : REPORT_ONLY_BEFORE], 0);
	c = row_runs(m, row, &runs);
	c->align = TABLE_LEFT;
	if (p->before.known)
		row_lead(m, c, p->now.first);
}

/* Each year's number, and how this one differs. */
static void
add_pair(struct table_maker *m, const struct pair *p)
{
	struct table_row *row = row_add(m, ROW_PLAIN);

	row->anchor = p->anchor;
	row_empty(m, row);
	row_runs(m, row, &p->name);
	row_text(m, row, p->unit);
	add_side(m, row, &p->before, p->is_share);
	add_side(m, row, &p->now, p->is_share);
	add_change(m, row, p);
}

/* What a measure comes to in one of the years. */
static struct side
measured(struct table_maker *m, const struct tally *t, enum annual_measure kind)
{
	const struct tally_sum *all = &t->all;
	struct side s = { .known = true, .first = all->tasks > 0 ? all->from[0] : NULL };
	struct figure_part tasks = figure_count_of(figure_tasks(all, PICK_ALL)),
	    done = figure_count_of(figure_tasks(all, PICK_DONE));
	struct figure_part allocated = figure_sum_of(figure_tasks(all, PICK_MONEY), MEMBER_ALLOCATED);
	struct figure_part spent = figure_sum_of(figure_tasks(all, PICK_MONEY), MEMBER_SPENT);

	switch (kind) {
	case MEASURE_TASKS:
		s.value.units = (int64_t)all->tasks;
		s.from = tasks;
		break;
	case MEASURE_DONE:
		s.value.units = (int64_t)all->status[RESULT_DONE];
		s.from = done;
		break;
	case MEASURE_DONE_SHARE:
		s.value = (struct decimal){ figure_share((int64_t)all->status[RESULT_DONE], (int64_t)all->tasks), 1 };
		s.from = figure_two(m->w->mem, FIGURE_RATIO, done, tasks);
		break;
	case MEASURE_ALLOCATED:
		s.value.units = all->allocated;
		s.known = all->with_allocated > 0;
		s.from = allocated;
		break;
	case MEASURE_SPENT:
		s.value.units = all->spent;
		s.known = all->with_spent > 0;
		s.from = spent;
		break;
	case MEASURE_SPENT_SHARE:
		s.value = (struct decimal){ figure_share(all->spent, all->allocated), 1 };
		s.known = all->allocated > 0 && all->with_spent > 0;
		s.from = figure_two(m->w->mem, FIGURE_RATIO, spent, allocated);
		break;
	case MEASURE__KINDS:
		break;
	}
	return s;
}

static void
add_sums(struct table_maker *m)
{
	static const struct { enum annual_measure kind; enum report_word name, unit; } rows[] = {
		{ MEASURE_TASKS, REPORT_ALL_TASKS, REPORT_COUNT_UNIT },
		{ MEASURE_DONE, REPORT_CELL_DONE, REPORT_COUNT_UNIT },
		{ MEASURE_DONE_SHARE, REPORT_DONE_SHARE, REPORT_PERCENT_UNIT },
		{ MEASURE_ALLOCATED, REPORT_ALLOCATED, REPORT_MONEY_UNIT },
		{ MEASURE_SPENT, REPORT_SPENT, REPORT_MONEY_UNIT },
		{ MEASURE_SPENT_SHARE, REPORT_SPENT_SHARE, REPORT_PERCENT_UNIT },
	};
	const char *const *words = m->w->p->report.words;
	struct run like = annual_run(m->at);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pair p = { .unit = words[rows[i].unit], .before = measured(m, m->w->before, rows[i].kind),
			.now = measured(m, m->w->now, rows[i].kind),
			.is_share = rows[i].kind == MEASURE_DONE_SHARE || rows[i].kind == MEASURE_SPENT_SHARE,
			.anchor = annual_anchor(m->w, ANNUAL_ROW_MEASURE + (int)rows[i].kind) };
		annual_say(m->w, &p.name, &like, words[rows[i].name], 0);
		if (p.before.known || p.now.known)
			add_pair(m, &p);
	}
}

/* The same of a quantity; not known when the year has none of it. */
static struct side
counted(const struct tally_quantity *q)
{
	if (q == NULL)
		return (struct side){ .known = false };
	return (struct side){ true, q->done, figure_sum_of(figure_quantity(q, PICK_ALL), MEMBER_DONE),
	    q->from[0].task };
}

/* Quantities that cannot be compared exactly are told. */
static void
add_quantity(struct table_maker *m, const struct tally_quantity *before, const struct tally_quantity *now)
{
	const struct tally_quantity *q = now != NULL ? now : before;
	struct pair p = { .unit = q->unit, .before = counted(before), .now = counted(now) };
	struct decimal a = p.before.value, b = p.now.value;
	struct run like = annual_run(m->at);

	annual_say(m->w, &p.name, &like, q->name, annual_quote(m->w, m->name, q->name,
	    figure_given(q->from[0].quantity->at, MEMBER_NAME)));
	if (!decimal_align(&a, &b))
		DIAG(m->w->diag, RESULTS_LARGE, q->from[0].quantity->at, "", q->name);
	else
		add_pair(m, &p);
}

/* A name counted in one unit now and in another before is told. */
static void
check_units(struct table_maker *m, const struct tally_quantity *now, struct tally_index *names)
{
	const struct tally *before = m->w->before;
	size_t i = tally_find(m->w->mem, names, tally_key(m->w->mem, now->name), before->nquantities);
	const struct tally_quantity *q = i < before->nquantities ? &before->quantities[i] : NULL;

	if (q != NULL)
		DIAG(m->w->diag, QUANTITY_UNITS, now->from[0].quantity->at, "", now->name, now->unit, q->unit,
		    diag_place(m->w->diag, q->from[0].quantity->at));
}

/* In the order of this year, then those of the year before alone. */
static void
add_quantities(struct table_maker *m)
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
annual_comparison(struct table_maker *m)
{
	if (m->w->before == NULL)
		return;
	add_sums(m);
	add_quantities(m);
}
