#include "heap.h"

#include <stdint.h>
#include <stdlib.h>

void *
heap_grow(void *items, size_t n, size_t *cap, size_t size)
{
	size_t room = *cap == 0 ? 32 : *cap * 2;
	void *more;

	if (n < *cap)
		return items;
	if (*cap > SIZE_MAX / 2 / size)
		return NULL;
	more = realloc(items, room * size);
	if (more != NULL)
		*cap = room;
	return more;
}
