/* The plan's data by the names that a profile's templates and conditions have for them. */
#ifndef FIELD_H
#define FIELD_H
#include <stddef.h>

#define X(name, path) FIELD_##name,
#define Y(name, path) FIELD_##name,
enum field {
#include "field.def"
	FIELD__MAX
};
#undef X
#undef Y

/* All names, and those that templates may have; NULL-terminated. */
extern const char *const field_asked[], *const field_printed[];

/* The field of a name of n bytes; FIELD__MAX when there is none. */
enum field	 field_find(const char *name, size_t n);

#endif
