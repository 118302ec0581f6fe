#include "tag.h"
#include "arena.h"

int
tag_add(struct arena *mem, struct tags *tags, int parent, const char *role)
{
	if (tags->n == 0) {
		tags->items = arena_grow(mem, tags->items, 0, &tags->cap, sizeof *tags->items);
		tags->n = 1;
	}
	tags->items = arena_grow(mem, tags->items, tags->n, &tags->cap, sizeof *tags->items);
	tags->items[tags->n] = (struct tag){ .role = role, .parent = parent };
	return (int)tags->n++;
}
