/* The part of a table that stands on one page. */
#ifndef TABLE_PAGE_H
#define TABLE_PAGE_H
#include "page.h"
#include "slot.h"

struct flow;
struct putter;

/*
 * Puts n slots of one table, the next ones in turn, with their top left corner at (x, y). A part that
 * does not begin the table has the header again and what is carried in above it; one that does not end
 * it has what is carried out below it. What is repeated is no content (tag 0). Returns the height.
 */
len	 table_put(struct flow *, const struct putter *, struct page *, const struct slot *, size_t n, len x, len y);

#endif
