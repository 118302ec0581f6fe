/* A copy to blocks: what is set below the end of the document copied, or in its top margin. */
#ifndef COMPOSE_COPY_H
#define COMPOSE_COPY_H
#include "block.h"

struct copy;
struct diag;

/*
 * Adds a copy to the blocks of the document copied: below the end of its last section, or as its mark. The
 * document is a plan with the profile `original`, of which an excerpt takes parts (excerpt.h), or comes
 * from outside: NULL. Messages:
 * COPY_UNKNOWN (the profile has no such form), COPY_FROM (a copy of a copy, which is not given),
 * COPY_UNCONFIRMED, FIELD_ONE_OF (no symbol), COPY_NOTE, COPY_PARTS, COPY_PARTS_NONE,
 * COPY_FROM_ORIGINAL, COPY_CAPITALS (the organ's name in an electronic copy). -1 after an error.
 */
int	 compose_copy(struct arena *, struct diag *, const struct copy *, const struct profile *,
	    struct blocks *blocks, const struct profile *original);

#endif
