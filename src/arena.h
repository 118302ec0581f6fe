/* Memory that is freed all at once. No function here returns NULL. */
#ifndef ARENA_H
#define ARENA_H
#include <setjmp.h>
#include <stddef.h>

#define ARENA_GIVES	__attribute__((returns_nonnull))

struct chunk;

struct arena {				/* zero is an empty arena */
	struct chunk	*head;		/* chunk in use; older ones behind it */
	struct chunk	*spare;		/* emptied chunks, kept for the next round */
	size_t		 total;		/* bytes taken from the system */
	size_t		 limit;		/* most bytes to take; 0: no limit */
	jmp_buf		*no_memory;	/* where to go when the system or the limit says no; NULL: abort */
};

/* Zeroed memory of `size` bytes, aligned for any type. */
void	*arena_new(struct arena *, size_t size) ARENA_GIVES;

/* Zeroed room for n things of `size` bytes; a product that overflows counts as no memory. */
void	*arena_array(struct arena *, size_t n, size_t size) ARENA_GIVES;

/* Room for n things that is not zeroed, for what is written at once. */
void	*arena_room(struct arena *, size_t n, size_t size) ARENA_GIVES;

/*
 * Room for one more element: returns `items` itself while n < *cap, else a copy with *cap
 * doubled (the old one stays in the arena), zeroed behind the n elements.
 * Use: a = arena_grow(m, a, n, &cap, sizeof *a).
 */
void	*arena_grow(struct arena *, void *items, size_t n, size_t *cap, size_t size) ARENA_GIVES;

/* Copy of n bytes with a NUL added. */
char	*arena_copy(struct arena *, const char *, size_t n) ARENA_GIVES;

/* Copy of a text without those of the bytes `marks` that end it. */
char	*arena_trim(struct arena *, const char *, const char *marks) ARENA_GIVES;

/* printf into the arena. Integers and strings only: no %f, which follows the locale. */
char	*arena_printf(struct arena *, const char *fmt, ...) __attribute__((format(printf, 2, 3))) ARENA_GIVES;

/* Goes where no memory goes: for what a library was refused. */
_Noreturn void arena_no_memory(struct arena *);

/* Empties the arena but keeps its chunks for reuse. */
void	 arena_reset(struct arena *);

/* Gives every chunk back to the system. */
void	 arena_free(struct arena *);

#endif
