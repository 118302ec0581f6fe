/* What the library found in a document, told. */
#ifndef OUTCOME_H
#define OUTCOME_H
#include "report.h"

/*
 * Prints all messages; `result` is what the library returned. Returns the exit status that follows
 * from both: with `strict` also when there are warnings.
 */
int	 outcome_print(const struct report *, bool strict, const tt_document *, int result);

/* Whether nothing was found that keeps the output from being written. */
bool	 outcome_clean(const tt_document *, bool strict);

#endif
