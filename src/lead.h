/* Links from numbers of a report to the rows they come from, which may be composed later. */
#ifndef LEAD_H
#define LEAD_H
#include "block.h"

struct arena;
struct leads;

/*
 * A new link within the element `parent` that leads to the anchor (from 1); its words say where. Returns
 * its tag. *leads, NULL at first, holds all links of the document.
 */
int	 lead_open(struct arena *, struct blocks *, struct leads **, int parent, int anchor, const char *words);

/* The element that an anchor is. */
void	 lead_anchor(struct arena *, struct leads **, int anchor, int tag);

/* After the whole document: links that lead nowhere become plain words. */
void	 lead_close(struct blocks *, const struct leads *);

#endif
