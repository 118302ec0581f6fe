#include "deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

enum { LEVEL = 6 };

struct deflate {
	struct libdeflate_compressor	*compressor;
	void				*room;	/* result of the last call */
	size_t				 cap;	/* bytes of room */
};

struct deflate *
deflate_new(void)
{
	struct deflate *d = calloc(1, sizeof *d);

	if (d == NULL)
		return NULL;
	d->compressor = libdeflate_alloc_compressor(LEVEL);
	if (d->compressor == NULL) {
		free(d);
		return NULL;
	}
	return d;
}

void
deflate_free(struct deflate *d)
{
	if (d == NULL)
		return;
	libdeflate_free_compressor(d->compressor);
	free(d->room);
	free(d);
}

const void *
deflate_bytes(struct deflate *d, const void *data, size_t n, size_t *out)
{
	size_t need = libdeflate_zlib_compress_bound(d->compressor, n);

	if (need > d->cap) {
		void *more = malloc(need);
		if (more == NULL)
			return NULL;
		free(d->room);
		d->room = more;
		d->cap = need;
	}
	*out = libdeflate_zlib_compress(d->compressor, data, n, d->room, d->cap);
	return *out == 0 ? NULL : d->room;
}
