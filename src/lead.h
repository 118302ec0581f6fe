/* Links from numbers of a report to the rows they come from, which may be composed later. */
#ifndef LEAD_H
#define LEAD_H
#include "inline.h"

/* A new link within `parent` that leads to the anchor (from 1); its words say where. Returns its tag. */
int	 lead_open(struct composer *, int parent, int anchor, const char *words);

/* The element that an anchor is. */
void	 lead_anchor(struct composer *, int anchor, int tag);

/* After the whole document: links that lead nowhere become plain words. */
void	 lead_close(struct composer *);

#endif
