/* Results whose parts contradict each other, or the period of the report. */
#ifndef TALLY_CHECK_H
#define TALLY_CHECK_H
#include "tally.h"

struct arena;
struct diag;

/*
 * Tells of statuses against days and money; days are compared with the period when it is given.
 * Messages: RESULT_UNDATED, RESULT_OUTSIDE, RESULT_STARTED, RESULT_SPENT.
 */
void	 tally_check(struct arena *, struct diag *, const struct tally *, const struct annual *period);

/* After tally_sum(): tells when more is spent in all than allocated, or nothing is. SPENT_TOTAL, MONEY_UNALLOCATED. */
void	 tally_check_money(struct arena *, struct diag *, const struct tally *);

#endif
