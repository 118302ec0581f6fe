#include "profile.h"

#include <string.h>

const struct style *
profile_style(const struct profile *p, const char *name)
{
	for (size_t i = 0; i < p->nstyles; i++)
		if (strcmp(p->styles[i].name, name) == 0)
			return &p->styles[i];
	return NULL;
}

const struct level *
profile_level(const struct profile *p, const char *name)
{
	for (size_t i = 0; i < p->nlevels; i++)
		if (strcmp(p->levels[i].name, name) == 0)
			return &p->levels[i];
	return NULL;
}

const struct doc_type *
profile_type(const struct profile *p, const char *key)
{
	for (size_t i = 0; i < p->ntypes; i++)
		if (strcmp(p->types[i].key, key) == 0)
			return &p->types[i];
	return NULL;
}

struct sheet
profile_sheet(const struct profile *p, enum orientation o)
{
	bool wide = p->width.value > p->height.value;

	if (o == ORIENTATION_OPEN || (o == ORIENTATION_LANDSCAPE) == wide)
		return (struct sheet){ p->width, p->height, p->top, p->bottom, p->left, p->right };
	return (struct sheet){ p->height, p->width, p->turned_top, p->turned_bottom, p->turned_left, p->turned_right };
}

const struct copy_type *
profile_copy(const struct profile *p, const char *key)
{
	for (size_t i = 0; i < p->ncopies; i++)
		if (strcmp(p->copies[i].type.key, key) == 0)
			return &p->copies[i];
	return NULL;
}
