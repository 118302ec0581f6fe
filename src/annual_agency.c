#include "annual_agency.h"
#include "arena.h"

/* How many there are that an agency leads, or helps with; NULL: none, of the agency of the other sum. */
static void
add_role(struct table_maker *m, struct table_row *row, const struct tally_sum *s, const struct tally_sum *other)
{
	if (s != NULL)
		row_count(m, row, s->tasks, s, PICK_ALL);
	else if (other->name == NULL)		/* tasks that no agency leads */
		row_empty(m, row);
	else
		row_number(m, row, (struct decimal){ 0, 0 },
		    figure_count_of((struct figure_set){ SET_OTHER, PICK_ALL, other }), NULL);
}

/* What became of the tasks that an agency leads, and how many it helps with; NULL: none. */
static void
add_led(struct table_maker *m, struct table_row *row, const struct tally_sum *led, const struct tally_sum *helped)
{
	static const struct tally_sum none;
	const struct tally_sum *s = led != NULL ? led : &none;
	const struct { size_t n; enum figure_pick pick; } states[] = {
		{ s->status[RESULT_DONE], PICK_DONE }, { s->status[RESULT_ONGOING], PICK_ONGOING },
		{ s->tasks - s->status[RESULT_DONE] - s->status[RESULT_ONGOING], PICK_REST }
	};

	add_role(m, row, led, helped);
	add_role(m, row, helped, led);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (led != NULL)
			row_count(m, row, states[i].n, led, states[i].pick);
		else
			add_role(m, row, NULL, helped);
	row_money(m, row, s, MEMBER_SPENT);
}

static void
agency_row(struct table_maker *m, const char *name, const struct tally_sum *led, const struct tally_sum *helped)
{
	struct table_row *row = row_add(m, ROW_PLAIN);

	row_empty(m, row);
	row_quote(m, row, annual_capital(m->w->mem, name), led != NULL ? annual_named(TALLY_LEAD, led)
	    : annual_named(TALLY_PARTNER, helped));
	add_led(m, row, led, helped);
}

/* How tasks that several agencies lead are counted. */
static void
add_note(struct table_maker *m, const struct tally_sum *shared)
{
	struct annual_work *w = m->w;
	struct annual_word word = { "tasks", .text = figure_count(w->mem, w->p, (int64_t)shared->tasks) };
	struct annual_runs runs = { 0 };
	struct run like = annual_run(m->at);

	word.figure = annual_figure(w, m->name, word.text, figure_count_of(figure_tasks(shared, PICK_ALL)));
	annual_fill(w, &runs, &like, w->p->report.words[REPORT_SHARED], &word, 1);
	m->t->note = annual_runs_text(&runs, m->at);
}

void
annual_agencies(struct table_maker *m)
{
	const struct tally *t = m->w->now;
	const char *const *words = m->w->p->report.words;
	struct table_row *row;

	for (size_t i = 0; i < t->by[TALLY_LEAD].n; i++)
		agency_row(m, t->by[TALLY_LEAD].items[i].name, &t->by[TALLY_LEAD].items[i],
		    t->by[TALLY_LEAD].items[i].other);
	for (size_t i = 0; i < t->by[TALLY_PARTNER].n; i++)
		if (t->by[TALLY_PARTNER].items[i].other == NULL)
			agency_row(m, t->by[TALLY_PARTNER].items[i].name, NULL, &t->by[TALLY_PARTNER].items[i]);
	if (m->t->nrows == 0)
		return;
	if (t->unled.tasks > 0)
		agency_row(m, words[REPORT_UNLED], &t->unled, NULL);
	row = row_add(m, ROW_TOTAL);
	row_total(m, row);
	row->anchor = annual_anchor(m->w, ANNUAL_ROW_AGENCIES);
	add_led(m, row, &t->all, &t->helped);
	if (t->shared.tasks > 0)
		add_note(m, &t->shared);
}
