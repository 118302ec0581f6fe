/* The JSON Schema of a plan, copy, print set, results, map or layout, from the tables that read one. */
#ifndef SCHEMA_H
#define SCHEMA_H

enum schema_kind { SCHEMA_PLAN, SCHEMA_COPY, SCHEMA_SET, SCHEMA_RESULTS, SCHEMA_MAP, SCHEMA_LAYOUT };

struct bind_names;
struct buffer;

/*
 * Writes the schema (draft 2020-12). It accepts the plans that plan_read accepts in form; unknown
 * names, of which plan_read warns, are refused so that an editor marks them. What needs more than
 * the form (days of a month, order of days, depth, what remains of a text) is not in it. Words of
 * profiles are proposed, not required, since offices may have their own; NULL: none.
 */
void	schema_write(struct buffer *, enum schema_kind, const struct bind_names *);

#endif
