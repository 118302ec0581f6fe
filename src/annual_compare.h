/* The table of a year against the one before. */
#ifndef ANNUAL_COMPARE_H
#define ANNUAL_COMPARE_H
#include "annual_row.h"

/* Adds its rows; none when there is no year to compare with. Messages: QUANTITY_UNITS, RESULTS_LARGE. */
void	 annual_comparison(struct table_maker *);

#endif
