/* Decompression of bytes that nobody vouches for (libdeflate). */
#ifndef INFLATE_H
#define INFLATE_H
#include <stddef.h>

struct arena;

enum inflate_result { INFLATE_DONE, INFLATE_DAMAGED, INFLATE_LARGE };

/*
 * n bytes in zlib format to *out, *len bytes in the arena and a NUL after them, with its checksum tested.
 * Never takes more than `most` bytes (less than SIZE_MAX) for the result, however much the data would
 * give: then INFLATE_LARGE. Unless all is well (INFLATE_DONE) *out is left as it is.
 */
enum inflate_result	 inflate_bytes(struct arena *, const void *, size_t n, size_t most,
			    const char **out, size_t *len);

#endif
