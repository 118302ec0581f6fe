/* Boxes to pages: breaks, footnotes, page numbers. */
#ifndef PAGINATE_H
#define PAGINATE_H
#include "box.h"
#include "page.h"

struct diag;
struct flow;

/*
 * Sets the boxes on pages, each section from a new page on, on paper of its own size. Lines of a paragraph are
 * divided by the profile's widows and orphans, what keeps with its next stays with it, a signature never stands
 * without text above it, footnotes stand at the foot of their page and go on on the next when they must. Charts
 * are drawn lower where that finds them room. Greedy: each page takes what fits up to the last permitted break,
 * which with ragged page ends gives the fewest pages. Messages: BOX_HIGH (error) for what no page has room for,
 * PAGE_KEEP (warning) where no permitted break fits, those of mark_put(). Never NULL; lives in the flow's arena.
 * Linear in the number of lines.
 */
struct pages	*paginate(struct flow *, const struct boxes *);

#endif
