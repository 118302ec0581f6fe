/* The text of a plan to blocks: bases, opening, numbered body, closing. */
#ifndef BODY_H
#define BODY_H
#include "inline.h"

struct body;				/* composing state: numbers go on from one part to the next */

/* Starts without numbers; what is composed goes below `parent`. */
struct body	*body_open(struct composer *, struct block *parent);

/* The bases and the paragraphs after them; nodes numbered from 1; the last paragraphs. */
void	 body_opening(struct body *);
void	 body_items(struct body *, const struct nodes *);
void	 body_closing(struct body *);

#endif
