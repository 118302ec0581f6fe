/* Counting and adding up the tasks of a report. */
#ifndef TALLY_SUM_H
#define TALLY_SUM_H
#include "tally.h"

struct arena;
struct diag;

/*
 * Fills in what is counted; quarters and months are those of `year`. Agencies and fields of work whose
 * names differ only in letter case or spaces are the same. Messages: RESULTS_LARGE, and those of
 * tally_quantities().
 */
void	 tally_sum(struct arena *, struct diag *, struct tally *, int year);

#endif
