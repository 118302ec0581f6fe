#include "shelf.h"
#include "arena.h"
#include "digest.h"
#include "picture.h"

#include <string.h>

struct kept {
	char		 digest[DIGEST_HEX];	/* of the file */
	struct picture	 picture;
	struct kept	*next;
};

struct shelf {
	struct arena	*mem;
	struct kept	*first;
	size_t		 bytes;		/* kept so far */
	unsigned	 n;		/* pictures kept so far */
};

struct shelf *
shelf_new(struct arena *mem)
{
	struct shelf *s = arena_new(mem, sizeof *s);

	s->mem = mem;
	return s;
}

const struct picture *
shelf_find(const struct shelf *s, const unsigned char *file, size_t n)
{
	char digest[DIGEST_HEX];

	if (s->first == NULL)
		return NULL;
	digest_sha256(file, n, digest);
	for (const struct kept *k = s->first; k != NULL; k = k->next)
		if (memcmp(k->digest, digest, sizeof digest) == 0)
			return &k->picture;
	return NULL;
}

static const unsigned char *
copy(struct arena *mem, const unsigned char *data, size_t n)
{
	return data == NULL ? NULL : memcpy(arena_room(mem, n + 1, 1), data, n);
}

const struct picture *
shelf_keep(struct shelf *s, const unsigned char *file, size_t n, const struct picture *p)
{
	size_t pixels = (size_t)p->width * (size_t)p->height;
	size_t size = p->len + p->icc_len + (p->alpha != NULL ? pixels : 0);
	struct kept *k;

	if (size > SHELF_BYTES_MAX - s->bytes)
		return p;
	k = arena_new(s->mem, sizeof *k);
	digest_sha256(file, n, k->digest);
	k->picture = *p;
	k->picture.id = ++s->n;
	k->picture.data = copy(s->mem, p->data, p->len);
	k->picture.alpha = copy(s->mem, p->alpha, pixels);
	k->picture.icc = copy(s->mem, p->icc, p->icc_len);
	k->next = s->first;
	s->first = k;
	s->bytes += size;
	return &k->picture;
}
