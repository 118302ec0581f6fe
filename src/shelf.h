/* Pictures that many documents share, kept as they were decoded. */
#ifndef SHELF_H
#define SHELF_H
#include <stddef.h>

struct arena;
struct picture;
struct shelf;

enum { SHELF_BYTES_MAX = 16 << 20 };	/* of all that is kept; what comes later is decoded each time */

/* An empty shelf whose pictures live in the arena, as long as it does. */
struct shelf	*shelf_new(struct arena *);

/* The picture that was decoded from a file of these bytes; NULL: not kept. */
const struct picture *shelf_find(const struct shelf *, const unsigned char *file, size_t n);

/* Keeps a picture decoded from these bytes: a copy with an id of its own, or the picture itself when it is full. */
const struct picture *shelf_keep(struct shelf *, const unsigned char *file, size_t n, const struct picture *);

#endif
