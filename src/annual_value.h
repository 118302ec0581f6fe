/* Values that the text of a report may name: "{tasks.done}". */
#ifndef ANNUAL_VALUE_H
#define ANNUAL_VALUE_H
#include "annual_run.h"

/*
 * Adds the value with a name of n bytes, as printed, in runs like the one given. -1 after a message:
 * REPORT_VALUE, REPORT_VALUE_NEAR, REPORT_BEFORE.
 */
int	 annual_value(struct annual_work *, struct annual_runs *, const struct run *like, const char *name, size_t n);

#endif
