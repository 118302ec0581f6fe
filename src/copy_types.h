/* What the data of a copy may be in JSON; for the schema. */
#ifndef COPY_TYPES_H
#define COPY_TYPES_H
#include "bind.h"

extern const struct bind_type copy_type_data;		/* struct copy: the whole of it */

#endif
