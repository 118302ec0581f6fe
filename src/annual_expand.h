/* A report on plans as a document: its values and parts computed and put in. */
#ifndef ANNUAL_EXPAND_H
#define ANNUAL_EXPAND_H
#include "figure.h"

struct diag;

/*
 * The plan with every part and value of a report replaced by what it stands for; the outline and the
 * appendices of the profile where the report has none. Reads the files the report names, below
 * `folder`; those marked secret only when `secret`. What it printed of numbers is in *figures, which was empty.
 * It lives in the arena and points into the plan and the profile. NULL after an error. Messages: those of
 * tally_read(), annual_before(), annual_fill_text() and the parts, REPORT_PART*, REPORT_UNTOLD, REPORT_MANY,
 * REPORT_EMPTY.
 */
const struct plan *annual_expand(struct arena *, struct diag *, const struct profile *, const struct plan *,
		    const char *folder, bool secret, struct figures *);

#endif
