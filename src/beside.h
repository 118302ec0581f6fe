/* Text kept clear of what stands beside it at the left edge. */
#ifndef BESIDE_H
#define BESIDE_H
#include "box.h"

struct arena;

/*
 * Moves what follows a BOX_BESIDE in a column down, by a gap right after it, just so far that none of
 * its lines touches what stands there: lines that begin far enough to the right may stand level with it.
 */
void	 beside_clear(struct arena *, struct box *first);

#endif
