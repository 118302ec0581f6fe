/* A plan's "layout": what it may change of its profile. */
#ifndef PROFILE_LAYOUT_H
#define PROFILE_LAYOUT_H
#include "bind.h"

extern const struct bind_type profile_type_layout;	/* its form, for the schema */

/*
 * The parts of a plan's layout that can be laid over a profile; NULL when there are none. What is
 * not allowed or of a wrong type is reported and left out.
 */
const struct value *profile_layout_read(struct bind *, const struct value *layout);

#endif
