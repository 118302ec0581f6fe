#include "annual_row.h"
#include "arena.h"

#include <string.h>

void
row_columns(struct making *m, enum report_table which, const char *kinds)
{
	const struct report_head *head = &m->w->p->report.tables[which];
	struct plan_table *t = m->t;

	t->caption = annual_text(m->w->mem, head->caption, 0, m->at);
	t->ncolumns = strlen(kinds);
	t->columns = arena_array(m->w->mem, t->ncolumns, sizeof *t->columns);
	for (size_t i = 0; i < t->ncolumns && head->columns[i] != NULL; i++) {
		struct table_column *c = &t->columns[i];
		c->head = annual_text(m->w->mem, head->columns[i], 0, m->at);
		c->kind = kinds[i] == 'o' ? TABLE_ORDINAL : strchr("nmps", kinds[i]) != NULL ? TABLE_NUMBER : TABLE_TEXT;
		c->unsummed = kinds[i] == 'p' || kinds[i] == 's';
		c->heads_row = kinds[i] == 'T';
		c->at = m->at;
		if (head->shares != NULL && i < head->nshares)
			c->share = head->shares[i];
	}
}

struct table_row *
row_add(struct making *m, enum row_kind kind)
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
row_cell(struct making *m, struct table_row *row, enum cell_kind kind)
{
	struct table_cell *c = &row->cells[row->ncells++];

	c->kind = kind;
	c->at = m->at;
	return c;
}

void
row_empty(struct making *m, struct table_row *row)
{
	row_cell(m, row, CELL_EMPTY);
}

void
row_text(struct making *m, struct table_row *row, const char *words)
{
	struct table_cell *c = row_cell(m, row, words[0] == '\0' ? CELL_EMPTY : CELL_TEXT);

	c->text = annual_text(m->w->mem, words, 0, m->at);
	c->words = true;
}

void
row_lead(struct making *m, struct table_cell *c, const struct tally_task *task)
{
	const struct tally *t = m->w->now;
	uintptr_t first = (uintptr_t)t->tasks, at = (uintptr_t)task;

	if (at < first || at >= first + t->ntasks * sizeof *t->tasks)
		return;
	c->leads = (int)(task - t->tasks) + 1;
	c->lead = m->w->p->report.words[REPORT_LEAD];
}

void
row_number(struct making *m, struct table_row *row, struct decimal d, const struct tally_sum *s, const char *formula)
{
	struct table_cell *c = row_cell(m, row, CELL_NUMBER);
	struct figure f = { .name = m->name, .formula = formula, .text = figure_decimal(m->w->mem, m->w->p, d) };

	if (s != NULL) {
		f.tasks = s->from;
		f.ntasks = s->tasks;
		row_lead(m, c, s->tasks > 0 ? s->from[0] : NULL);
	}
	c->number = d;
	c->figure = figure_add(m->w->mem, m->w->figures, &f);
}

void
row_count(struct making *m, struct table_row *row, size_t n, const struct tally_sum *s, const char *formula)
{
	row_number(m, row, (struct decimal){ (int64_t)n, 0 }, s, formula);
}

static void
add_money(struct making *m, struct table_row *row, int64_t n, size_t known, const struct tally_sum *s, const char *formula)
{
	if (known == 0)
		row_empty(m, row);
	else
		row_number(m, row, (struct decimal){ n, 0 }, s, formula);
}

void
row_allocated(struct making *m, struct table_row *row, const struct tally_sum *s, const char *formula)
{
	add_money(m, row, s->allocated, s->with_allocated, s, formula);
}

void
row_spent(struct making *m, struct table_row *row, const struct tally_sum *s, const char *formula)
{
	add_money(m, row, s->spent, s->with_spent, s, formula);
}

void
row_share(struct making *m, struct table_row *row, int64_t part, int64_t whole, const struct tally_sum *s,
    const char *formula)
{
	if (whole == 0)
		row_empty(m, row);
	else
		row_number(m, row, (struct decimal){ figure_share(part, whole), 1 }, s, formula);
}

void
row_total(struct making *m, struct table_row *row)
{
	row_text(m, row, m->w->p->report.words[REPORT_TOTAL]);
	row->cells[0].columns = m->t->columns[0].kind == TABLE_ORDINAL ? 2 : 1;
}
