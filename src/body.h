/* The body of a plan to blocks: paragraphs, numbered headings, dashes, tasks. */
#ifndef BODY_H
#define BODY_H
#include "inline.h"

/* Adds bases, opening, body and closing below `parent`, and the end mark after the last text. */
void	 body_compose(struct composer *, struct block *parent);

#endif
