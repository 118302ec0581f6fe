/* A table as boxes: the middles of its rules, the lines of its cells; not yet on pages. */
#ifndef TABLE_BOX_H
#define TABLE_BOX_H
#include "box.h"
#include "table.h"
#include <stdint.h>

struct table_box {
	const struct table *table;
	len	 rule;			/* thickness of rules */
	len	 pad_x, pad_y;		/* from the middle of a rule to text */
	len	 smaller;		/* by how much letters are smaller than their styles say */
	len	*edges;			/* by column, one more than there are: middles of the rules from the left */
	len	*behind;		/* by column of numbers: room from the comma on */
	len	*heights;		/* by row, from the middle of a rule to that of the next */
	len	 header;		/* height of the header rows */
	struct box **cells;		/* by cell: its paragraph, x from the left edge; NULL: empty */
	uint32_t *owners;		/* by row and column: the cell there */
	size_t	*placed;		/* by cell that reaches over rows: lines that are on pages already */
	len	 carried_out, carried_in;	/* heights of these rows; 0: nothing is carried */
};

/* Columns before the first whose running total is carried: room for the title of these rows. */
static inline size_t
table_title_columns(const struct table *t)
{
	size_t n = 0;

	while (n < t->ncolumns && !t->columns[n].carried)
		n++;
	return n;
}

#endif
