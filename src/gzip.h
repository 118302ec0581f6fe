/* Archives of gzip (RFC 1952), unpacked as a stream; zlib is used here alone. */
#ifndef GZIP_H
#define GZIP_H
#include "unpack.h"
#include <stdbool.h>

struct gzip;

/* Whether bytes are the start of one. */
bool	 gzip_starts(const unsigned char *, size_t n);

/* NULL: no memory. */
struct gzip *gzip_new(void);

/* Unpacks a step; members that follow each other are one stream, zeros after the last are padding. */
enum unpack_result gzip_step(struct gzip *, struct unpack *);

void	 gzip_free(struct gzip *);

/* Version of zlib. */
const char *gzip_version(void);

#endif
