/* Where the numbers of a report come from, as JSON. */
#ifndef TRACE_H
#define TRACE_H
#include "figure.h"
#include "page.h"
#include "thethuc.h"

struct arena;

/*
 * Writes every figure that stands on a page, in the order of the pages, then the sets, tasks and files that
 * they were computed from, as thethuc-plan(5) describes. -1 when the sink takes no more.
 */
int	 trace_print(struct arena *, const struct figures *, const struct pages *, tt_sink *, void *user);

#endif
