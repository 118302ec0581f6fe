/* A table as the plan gives it: columns, header, rows of cells, with its sums computed and checked. */
#ifndef PLAN_TABLE_H
#define PLAN_TABLE_H
#include "decimal.h"
#include "plan.h"
#include "unit.h"

struct arena;
struct diag;

enum { TABLE_LEVELS = 4, TABLE_COLUMNS_MAX = 60 };

enum table_kind { TABLE_TEXT, TABLE_NUMBER, TABLE_ORDINAL };

enum table_align { TABLE_AS_COLUMN, TABLE_LEFT, TABLE_CENTER, TABLE_RIGHT, TABLE_JUSTIFY };

struct table_column {
	struct text	 head;		/* header cell when the table has no header rows; may be absent */
	enum table_kind	 kind;		/* TABLE_ORDINAL: empty cells are numbered, anew in each group */
	len		 width;		/* fixed; 0: none given */
	int		 share;		/* of the table's width in percent; 0: none given */
	bool		 wish;		/* what is given yields where contents need more */
	enum table_align align;		/* TABLE_AS_COLUMN: by kind */
	bool		 unsummed;	/* TABLE_NUMBER: prices, ratios and the like, which nothing adds up */
	bool		 ungrouped;	/* TABLE_NUMBER: figures without separators */
	int		 decimals;	/* TABLE_NUMBER: least figures after the comma */
	bool		 heads_row;	/* its cells say what their rows are about */
	const struct where *at;
};

enum cell_kind {
	CELL_EMPTY,
	CELL_TEXT,
	CELL_NUMBER,
	CELL_SUM			/* asked for; table_finish() makes a number of it */
};

struct table_cell {
	enum cell_kind	 kind;
	struct text	 text;		/* CELL_TEXT, and figures given as a string */
	struct decimal	 number;	/* CELL_NUMBER */
	bool		 words;		/* CELL_TEXT: words are meant, also in a column of numbers */
	int		 columns, rows;	/* how far it reaches; 0: 1 */
	enum table_align align;
	bool		 bold;
	int		 column;	/* its first column, filled in by table_finish() */
	const char	*unit;		/* printed after a number, or NULL */
	int		 figure;	/* number of a report that it is, from 1; 0: none */
	int		 leads;		/* anchor of the row it comes from, from 1; 0: none */
	const char	*lead;		/* says so in words */
	bool		 counts;	/* its number is added up; filled in by table_finish() */
	const struct where *at;
};

enum row_kind {
	ROW_PLAIN,
	ROW_GROUP,			/* opens a group; its sum is that of the rows up to the next group */
	ROW_SUBTOTAL,			/* sum of the rows since the last group or subtotal of its level */
	ROW_TOTAL			/* sum of all plain rows above */
};

struct table_row {
	enum row_kind	 kind;
	int		 level;		/* of groups and subtotals: 1, the outermost, to TABLE_LEVELS; 0: 1 */
	struct table_cell *cells;	/* without those that a cell before them reaches over */
	size_t		 ncells;
	struct text	 title;		/* instead of cells: "Total" and the like; table_finish() makes the cells */
	struct text	 label;		/* beside the title: what stands in the first column; may be absent */
	struct table_cell *values;	/* beside the title: for the columns of numbers in turn */
	size_t		 nvalues;
	bool		 sums;		/* beside the title of a group: sums in the columns of numbers */
	const char	*unit;		/* beside the title: printed after the sums, or NULL */
	bool		 keep_next;	/* on the page of the next row */
	int		 anchor;	/* where links of `leads` lead; 0: none does */
	const struct where *at;
};

struct plan_table {
	struct text	 caption;	/* may be absent */
	bool		 unnumbered;	/* the caption has no "Table 1." before it */
	struct text	 unit;		/* printed above the table: what its numbers count; may be absent */
	struct text	 note;		/* printed below the table; may be absent */
	struct table_column *columns;
	size_t		 ncolumns;
	struct table_row *header;	/* at least one row after table_finish() */
	size_t		 nheader;
	struct table_row *rows;
	size_t		 nrows;
	bool		 carry;		/* running totals at page ends and starts */
	bool		 keep_groups;	/* the rows of a group stay on one page while they fit on one */
	struct decimal	*running;	/* carry: by row and column, the sum of the plain rows down to it */
	const struct where *at;
};

/*
 * Makes a table that was read or built complete: header from the columns, cells of titled rows,
 * ordinal numbers, the column of every cell, figures to numbers, sums. Messages: ROW_CELLS,
 * CELL_BEYOND, CELL_OVERLAP, CELL_FIGURES, SUM_DIFFERS (warning; the given one is printed), SUM_PLACE,
 * SUM_LARGE, SUM_UNITS. -1 after an error.
 */
int	 table_finish(struct arena *, struct diag *, struct plan_table *);

/* How far a cell reaches, at least 1. */
int	 table_columns(const struct table_cell *);
int	 table_rows(const struct table_cell *);

/* Whether its numbers are added up. */
bool	 table_sums(const struct table_column *);

/* table_finish()'s: computes the sums asked for, checks those given, fills in `running`. */
void	 table_sum(struct arena *, struct diag *, struct plan_table *);

#endif
