/* A table as composed: columns, rows and cells with their paragraphs; no lengths but those asked for. */
#ifndef TABLE_H
#define TABLE_H
#include "decimal.h"
#include "unit.h"
#include <stdbool.h>
#include <stddef.h>

struct block;
struct style;
struct where;

struct table_track {			/* a column */
	len	 width;			/* fixed; 0: none given */
	int	 share;			/* of the table's width in percent; 0: none given */
	bool	 wish;			/* what is given yields where contents need more */
	bool	 number;		/* figures, aligned on the comma and never broken */
	bool	 carried;		/* its running total is carried from page to page */
	bool	 ungrouped;		/* its figures have no separators */
	int	 decimals;		/* least figures after the comma */
	const struct where *at;
};

struct table_item {			/* a cell */
	struct block	*para;		/* BLOCK_PARA; NULL: empty */
	int	 column, columns;	/* its first one, and how many it reaches over */
	int	 rows;			/* how many it reaches over */
	bool	 number;		/* figures: its comma stands where the column's does */
	bool	 middle;		/* halfway down its height, not at the top */
};

enum table_keep {			/* what holds a row and the next together on a page */
	TABLE_FREE,
	TABLE_KEEP_GROUP,		/* while the group fits on a page */
	TABLE_KEEP
};

struct table_band {			/* a row */
	size_t	 first, n;		/* its cells in table->cells */
	enum table_keep keep;
};

struct table_carry {			/* running totals at the ends and starts of pages */
	const char	*out, *in;	/* their titles */
	const struct decimal *sums;	/* by row below the header and column */
	const struct style *title, *number;
};

struct table {
	struct table_track *columns;
	size_t		 ncolumns;
	struct table_band *rows;	/* the header's first */
	size_t		 nrows, nheader;
	struct table_item *cells;	/* row by row, from left to right */
	size_t		 ncells;
	const struct table_carry *carry;	/* NULL: nothing is carried */
	const char	*again;		/* after the words of a cell that goes on on the next page */
};

#endif
