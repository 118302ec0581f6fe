#include "beside.h"
#include "arena.h"

/* Whether something that begins at x from the column's left edge, at y below the box's top, is in its way. */
static bool
in_the_way(const struct box *beside, len x, len y)
{
	return x < len_add(beside->width, beside->block->gap) && y < len_add(beside->reach, beside->block->gap);
}

/* By how much a box at y has to go down. */
static len
too_high(const struct box *beside, const struct box *b, len y)
{
	len end = len_add(beside->reach, beside->block->gap);

	if (b->kind == BOX_GAP || b->kind == BOX_BESIDE)
		return 0;
	if (b->kind != BOX_PARA)
		return in_the_way(beside, b->x, y) ? end - y : 0;
	for (size_t i = 0; i < b->lines->n; y += b->rows[i++].height)
		if (b->lines->lines[i].n > 0 && in_the_way(beside, b->lines->lines[i].x, y))
			return end - y;
	return 0;
}

/* By how much all that follows has to go down. */
static len
missing_room(const struct box *beside)
{
	len y = 0, after = beside->after;

	for (const struct box *b = beside->next; b != NULL && y < beside->reach + beside->block->gap; b = b->next) {
		len down;
		if (b->kind != BOX_GAP)
			y = len_add(y, b->before > after ? b->before : after);
		down = too_high(beside, b, y);
		if (down > 0)
			return down;
		y = len_add(y, b->height);
		after = b->kind == BOX_GAP ? 0 : b->after;
	}
	return y < beside->reach ? beside->reach - y : 0;
}

void
beside_clear(struct arena *mem, struct box *first)
{
	for (struct box *b = first; b != NULL; b = b->next) {
		len room = b->kind == BOX_BESIDE ? missing_room(b) : 0;
		struct box *gap;
		struct block *block;
		if (room == 0)
			continue;
		block = block_add(mem, NULL, BLOCK_GAP, "room");
		block->gap = room;
		gap = arena_new(mem, sizeof *gap);
		*gap = (struct box){ .kind = BOX_GAP, .block = block, .height = room, .next = b->next };
		b->next = gap;
		b = gap;
	}
}
