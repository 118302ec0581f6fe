/* Rows and cells of the tables of a report. */
#ifndef ANNUAL_ROW_H
#define ANNUAL_ROW_H
#include "annual_part.h"
#include "plan_table.h"

struct table_maker {			/* of a table of the report */
	struct annual_work	*w;	/* the report */
	struct plan_table	*t;	/* that is made */
	size_t			 rows_cap;
	const char		*name;	/* of its figures */
	const struct where	*at;	/* its place, and that of all in it */
};

/*
 * Kinds of columns: o ordinal, t text, n number, m money, s number that is not the sum of those above it,
 * p per cent; in capitals: heads its row.
 */
void	 row_columns(struct table_maker *, enum report_table, const char *kinds);

/* A new last row, to be filled in before the next one is added; a new last cell of a row. */
struct table_row	*row_add(struct table_maker *, enum row_kind);
struct table_cell	*row_cell(struct table_maker *, struct table_row *, enum cell_kind);
void	 row_empty(struct table_maker *, struct table_row *);
void	 row_text(struct table_maker *, struct table_row *, const char *words);

/* The words for a total, in the column that heads rows and the ordinal numbers before it. */
void	 row_total(struct table_maker *, struct table_row *);

/* Words from a file, whose numbers are traced to it; runs made before. */
void	 row_quote(struct table_maker *, struct table_row *, const char *words, struct figure_part from);
struct table_cell	*row_runs(struct table_maker *, struct table_row *, const struct annual_runs *);

/*
 * A number and what it is computed from; it leads to a task. Tasks of a sum and the sum of their money lead
 * to the first of them. Sums of unknown money, and shares of nothing, are empty cells.
 */
void	 row_number(struct table_maker *, struct table_row *, struct decimal, struct figure_part,
	    const struct tally_task *lead);
void	 row_count(struct table_maker *, struct table_row *, size_t, const struct tally_sum *, enum figure_pick);
void	 row_money(struct table_maker *, struct table_row *, const struct tally_sum *, enum figure_member);
void	 row_share(struct table_maker *, struct table_row *, int64_t part, int64_t whole, struct figure_part a,
	    struct figure_part b, const struct tally_task *lead);

/* Shares of a sum's tasks that are of a kind, and of its money that is spent. */
void	 row_share_of(struct table_maker *, struct table_row *, const struct tally_sum *, size_t n, enum figure_pick);
void	 row_share_spent(struct table_maker *, struct table_row *, const struct tally_sum *);

/* Makes a cell lead to a task's row; a task of another year (or NULL) has none. */
void	 row_lead(struct table_maker *, struct table_cell *, const struct tally_task *);

#endif
