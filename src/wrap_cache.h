/* Paragraphs as they were broken before, for the documents of a context that have them again. */
#ifndef WRAP_CACHE_H
#define WRAP_CACHE_H
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

struct lines;
struct span;
struct ties;
struct type;
struct wrap_cache;
struct wrap_spec;

struct wrap_cache *wrap_cache_new(void);	/* NULL: no memory */
void		 wrap_cache_free(struct wrap_cache *);

/* Where to go when there is no memory; NULL: abort. */
void		 wrap_cache_guard(struct wrap_cache *, jmp_buf *no_memory);

/* Between documents: empties it when it has grown past its bound, or when the shapes are gone. */
void		 wrap_cache_trim(struct wrap_cache *, bool shapes_gone);

/* The number of the ties, the same for those that say the same; to be asked for once a document. */
size_t		 wrap_cache_ties(struct wrap_cache *, const struct ties *);

/*
 * What wrap_lines() gives for a paragraph, whose ties have that number, but for the places in the spans;
 * NULL when it is not known. It lives until wrap_cache_trim().
 */
const struct lines *wrap_cache_find(struct wrap_cache *, size_t ties, const struct type *,
		    const struct wrap_spec *, const struct span *, size_t n);

/*
 * What wrap_lines() gave, without a message, for the paragraph that was just looked for in vain. It is
 * copied when the paragraph comes for the second time: most come once.
 */
void		 wrap_cache_keep(struct wrap_cache *, const struct lines *);

#endif
