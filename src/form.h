/* The form of a type to blocks: letterhead, title, addressees, signatures, recipients. */
#ifndef FORM_H
#define FORM_H
#include "inline.h"

/* Adds the zones of a form below `parent`. */
void	 form_compose(struct composer *, struct block *parent, const struct zone *);

#endif
