#include "inflate.h"
#include "arena.h"

#include <libdeflate.h>

enum { LEAST_ROOM = 16 * 1024, GROWTH = 4 };

static enum inflate_result
inflate_into(struct arena *mem, char *room, size_t size, const void *data, size_t n, size_t *len)
{
	static const enum inflate_result results[] = {
		[LIBDEFLATE_SUCCESS] = INFLATE_DONE, [LIBDEFLATE_BAD_DATA] = INFLATE_DAMAGED,
		[LIBDEFLATE_SHORT_OUTPUT] = INFLATE_DAMAGED,
		[LIBDEFLATE_INSUFFICIENT_SPACE] = INFLATE_LARGE,
	};
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	enum libdeflate_result result;

	if (d == NULL)
		arena_no_memory(mem);
	result = libdeflate_zlib_decompress(d, data, n, room, size, len);
	libdeflate_free_decompressor(d);
	return results[result];
}

/* The arena is asked while nothing else is held: it may not come back. */
enum inflate_result
inflate_bytes(struct arena *mem, const void *data, size_t n, size_t most, const char **out,
    size_t *len)
{
	size_t size = LEAST_ROOM / GROWTH < n ? n : LEAST_ROOM / GROWTH;
	enum inflate_result result;
	char *room;

	do {
		size = size < most / GROWTH ? size * GROWTH : most;
		room = arena_room(mem, size + 1, 1);
		result = inflate_into(mem, room, size, data, n, len);
	} while (result == INFLATE_LARGE && size < most);
	if (result != INFLATE_DONE)
		return result;
	room[*len] = '\0';
	*out = room;
	return INFLATE_DONE;
}
