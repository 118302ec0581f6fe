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
 * Reads the files of a period of the report and counts. Where files name no plans, as only those of a period before
 * may, each result is a task. Files that were found `earlier` (NULL: none) have the same source; those found are
 * added to *found. All faults in one pass; after errors what could be counted is. The tally lives in the arena and
 * points into plans and results. Linear in the tasks, but for sorting. Messages: those of annual_files(),
 * plan_read(), tally_may_read(), tally_join(), tally_check(), tally_sum() and tally_check_money(), ANNUAL_SAME,
 * ANNUAL_BEFORE, ANNUAL_RESULTS.
 */
const struct tally *tally_read(struct arena *, struct diag *, const struct profile *, const struct tally_input *,
		    const struct annual_files *, const struct tally_found *earlier, struct tally_found *found);

#endif
