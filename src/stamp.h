/* The plan's stamps to blocks: words in a frame, in the profile's colour. */
#ifndef STAMP_H
#define STAMP_H
#include "inline.h"

/*
 * Adds the plan's stamp of a kind below `parent`, if it has one. STAMP_UNKNOWN when the profile has no
 * such mark.
 */
void	 stamp_compose(struct composer *, struct block *parent, enum stamp_kind);

/* The profile's mark that the plan asks for, or NULL: it asks for none, or for words of its own. */
const struct stamp_mark *stamp_mark(const struct profile *, const struct plan *, enum stamp_kind);

#endif
