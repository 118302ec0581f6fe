/* Counting and adding up the tasks of a report. */
#ifndef TALLY_SUM_H
#define TALLY_SUM_H
#include "tally.h"

struct arena;
struct diag;

/*
 * Fills in `all`, `by` and `quantities`; quarters and months are those of `year`. What was done and what
 * was wanted of a quantity, and of each of its parts, can be given the same fraction. Messages:
 * QUANTITY_UNITS, RESULTS_LARGE.
 */
void	 tally_sum(struct arena *, struct diag *, struct tally *, int year);

#endif
