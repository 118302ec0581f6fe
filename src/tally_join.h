/* Results to the tasks they speak of. */
#ifndef TALLY_JOIN_H
#define TALLY_JOIN_H
#include "tally_ref.h"

struct arena;
struct diag;

/*
 * Reads the files of results and gives each task its own; totals given in a file are compared. What
 * only follows from a fault that was told is not told: results of plans and tasks that were lost by it.
 * Messages: those of results_read() and tally_adopt(), ANNUAL_PLAN, ANNUAL_REPORT, TASK_KEYLESS, TASK_RESULTLESS,
 * RESULT_PLAN*, RESULT_TASK*, RESULT_TWICE, SPENT_OVER, TOTAL_ALONE, TOTAL_SUM, RESULTS_LARGE.
 */
void	 tally_join(struct arena *, struct diag *, struct tally *, const struct tally_files *);

#endif
