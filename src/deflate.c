#include "deflate.h"
#include "hash.h"

#include <libdeflate.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const int levels[DEFLATE__EFFORTS] = { [DEFLATE_DENSE] = 6, [DEFLATE_QUICK] = 1 };

enum { KEPT_MOST = 1 << 20, SLOTS = 512, SEEN = 4096 };

struct packed {				/* what came before */
	struct packed	*next;		/* in the same slot */
	uint64_t	 hash;		/* of the bytes */
	enum effort	 effort;
	size_t		 n, size;	/* bytes as they came, and compressed */
	unsigned char	 bytes[];	/* both */
};

struct deflate {
	struct libdeflate_compressor	*compressors[DEFLATE__EFFORTS];	/* NULL: not asked for yet */
	void				*room;	/* result of the last call */
	size_t				 cap;	/* bytes of room */
	struct packed			*slots[SLOTS];	/* by hash; NULL: none */
	size_t				 kept;	/* bytes of all in them */
	uint64_t			 seen[SEEN];	/* hash of what came last, kept or not, by other bits of it */
};

struct deflate *
deflate_new(void)
{
	return calloc(1, sizeof(struct deflate));
}

static void
forget(struct deflate *d)
{
	for (size_t i = 0; i < SLOTS; i++)
		while (d->slots[i] != NULL) {
			struct packed *p = d->slots[i];
			d->slots[i] = p->next;
			free(p);
		}
	d->kept = 0;
}

void
deflate_free(struct deflate *d)
{
	if (d == NULL)
		return;
	forget(d);
	for (int i = 0; i < DEFLATE__EFFORTS; i++)
		if (d->compressors[i] != NULL)
			libdeflate_free_compressor(d->compressors[i]);
	free(d->room);
	free(d);
}

static const struct packed *
find(const struct deflate *d, enum effort effort, uint64_t hash, const void *data, size_t n)
{
	const struct packed *p = d->slots[hash % SLOTS];

	while (p != NULL && (p->hash != hash || p->effort != effort || p->n != n || memcmp(p->bytes, data, n) != 0))
		p = p->next;
	return p;
}

/* Keeps what comes for the second time: most comes once. Without memory nothing is kept. */
static void
keep(struct deflate *d, enum effort effort, uint64_t hash, const void *data, size_t n, size_t size)
{
	uint64_t *seen = &d->seen[hash >> 32 & (SEEN - 1)];
	bool again = *seen == hash;
	struct packed *p;

	*seen = hash;
	if (!again || n == 0 || n + size > KEPT_MOST / 8)
		return;
	if (d->kept + sizeof *p + n + size > KEPT_MOST)
		forget(d);
	p = malloc(sizeof *p + n + size);
	if (p == NULL)
		return;
	*p = (struct packed){ d->slots[hash % SLOTS], hash, effort, n, size };
	memcpy(p->bytes, data, n);
	memcpy(p->bytes + n, d->room, size);
	d->slots[hash % SLOTS] = p;
	d->kept += sizeof *p + n + size;
}

static const void *
compress(struct deflate *d, enum effort effort, const void *data, size_t n, size_t *out)
{
	struct libdeflate_compressor *c = d->compressors[effort];
	size_t need;

	if (c == NULL)
		c = d->compressors[effort] = libdeflate_alloc_compressor(levels[effort]);
	if (c == NULL)
		return NULL;
	need = libdeflate_zlib_compress_bound(c, n);
	if (need > d->cap) {
		void *more = malloc(need);
		if (more == NULL)
			return NULL;
		free(d->room);
		d->room = more;
		d->cap = need;
	}
	*out = libdeflate_zlib_compress(c, data, n, d->room, d->cap);
	return *out == 0 ? NULL : d->room;
}

const void *
deflate_bytes(struct deflate *d, enum effort effort, const void *data, size_t n, size_t *out)
{
	uint64_t hash = hash_bytes(data, n);
	const struct packed *known = find(d, effort, hash, data, n);
	const void *bytes;

	if (known != NULL) {
		*out = known->size;
		return known->bytes + known->n;
	}
	bytes = compress(d, effort, data, n, out);
	if (bytes != NULL)
		keep(d, effort, hash, data, n, *out);
	return bytes;
}
