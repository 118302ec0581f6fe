/* The JSON Schema of a plan, made from the tables that read one. */
#ifndef SCHEMA_H
#define SCHEMA_H

struct buffer;

/*
 * Writes the schema (draft 2020-12). It accepts the plans that plan_read accepts in form; unknown
 * names, of which plan_read warns, are refused so that an editor marks them. What needs more than
 * the form (days of a month, order of days, depth, what remains of a text) is not in it.
 */
void	schema_write(struct buffer *);

#endif
