/* The period that a report compares its own with. */
#ifndef ANNUAL_BEFORE_H
#define ANNUAL_BEFORE_H
#include "tally_read.h"

/*
 * The files of the period before: those named, or those that the report on it names, as paths from the folder of
 * this one; they live in the arena, or are the report's own. NULL after an error. Messages: those of annual_files() and
 * plan_read(), BEFORE_REPORT, BEFORE_LATER, those of tally_may_read().
 */
const struct annual_files *annual_before(struct arena *, struct diag *, const struct tally_input *);

#endif
