/* Parts of a composed document: the rest of its text is taken out, numbers stay as they were. */
#ifndef EXCERPT_H
#define EXCERPT_H
#include "block.h"
#include "plan.h"

struct diag;

/*
 * Leaves of bases, opening, body, closing and annexes only the parts named, with all that belongs below them
 * and the headings they stand under; letterhead, title, signature and recipients stay. A part is named by a
 * JSON pointer ("/body/1/items/0", "/opening") or by its numbers from the outermost on ("II.2",
 * "Điều 3", "Phụ lục II"). Footnotes keep their numbers. Messages: COPY_PART_UNKNOWN, COPY_PART_NEAR. -1
 * after an error.
 */
int	 excerpt(struct arena *, struct diag *, const struct texts *parts, const struct profile *, struct blocks *);

#endif
