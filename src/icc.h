/* The colour profile that PDFs carry, read and compressed once. */
#ifndef ICC_H
#define ICC_H
#include <stddef.h>

struct arena;
struct deflate;
struct diag;

struct icc {				/* zero: not read yet */
	const void	*data;		/* in zlib format */
	size_t		 len;		/* bytes */
};

/*
 * Reads an RGB display profile of a version that PDF/A-2 takes (ISO 19005-2, 6.2.3); its bytes live in the
 * arena. Returns 0, or -1 with a message: ICC_READ (the file), ICC_DAMAGED (what is in it), NO_MEMORY. Nothing
 * leaks when the arena jumps.
 */
int	 icc_read(struct icc *, struct arena *, struct diag *, struct deflate *, const char *path);

#endif
