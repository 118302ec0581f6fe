/* Where the numbers of a report come from, as JSON. */
#ifndef TRACE_H
#define TRACE_H
#include "figure.h"
#include "page.h"

struct arena;
struct buffer;

/* Every figure that stands on a page, in the order of the pages. */
void	 trace_print(struct arena *, struct buffer *, const struct figures *, const struct pages *);

#endif
