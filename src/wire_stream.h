/* A stream whose text goes into a row: of one from open_memstream(), nobody learns that memory was lacking. */
#ifndef WIRE_STREAM_H
#define WIRE_STREAM_H
#include "wire.h"
#include <stdio.h>

/*
 * Opens a stream for writing, for fclose(), after which its text is behind what was in the row, without a NUL,
 * or `failed` is set. NULL: no memory, and `failed` is set.
 */
FILE	*wire_stream(struct wire *);

#endif
