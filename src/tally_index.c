#include "tally_index.h"
#include "arena.h"
#include "clean.h"

#include <string.h>

static size_t
hash(const char *s)
{
	size_t h = 1469598103934665603u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

/* The place of a name, empty when it is new. */
static struct tally_slot *
place(const struct tally_index *ix, const char *name)
{
	size_t i = hash(name) & (ix->size - 1);

	while (ix->slots[i].name != NULL && strcmp(ix->slots[i].name, name) != 0)
		i = (i + 1) & (ix->size - 1);
	return &ix->slots[i];
}

size_t
tally_find(struct arena *mem, struct tally_index *ix, const char *name, size_t next)
{
	enum { FIRST = 64 };
	struct tally_slot *slot;

	if (ix->n * 2 >= ix->size) {
		struct tally_index more = { .size = ix->size == 0 ? FIRST : ix->size * 2, .n = ix->n };
		more.slots = arena_array(mem, more.size, sizeof *more.slots);
		for (size_t i = 0; i < ix->size; i++)
			if (ix->slots[i].name != NULL)
				*place(&more, ix->slots[i].name) = ix->slots[i];
		*ix = more;
	}
	slot = place(ix, name);
	if (slot->name == NULL) {
		*slot = (struct tally_slot){ name, next };
		ix->n++;
	}
	return slot->index;
}

const char *
tally_key(struct arena *mem, const char *name)
{
	const char *low = clean_lower(mem, name, strlen(name));
	char *key = arena_array(mem, strlen(low) + 1, 1);
	size_t n = 0;

	for (const char *s = low; *s != '\0'; s++) {
		bool hard = strncmp(s, "\u00A0", 2) == 0;
		s += hard;
		if (!hard && *s != ' ')
			key[n++] = *s;
		else if (n > 0 && key[n - 1] != ' ')
			key[n++] = ' ';
	}
	if (n > 0 && key[n - 1] == ' ')
		n--;
	key[n] = '\0';
	return key;
}

size_t
tally_find_alike(struct arena *mem, struct tally_names *names, const char *name, size_t next, bool *fresh)
{
	size_t k = tally_find(mem, &names->spellings, name, names->n);

	*fresh = k == names->n;
	if (*fresh) {
		names->indices = arena_grow(mem, names->indices, names->n, &names->cap, sizeof *names->indices);
		names->indices[names->n++] = tally_find(mem, &names->keys, tally_key(mem, name), next);
	}
	return names->indices[k];
}
