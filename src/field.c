#include "field.h"

#include <string.h>

#define X(name, path) path,
#define Y(name, path)
const char *const field_printed[] = {
#include "field.def"
	NULL
};
#undef Y

#define Y(name, path) [FIELD_##name] = path,
#undef X
#define X(name, path) [FIELD_##name] = path,
const char *const field_asked[] = {
#include "field.def"
	[FIELD__MAX] = NULL
};
#undef X
#undef Y

enum field
field_find(const char *name, size_t n)
{
	int i = 0;

	while (i < FIELD__MAX && (strncmp(field_asked[i], name, n) != 0 || field_asked[i][n] != '\0'))
		i++;
	return (enum field)i;
}
