/* Compression of streams (libdeflate). */
#ifndef DEFLATE_H
#define DEFLATE_H
#include <stddef.h>

struct deflate;

enum effort {
	DEFLATE_DENSE,			/* text, fonts */
	DEFLATE_QUICK,			/* short texts that repeat themselves: little longer, a third of the time */
	DEFLATE__EFFORTS
};

struct deflate	*deflate_new(void);	/* NULL: no memory */
void		 deflate_free(struct deflate *);

/*
 * n bytes in zlib format (RFC 1950), *out bytes long, the same for the same bytes and effort. They live until the
 * next call. NULL: no memory.
 */
const void	*deflate_bytes(struct deflate *, enum effort, const void *, size_t n, size_t *out);

#endif
