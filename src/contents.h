/* The contents of a long document: headings, tables and charts with their pages, as a section at its end. */
#ifndef CONTENTS_H
#define CONTENTS_H
#include "block.h"
#include "page.h"

struct arena;

/*
 * Adds the section to a document that was laid out on `pages`; it has to be laid out once more, and
 * nothing before the section moves. In the structure it is a TOC whose entries lead to what they name.
 */
void	 contents_add(struct arena *, struct blocks *, const struct profile *, const struct pages *);

#endif
