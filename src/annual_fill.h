/* Texts of a report with the names in their braces replaced by values. */
#ifndef ANNUAL_FILL_H
#define ANNUAL_FILL_H
#include "annual_value.h"

struct plan_table;

/*
 * A copy of a text, its notes included. Messages: those of annual_value(), REPORT_BRACE, REPORT_BRACE_OPEN;
 * REPORT_APPENDIX of the profile's words about an appendix that the report's own do not have.
 */
struct text annual_fill_text(struct annual_work *, const struct text *);

/* The same of a table that people wrote. */
struct plan_table *annual_fill_table(struct annual_work *, const struct plan_table *);

/* Where in the report something stands: what the profile put there, where it was put. */
const struct where *annual_place(const struct annual_work *, const struct where *);

#endif
