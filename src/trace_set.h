/* Sets of tasks in a trace, each written once: what they have in common, and their numbers. */
#ifndef TRACE_SET_H
#define TRACE_SET_H
#include "trace_place.h"

/*
 * After trace_files(), before the others: makes room for the numbers of sets; those of all tasks of the
 * periods come first.
 */
void	 trace_sets(struct tracer *);

/* The number of a set, new when it is used for the first time. */
int	 trace_set(struct tracer *, const struct figure_set *);

/* What is in it, in a few English words: "tasks done, of this plan". */
const char *trace_set_words(struct tracer *, const struct figure_set *);

/* Writes the table of those used, when all figures were written. */
void	 trace_put_sets(struct tracer *);

#endif
