#include "hash_table.h"
#include "digest.h"

#include <stdlib.h>
#include <string.h>

static uint64_t
never_zero(uint64_t key)
{
	return key == 0 ? 1 : key;
}

/* Where the key is, or would be; the keys are hashes already. */
static struct hash_table_entry *
slot(const struct hash_table *t, uint64_t key)
{
	size_t i = (size_t)key & (t->cap - 1);

	while (t->entries[i].key != 0 && t->entries[i].key != key)
		i = (i + 1) & (t->cap - 1);
	return &t->entries[i];
}

uint64_t *
hash_table_find(const struct hash_table *t, uint64_t key)
{
	struct hash_table_entry *e = t->cap == 0 ? NULL : slot(t, never_zero(key));

	return e == NULL || e->key == 0 ? NULL : &e->value;
}

static bool
grow(struct hash_table *t)
{
	struct hash_table more = { .cap = t->cap == 0 ? 256 : t->cap * 2 };

	more.entries = calloc(more.cap, sizeof *more.entries);
	if (more.entries == NULL)
		return false;
	for (size_t i = 0; i < t->cap; i++)
		if (t->entries[i].key != 0)
			*slot(&more, t->entries[i].key) = t->entries[i];
	more.n = t->n;
	free(t->entries);
	*t = more;
	return true;
}

bool
hash_table_add(struct hash_table *t, uint64_t key, uint64_t value)
{
	struct hash_table_entry *e;

	if (t->n >= t->cap / 4 * 3 && !grow(t))
		return false;
	e = slot(t, never_zero(key));
	t->n += e->key == 0;
	*e = (struct hash_table_entry){ never_zero(key), value };
	return true;
}

void
hash_table_free(struct hash_table *t)
{
	free(t->entries);
	*t = (struct hash_table){ 0 };
}

uint64_t
hash_table_key(const char *text)
{
	char digits[DIGEST_HEX];

	digest_sha256(text, strlen(text), digits);
	digits[16] = '\0';
	return strtoull(digits, NULL, 16);
}
