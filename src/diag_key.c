#include "diag_key.h"
#include "arena.h"
#include "diag_text.h"
#include "hash.h"
#include "utf8.h"

#include <string.h>

enum { SLOTS_FIRST = 256 };		/* there are twice as many each time that half are taken */

struct diag_key {			/* hash 0: free */
	uint64_t	 hash;
	int		 code;
};

static uint64_t
add(uint64_t h, const void *bytes, size_t n)
{
	return (h ^ hash_bytes(bytes, n)) * UINT64_C(0x9E3779B97F4A7C15);
}

/* As much of an argument as a message shows. */
static uint64_t
add_argument(uint64_t h, const char *text, int most)
{
	const char *p = text, *end = text + strlen(text);

	most = diag_text_most(text, most);
	for (int n = 0; n <= most && p < end; n++)
		utf8_next(&p, end);
	return add(h, text, (size_t)(p - text) + (p == end));
}

static uint64_t
make_hash(int code, const struct where *at, size_t offset, const char *const *args, int most)
{
	uint64_t h = add(add(0, &code, sizeof code), &offset, sizeof offset);

	for (int i = 1; args != NULL && args[0] != NULL && args[i] != NULL; i++)
		h = add_argument(h, args[i], most);
	for (; at != NULL; at = at->up) {
		h = add(h, &at->index, sizeof at->index);
		if (at->key != NULL)
			h = add(h, at->key, strlen(at->key) + 1);
		if (at->up == NULL)
			h = add(h, &at->source, sizeof at->source);
	}
	return h == 0 ? 1 : h;
}

/* The slot of a key, or the free one where it belongs. */
static struct diag_key *
find_slot(const struct diag_keys *keys, struct diag_key key)
{
	size_t i = (key.hash ^ key.hash >> 32) % keys->size;

	while (keys->slots[i].hash != 0 && (keys->slots[i].hash != key.hash || keys->slots[i].code != key.code))
		i = (i + 1) % keys->size;
	return &keys->slots[i];
}

static void
grow(struct arena *mem, struct diag_keys *keys)
{
	struct diag_keys more = { .size = keys->size == 0 ? SLOTS_FIRST : keys->size * 2, .n = keys->n };

	more.slots = arena_array(mem, more.size, sizeof *more.slots);
	for (size_t i = 0; i < keys->size; i++)
		if (keys->slots[i].hash != 0)
			*find_slot(&more, keys->slots[i]) = keys->slots[i];
	*keys = more;
}

bool
diag_key_new(struct arena *mem, struct diag_keys *keys, int code, const struct where *at, size_t offset,
    const char *const *args, int most)
{
	struct diag_key key = { make_hash(code, at, offset, args, most), code }, *slot;

	if (keys->n >= keys->size / 2)
		grow(mem, keys);
	slot = find_slot(keys, key);
	if (slot->hash != 0)
		return false;
	*slot = key;
	keys->n++;
	return true;
}
