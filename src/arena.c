#define _DEFAULT_SOURCE	/* madvise */
#include "arena.h"

#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/*
 * From LARGE_FROM bytes on an arena takes whole large pages, a quarter of what it has at a time. With
 * ARENA_EXACT all that is asked for is an allocation of its own, so that tools see every step beyond one.
 */
#ifdef ARENA_EXACT
enum { CHUNK_SIZE = 1, LARGE_PAGE = 2 << 20, LARGE_FROM = INT_MAX, ALIGN = 1 };
#else
enum { CHUNK_SIZE = 256 << 10, LARGE_PAGE = 2 << 20, LARGE_FROM = 2 << 20, ALIGN = _Alignof(max_align_t) };
#endif

struct chunk {
	struct chunk	*next;		/* older chunk */
	size_t		 size, used;	/* bytes of room, bytes given out */
};

#define HEAD ((sizeof(struct chunk) + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t))

void
arena_no_memory(struct arena *a)
{
	if (a->no_memory != NULL)
		longjmp(*a->no_memory, 1);
	abort();
}

static struct chunk *
spare_chunk(struct arena *a, size_t size)
{
	for (struct chunk **p = &a->spare; *p != NULL; p = &(*p)->next)
		if ((*p)->size >= size) {
			struct chunk *c = *p;
			*p = c->next;
			return c;
		}
	return NULL;
}

/* Bytes of a chunk, its head with them, that has room for `size`. */
static size_t
chunk_bytes(const struct arena *a, size_t size)
{
	size_t most = a->limit == 0 ? SIZE_MAX : a->limit > a->total ? a->limit - a->total : 0;
	size_t more = a->total < LARGE_FROM ? CHUNK_SIZE : a->total / 4 / LARGE_PAGE * LARGE_PAGE;

	if (size > most || size > SIZE_MAX - HEAD - LARGE_PAGE)
		return 0;
	if (a->total >= LARGE_FROM && size + HEAD > more)
		more = (size + HEAD + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
	if (more > most)
		more = 0;
	return more > size + HEAD ? more : size + HEAD;
}

/* Writing to large pages for the first time costs a third of what it costs with small ones. */
static void *
system_memory(size_t bytes)
{
	void *p;

	if (bytes % LARGE_PAGE != 0)
		return malloc(bytes);
	p = aligned_alloc(LARGE_PAGE, bytes);
#ifdef MADV_HUGEPAGE
	if (p != NULL)
		madvise(p, bytes, MADV_HUGEPAGE);
#endif
	return p;
}

static struct chunk *
add_chunk(struct arena *a, size_t size)
{
	struct chunk *c = spare_chunk(a, size);

	if (c == NULL) {
		size_t bytes = chunk_bytes(a, size);
		c = bytes == 0 ? NULL : system_memory(bytes);
		if (c == NULL)
			arena_no_memory(a);
		c->size = bytes - HEAD;
		a->total += c->size;
	}
	c->used = 0;
	c->next = a->head;
	a->head = c;
	return c;
}

static void *
take(struct arena *a, size_t size)
{
	struct chunk *c = a->head;
	char *p;

	if (size > SIZE_MAX - ALIGN)
		arena_no_memory(a);
	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (c == NULL || c->size - c->used < size || CHUNK_SIZE == 1)
		c = add_chunk(a, size);
	p = (char *)c + HEAD + c->used;
	c->used += size;
	return p;
}

void *
arena_new(struct arena *a, size_t size)
{
	return memset(take(a, size), 0, size);
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		arena_no_memory(a);
	return arena_new(a, n * size);
}

void *
arena_room(struct arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		arena_no_memory(a);
	return take(a, n * size);
}

void *
arena_grow(struct arena *a, void *items, size_t n, size_t *cap, size_t size)
{
	size_t room = *cap == 0 ? 8 : *cap * 2;
	char *more;

	if (n < *cap)
		return items;
	if (*cap > SIZE_MAX / 2)
		arena_no_memory(a);
	more = arena_room(a, room, size);
	if (n > 0)
		memcpy(more, items, n * size);
	memset(more + n * size, 0, (room - n) * size);
	*cap = room;			/* last: what lacked memory may be used on */
	return more;
}

char *
arena_copy(struct arena *a, const char *text, size_t n)
{
	char *p;

	if (n == SIZE_MAX)
		arena_no_memory(a);
	p = take(a, n + 1);
	if (n > 0)
		memcpy(p, text, n);
	p[n] = '\0';
	return p;
}

char *
arena_trim(struct arena *a, const char *s, const char *marks)
{
	size_t n = strlen(s);

	while (n > 0 && strchr(marks, s[n - 1]) != NULL)
		n--;
	return arena_copy(a, s, n);
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		arena_no_memory(a);
	p = take(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

static void
free_spare(struct arena *a)
{
	while (a->spare != NULL) {
		struct chunk *c = a->spare;
		a->spare = c->next;
		a->total -= c->size;
		free(c);
	}
}

void
arena_reset(struct arena *a)
{
	while (a->head != NULL) {
		struct chunk *c = a->head;
		a->head = c->next;
		c->next = a->spare;
		a->spare = c;
	}
	if (CHUNK_SIZE == 1)
		free_spare(a);
}

void
arena_free(struct arena *a)
{
	arena_reset(a);
	free_spare(a);
}
