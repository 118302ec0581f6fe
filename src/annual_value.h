/* Values that the text of a report may name: "{tasks.done}". */
#ifndef ANNUAL_VALUE_H
#define ANNUAL_VALUE_H
#include "figure.h"

struct diag;

struct annual_work {			/* a report being made */
	struct arena		*mem;
	struct diag		*diag;
	const struct profile	*p;
	const struct annual	*annual;
	const struct tally	*now;
	const struct tally	*before;	/* NULL: no year to compare with */
	struct figures		*figures;
	bool			 telling;	/* inside a part told by people */
	const struct where	*instead;	/* place of nodes that are the profile's; NULL: their own */
};

/*
 * The value with a name of n bytes, as printed, and its figure's number in *figure. NULL after a
 * message: REPORT_VALUE, REPORT_VALUE_NEAR, REPORT_BEFORE.
 */
const char *annual_value(struct annual_work *, const char *name, size_t n, const struct where *, int *figure);

#endif
