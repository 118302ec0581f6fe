/* The names of places in JSON texts. */
#ifndef DIAG_POINTER_H
#define DIAG_POINTER_H
#include "locate.h"

struct arena;

/* The JSON pointer of a place (RFC 6901), in the arena; "" for the root and for NULL. */
const char	*diag_pointer(struct arena *, const struct where *);

#endif
