/* What a profile fixes to places of pages, to blocks; and the watermark of drafts. */
#ifndef FIXTURE_H
#define FIXTURE_H
#include "inline.h"

/*
 * Adds to the first section what stands on its first page and is read before the form (at the top), or
 * after it (at the foot).
 */
void	 fixture_top(struct composer *);
void	 fixture_foot(struct composer *);

/* Adds to all sections what other pages repeat, as artifacts; the watermark of a draft with it. */
void	 fixture_repeat(struct composer *);

#endif
