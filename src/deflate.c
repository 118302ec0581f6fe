#include "deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

static const int levels[DEFLATE__EFFORTS] = { [DEFLATE_DENSE] = 6, [DEFLATE_QUICK] = 1 };

struct deflate {
	struct libdeflate_compressor	*compressors[DEFLATE__EFFORTS];	/* NULL: not asked for yet */
	void				*room;	/* result of the last call */
	size_t				 cap;	/* bytes of room */
};

struct deflate *
deflate_new(void)
{
	return calloc(1, sizeof(struct deflate));
}

void
deflate_free(struct deflate *d)
{
	if (d == NULL)
		return;
	for (int i = 0; i < DEFLATE__EFFORTS; i++)
		if (d->compressors[i] != NULL)
			libdeflate_free_compressor(d->compressors[i]);
	free(d->room);
	free(d);
}

const void *
deflate_bytes(struct deflate *d, enum effort effort, const void *data, size_t n, size_t *out)
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
