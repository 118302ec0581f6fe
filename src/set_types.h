/* What a print set may be in JSON; for the schema. */
#ifndef SET_TYPES_H
#define SET_TYPES_H
#include "bind.h"

extern const struct bind_type set_type_data;		/* struct set: the whole of it */

#endif
