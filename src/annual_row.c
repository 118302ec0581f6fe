#include "annual_row.h"
#include "arena.h"

#include <string.h>

void
row_columns(struct table_maker *m, enum report_table which, const char *kinds)
{
	const struct report_head *head = &m->w->p->report.tables[which];
	struct plan_table *t = m->t;

	t->caption = annual_text(m->w->mem, head->caption, 0, m->at);
	t->ncolumns = strlen(kinds);
	t->columns = arena_array(m->w->mem, t->ncolumns, sizeof *t->columns);
	for (size_t i = 0; i < t->ncolumns && head->columns[i] != NULL; i++) {
		struct table_column *c = &t->columns[i];
		c->head = annual_text(m->w->mem, head->columns[i], 0, m->at);
		c->kind = kinds[i] == 'o' ? TABLE_ORDINAL : strchr("nmps", kinds[i]) != NULL
		    ? TABLE_NUMBER : TABLE_TEXT;
		c->unsummed = kinds[i] == 'p' || kinds[i] == 's';
		c->heads_row = kinds[i] == 'T';
		c->at = m->at;
		if (head->shares != NULL && t->ncolumns == head->nshares)
			c->share = head->shares[i];
		c->wish = c->share > 0;
	}
}

struct table_row *
row_add(struct table_maker *m, enum row_kind kind)
{
	struct plan_table *t = m->t;
	struct table_row *row;

	t->rows = arena_grow(m->w->mem, t->rows, t->nrows, &m->rows_cap, sizeof *t->rows);
	row = &t->rows[t->nrows++];
	*row = (struct table_row){ .kind = kind, .at = m->at };
	row->cells = arena_array(m->w->mem, t->ncolumns, sizeof *row->cells);
	return row;
}

struct table_cell *
row_cell(struct table_maker *m, struct table_row *row, enum cell_kind kind)
{
	struct table_cell *c = &row->cells[row->ncells++];

	c->kind = kind;
	c->at = m->at;
	return c;
}

void
row_empty(struct table_maker *m, struct table_row *row)
{
	row_cell(m, row, CELL_EMPTY);
}

struct table_cell *
row_runs(struct table_maker *m, struct table_row *row, const struct annual_runs *runs)
{
	struct table_cell *c = row_cell(m, row, runs->n == 0 ? CELL_EMPTY : CELL_TEXT);

	c->text = annual_runs_text(runs, m->at);
	c->words = true;
	return c;
}

static void
add_words(struct table_maker *m, struct table_row *row, const char *words, int figure)
{
	struct annual_runs runs = { 0 };
	struct run like = annual_run(m->at);

	annual_say(m->w, &runs, &like, words, figure);
	row_runs(m, row, &runs);
}

void
row_text(struct table_maker *m, struct table_row *row, const char *words)
{
	add_words(m, row, words, 0);
}

void
row_quote(struct table_maker *m, struct table_row *row, const char *words, struct figure_part from)
{
	add_words(m, row, words, annual_quote(m->w, m->name, words, from));
}

void
row_lead(struct table_maker *m, struct table_cell *c, const struct tally_task *task)
{
	const struct tally *t = m->w->now;
	uintptr_t first = (uintptr_t)t->tasks, at = (uintptr_t)task;	/* pointers into two arrays have no order */

	if (at < first || at >= first + t->ntasks * sizeof *t->tasks)
		return;
	c->leads = (int)(task - t->tasks) + 1;
	c->lead = m->w->p->report.words[REPORT_LEAD];
}

void
row_number(struct table_maker *m, struct table_row *row, struct decimal d, struct figure_part part,
    const struct tally_task *lead)
{
	struct table_cell *c = row_cell(m, row, CELL_NUMBER);

	c->number = d;
	c->figure = annual_figure(m->w, m->name, figure_decimal(m->w->mem, m->w->p, d), part);
	row_lead(m, c, lead);
}

static const struct tally_task *
first_of(const struct tally_sum *s)
{
	return s->tasks > 0 ? s->from[0] : NULL;
}

void
row_count(struct table_maker *m, struct table_row *row, size_t n, const struct tally_sum *s, enum figure_pick pick)
{
	row_number(m, row, (struct decimal){ (int64_t)n, 0 }, figure_count_of(figure_tasks(s, pick)), first_of(s));
}

static struct figure_part
money_of(const struct tally_sum *s, enum figure_member member)
{
	return figure_sum_of(figure_tasks(s, PICK_MONEY), member);
}

void
row_money(struct table_maker *m, struct table_row *row, const struct tally_sum *s, enum figure_member member)
{
	bool spent = member == MEMBER_SPENT;

	if ((spent ? s->with_spent : s->with_allocated) == 0)
		row_empty(m, row);
	else
		row_number(m, row, (struct decimal){ spent ? s->spent : s->allocated, 0 },
		    money_of(s, member), first_of(s));
}

void
row_share(struct table_maker *m, struct table_row *row, int64_t part, int64_t whole, struct figure_part a,
    struct figure_part b, const struct tally_task *lead)
{
	if (whole == 0)
		row_empty(m, row);
	else
		row_number(m, row, (struct decimal){ figure_share(part, whole), 1 },
		    figure_two(m->w->mem, FIGURE_RATIO, a, b), lead);
}

void
row_share_of(struct table_maker *m, struct table_row *row, const struct tally_sum *s, size_t n, enum figure_pick pick)
{
	row_share(m, row, (int64_t)n, (int64_t)s->tasks, figure_count_of(figure_tasks(s, pick)),
	    figure_count_of(figure_tasks(s, PICK_ALL)), first_of(s));
}

void
row_share_spent(struct table_maker *m, struct table_row *row, const struct tally_sum *s)
{
	row_share(m, row, s->spent, s->with_spent > 0 ? s->allocated : 0, money_of(s, MEMBER_SPENT),
	    money_of(s, MEMBER_ALLOCATED), first_of(s));
}

void
row_total(struct table_maker *m, struct table_row *row)
{
	row_text(m, row, m->w->p->report.words[REPORT_TOTAL]);
	row->cells[0].columns = m->t->columns[0].kind == TABLE_ORDINAL ? 2 : 1;
}
