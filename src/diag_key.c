#include "diag_key.h"
#include "arena.h"
#include "utf8.h"

#include <string.h>

enum { SLOTS = 4096 };			/* over twice of what can enter the list, even when it gives way */

struct diag_key {			/* hash 0: free */
	uint64_t	 hash;
	int		 code;
};

/* FNV-1a */
static uint64_t
hash_bytes(uint64_t h, const void *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		h = (h ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
	return h;
}

/* As much of an argument as a message shows. */
static uint64_t
hash_argument(uint64_t h, const char *text, int most)
{
	const char *p = text, *end = text + strlen(text);

	for (int n = 0; n <= most && p < end; n++)
		utf8_next(&p, end);
	return hash_bytes(h, text, (size_t)(p - text) + (p == end));
}

static uint64_t
make_hash(int code, const struct where *at, size_t offset, const char *const *args, int most)
{
	uint64_t h = hash_bytes(14695981039346656037u, &code, sizeof code);

	h = hash_bytes(h, &offset, sizeof offset);
	for (int i = 1; args != NULL && args[0] != NULL && args[i] != NULL; i++)
		h = hash_argument(h, args[i], most);
	for (; at != NULL; at = at->up) {
		h = hash_bytes(h, &at->index, sizeof at->index);
		if (at->key != NULL)
			h = hash_bytes(h, at->key, strlen(at->key) + 1);
		if (at->up == NULL)
			h = hash_bytes(h, &at->source, sizeof at->source);
	}
	return h == 0 ? 1 : h;
}

bool
diag_key_new(struct arena *mem, struct diag_keys *keys, int code, const struct where *at, size_t offset,
    const char *const *args, int most)
{
	uint64_t hash = make_hash(code, at, offset, args, most);
	size_t i = (hash ^ hash >> 32) % SLOTS;

	if (keys->slots == NULL)
		keys->slots = arena_array(mem, SLOTS, sizeof *keys->slots);
	while (keys->slots[i].hash != 0) {
		if (keys->slots[i].hash == hash && keys->slots[i].code == code)
			return false;
		i = (i + 1) % SLOTS;
	}
	keys->slots[i] = (struct diag_key){ hash, code };
	return true;
}
