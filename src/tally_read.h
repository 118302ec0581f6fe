/* The plans and results of a report: read, joined, counted. */
#ifndef TALLY_READ_H
#define TALLY_READ_H
#include "tally.h"

struct arena;
struct diag;

/*
 * Reads the files of the report `plan` (`folder`: the report's own) and counts. Plans marked secret are
 * refused unless `secret`; then a report without such a mark is told. Messages: those of reading,
 * SECRET_REFUSED, REPORT_SECRECY, ANNUAL_*, RESULT_*, TASK_RESULTLESS, TASK_KEYLESS, SPENT_OVER, TOTAL_SUM,
 * QUANTITY_UNITS, RESULTS_LARGE. All faults in one pass; NULL after an error. Linear in the tasks, but for sorting.
 */
const struct tally *tally_read(struct arena *, struct diag *, const struct profile *, const struct plan *,
		    const struct annual_files *, const char *folder, bool secret);

#endif
