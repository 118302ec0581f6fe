/* The form of a type to blocks: letterhead, title, addressees, signatures, recipients. */
#ifndef FORM_H
#define FORM_H
#include "inline.h"

/*
 * Adds the zones of a form below `parent`, of which those whose condition does not hold are left out. Messages of
 * inline.h, stamps and pictures, and ADDRESSEES_TYPE, ARCHIVE_MISSING, SIGNER_ROLES.
 */
void	 form_compose(struct composer *, struct block *parent, const struct zone *);

#endif
