/* The data of a copy: who copied what, when and for whom, read from JSON and complete. */
#ifndef COPY_H
#define COPY_H
#include "plan.h"

struct copy {
	struct plan	 plan;		/* issuer, number, symbol, place, date, signature and recipients of the
					 * copy, kind and layout; its type is the form of copy; no body */
	enum medium	 medium;	/* of the copy */
	int		 time;		/* of signing: hhmmss; -1: not given */
	struct texts	 parts;		/* of the original, by JSON pointer or number; n == 0: all of it */
	const struct copy *from;	/* the copy this one was made from, or NULL */
	const struct where *form_at;	/* NULL: the form was not in the data */
};

/*
 * Reads the data of a copy into the arena. `form` is the form asked for from outside, or NULL; the data may say it
 * too, but not another one. NULL when an error was recorded: those of reading JSON and tables, FIELD_MISSING (what the
 * medium needs), COPY_FORM_CLASH, TIME_FORM.
 */
const struct copy *copy_read(struct arena *, struct diag *, const struct source *, const char *form);

#endif
