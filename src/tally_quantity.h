/* Adding up what was counted of the tasks of a report. */
#ifndef TALLY_QUANTITY_H
#define TALLY_QUANTITY_H
#include "tally.h"

struct arena;
struct diag;

/*
 * Fills in `quantities`. Names and units that differ only in letter case or spaces are the same. What was
 * done and what was wanted of a quantity, and of each of its parts, can be given the same fraction.
 * Messages: QUANTITY_SPELLING, QUANTITY_AIMLESS, QUANTITY_UNITS, RESULTS_LARGE.
 */
void	 tally_quantities(struct arena *, struct diag *, struct tally *);

#endif
