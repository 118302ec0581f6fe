/* Values that the text of a report may name: "{tasks.done}". */
#ifndef ANNUAL_VALUE_H
#define ANNUAL_VALUE_H
#include "annual_run.h"
#include "diag.h"

/* Records a message about the text of the run at `at`: about the byte at `p`. */
void	 annual_tell(struct annual_work *, enum diag_code, const struct where *at, const char *p,
	    const char *const *args);

enum annual_measure {			/* rows of the comparison that are no quantities */
	MEASURE_TASKS, MEASURE_DONE, MEASURE_DONE_SHARE, MEASURE_ALLOCATED, MEASURE_SPENT, MEASURE_SPENT_SHARE,
	MEASURE__KINDS
};

enum annual_row {			/* of tables, that values in the text lead to */
	ANNUAL_ROW_STATE,		/* one for each enum result_status */
	ANNUAL_ROW_TASKS = ANNUAL_ROW_STATE + RESULT__KINDS,
	ANNUAL_ROW_TIMES, ANNUAL_ROW_MONEY, ANNUAL_ROW_AGENCIES, ANNUAL_ROW_PLANS,
	ANNUAL_ROW_MEASURE,		/* one for each enum annual_measure */
	ANNUAL_ROW_NONE = ANNUAL_ROW_MEASURE + MEASURE__KINDS
};

/* The anchor of a row; those before it are the tasks' in turn. */
int	 annual_anchor(const struct annual_work *, int row);

/* What leads to an anchor: words say whether a task or a sum is there. */
const struct run_lead *annual_lead(struct annual_work *, int anchor);

/*
 * Adds the value with a name of n bytes, as printed, in runs like the one given; the name stands after its brace in
 * the text of annual_work. -1 after a message: REPORT_VALUE, REPORT_VALUE_NEAR, REPORT_BEFORE, BEFORE_UNKNOWN; or when
 * it was told why there is no period before.
 */
int	 annual_value(struct annual_work *, struct annual_runs *, const struct run *like, const char *name, size_t n);

#endif
