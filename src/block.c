#include "block.h"
#include "arena.h"

struct block *
block_add(struct arena *mem, struct block *parent, enum block_kind kind, const char *role)
{
	struct block *b = arena_new(mem, sizeof *b);

	b->kind = kind;
	b->role = role;
	if (parent == NULL)
		return b;
	if (parent->last == NULL)
		parent->child = b;
	else
		parent->last->next = b;
	parent->last = b;
	return b;
}
