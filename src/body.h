/* The text of a plan to blocks: bases, opening, numbered body, closing. */
#ifndef BODY_H
#define BODY_H
#include "inline.h"

struct body;				/* composing state: numbers go on from one part to the next */

/* Starts without numbers, by level names; what is composed goes below `parent`. */
struct body	*body_open(struct composer *, struct block *parent, const char *const *numbering);

/*
 * The bases; paragraphs of a role and style; nodes numbered from 1, below `headings` headings. Messages of inline.h,
 * tables and pictures, and LEVEL_UNKNOWN, LEVEL_DEEP, LETTERS_END, REPORT_NODE (errors), LABEL_ORDER.
 */
void	 body_bases(struct body *);
void	 body_paras(struct body *, const struct nodes *, const char *role, const struct style *);
void	 body_items(struct body *, const struct nodes *, int headings);

#endif
