/* How wide a table's columns are. */
#ifndef TABLE_WIDTH_H
#define TABLE_WIDTH_H
#include "flow_para.h"
#include "table_box.h"

/*
 * Fills in edges, behind, paddings and how much smaller the letters are. Columns without a width of
 * their own share the rest of `width` by their contents: the longest word always fits, what is longer
 * gets more. When they do not fit, first the padding, then the letters get as small as the profile
 * permits. Errors: TABLE_WIDE, TABLE_WIDE_TURN, COLUMN_NARROW. -1 after one.
 */
int	 table_width(struct flow *, const struct block *, struct table_box *, len width);

/* Width of what stands before the comma of a number, or before what follows its figures. */
len	 table_whole_width(struct flow *, const struct block *);

/* The running total of a column after a row, counted from 0 below the header, as its numbers are written. */
const char *table_total(struct flow *, const struct table *, size_t row, size_t column);

#endif
