#include "block.h"
#include "arena.h"

struct block *
block_add(struct arena *mem, struct block *parent, enum block_kind kind, const char *role)
{
	struct block *b = arena_new(mem, sizeof *b);

	b->kind = kind;
	b->role = role;
	if (parent != NULL)
		block_append(parent, b);
	return b;
}

void
block_append(struct block *parent, struct block *b)
{
	if (parent->last == NULL)
		parent->child = b;
	else
		parent->last->next = b;
	parent->last = b;
}

struct section *
block_section(struct arena *mem, struct blocks *b, const struct sheet *sheet, const char *role)
{
	struct section *s;

	b->sections = arena_grow(mem, b->sections, b->nsections, &b->sections_cap, sizeof *b->sections);
	s = &b->sections[b->nsections++];
	*s = (struct section){ .root = block_add(mem, NULL, BLOCK_STACK, role), .sheet = *sheet,
		.first_note = b->nnotes };
	return s;
}

struct block *
block_fix(struct arena *mem, struct section *s, const struct place *place, const char *role)
{
	struct fixed *fixed = arena_new(mem, sizeof *fixed), **end = &s->fixed;

	*fixed = (struct fixed){ .place = place, .root = block_add(mem, NULL, BLOCK_STACK, role) };
	while (*end != NULL)
		end = &(*end)->next;
	*end = fixed;
	return fixed->root;
}
