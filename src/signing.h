/* Pictures and fields: signature and seal between title and name, pictures in the text. */
#ifndef SIGNING_H
#define SIGNING_H
#include "inline.h"

/*
 * Adds the room for the signature of signer `i` of the plan, `least` high: its pictures and empty
 * fields in it, or a gap when there are none. Messages: those of images_open, SEAL_SIZE, SEAL_RANGE.
 */
void	 signing_room(struct composer *, struct block *parent, size_t i, len least);

/*
 * Adds the field for the digital signature of a copy, which takes no room; it is the last element of
 * the structure once signing_copy_tag was called with it.
 */
struct block	*signing_copy(struct composer *, struct block *parent);
void	 signing_copy_tag(struct composer *, struct block *);

/* Adds a picture of the text; its caption, if any, comes after it. Messages: those of images_open. */
void	 signing_figure(struct composer *, struct block *parent, const struct plan_image *);

#endif
