/* What a map may be in JSON, for its reader and the schema. */
#ifndef MAP_TYPES_H
#define MAP_TYPES_H
#include "bind.h"

extern const struct bind_type map_type;	/* struct map */

#endif
