/* Lists of malloc(), where what comes is not known to end and an arena would only grow. */
#ifndef HEAP_H
#define HEAP_H
#include <stddef.h>

/*
 * Room for one item of `size` bytes more than n: where the items are now, with room for *cap of them. NULL: no memory,
 * and the items are where and what they were.
 */
void	*heap_grow(void *items, size_t n, size_t *cap, size_t size);

#endif
