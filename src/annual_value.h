/* Values that the text of a report may name: "{tasks.done}". */
#ifndef ANNUAL_VALUE_H
#define ANNUAL_VALUE_H
#include "annual_run.h"
#include "diag.h"

/* Records a message about the text of the run at `at`: about the byte at `p`. */
void	 annual_tell(struct annual_work *, enum diag_code, const struct where *at, const char *p, const char *const *args);

/*
 * Adds the value with a name of n bytes, as printed, in runs like the one given. -1 after a message:
 * REPORT_VALUE, REPORT_VALUE_NEAR, REPORT_BEFORE.
 */
int	 annual_value(struct annual_work *, struct annual_runs *, const struct run *like, const char *name, size_t n);

#endif
