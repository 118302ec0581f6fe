/* A hash of bytes for tables in memory: quick, not the same on all machines, never to be written. */
#ifndef HASH_H
#define HASH_H
#include <stddef.h>
#include <stdint.h>

/* Of n bytes; those of none are alike. */
uint64_t	hash_bytes(const void *, size_t n);

#endif
