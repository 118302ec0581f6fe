/* The plans and results of a report: read, joined, counted. */
#ifndef TALLY_READ_H
#define TALLY_READ_H
#include "annual_file.h"
#include "tally.h"

struct arena;
struct diag;

struct tally_input {			/* what is counted */
	const struct plan *report;
	const char	*folder;	/* its own, where it names files from */
	bool		 secret;	/* plans marked so may be read */
};

struct tally_found {			/* files that were read */
	struct annual_found plans, results;
};

/* Whether a plan, or a report, may be reported on; else it is told: SECRET_REFUSED, REPORT_SECRECY. */
bool	 tally_may_read(struct diag *, const struct tally_input *, const struct plan *);

/*
 * Reads the files of the report and counts. Of a period before, results may stand without plans: then each is a task. Plans marked secret are refused unless `secret`; then a
 * report without such a mark is told. Files that were found `earlier` (NULL: none) have the same
 * source; those found are added to *found. Messages: those of reading, SECRET_REFUSED, REPORT_SECRECY,
 * ANNUAL_*, RESULT_*, TASK_RESULTLESS, TASK_KEYLESS, SPENT_OVER, TOTAL_SUM, QUANTITY_UNITS, RESULTS_LARGE.
 * All faults in one pass; after errors what could be counted is. Linear in the tasks, but for sorting.
 */
const struct tally *tally_read(struct arena *, struct diag *, const struct profile *, const struct tally_input *,
		    const struct annual_files *, const struct tally_found *earlier, struct tally_found *found);

#endif
