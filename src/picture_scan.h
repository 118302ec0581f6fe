/* The data of a JPEG, decoded to see that they are sound. */
#ifndef PICTURE_SCAN_H
#define PICTURE_SCAN_H
#include "picture.h"

struct arena;

/*
 * Whether all of a JPEG of known size can be decoded: PICTURE_CUT when data are missing, PICTURE_DAMAGED
 * when they make no sense, PICTURE_MEMORY. Bytes too many between its parts do not count.
 */
enum picture_fault picture_scan(struct arena *, const struct picture *);

#endif
