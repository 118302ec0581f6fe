/* Counting and adding up the tasks of a report. */
#ifndef TALLY_SUM_H
#define TALLY_SUM_H
#include "tally.h"

struct arena;
struct diag;

/* Fills in `all`, `by` and `quantities`. Message: QUANTITY_UNITS. */
void	 tally_sum(struct arena *, struct diag *, struct tally *);

/* The quarter (1 to 4) in which a task's time ends; 0: not known. */
int	 tally_quarter(const struct tally_task *);

#endif
