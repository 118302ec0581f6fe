/* Text to glyphs (HarfBuzz): one word in one face, remembered for the life of a context. */
#ifndef SHAPE_H
#define SHAPE_H
#include "unit.h"
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

struct font;

struct glyph {				/* font units */
	uint32_t	 id;
	uint32_t	 cluster;	/* byte in the shape's text where its cluster starts */
	int32_t		 advance, dx, dy;	/* dy upwards */
};

struct shape {				/* a word as glyphs; never changes, lives as long as its shaper */
	const struct font	*font;
	const char		*text;	/* NFC, without spaces */
	uint32_t		 len;	/* bytes of text */
	uint32_t		 n;	/* glyphs */
	const struct glyph	*glyphs;	/* in visual order, left to right */
	int32_t			 width;	/* sum of advances, font units */
	unsigned		 kind;	/* bits of enum kind: what the text looks like */
};

struct shaper;				/* one per context; not for two threads at once */

struct shaper	*shaper_new(void);	/* NULL: no memory */
void		 shaper_free(struct shaper *);

/* Where to go when there is no memory for a shape; NULL: abort. */
void		 shaper_guard(struct shaper *, jmp_buf *);

/*
 * The shape of a word whose characters all are in `font`, in language `lang` (BCP 47; NULL: "vi").
 * Never NULL. The cache is emptied by shaper_trim() only, so shapes stay valid for the whole of a
 * document.
 */
const struct shape *shape_word(struct shaper *, const struct font *, const char *lang,
		    const char *text, size_t size);

/* The same when it is remembered already, else NULL. */
const struct shape *shape_find(struct shaper *, const struct font *, const char *lang,
		    const char *text, size_t size);

/* A code point that belongs to the character before it: a mark or an invisible joiner. */
bool		 shape_joins(uint32_t code);

/* Between documents: empties the cache when it has grown past its bound. Whether it did. */
bool		 shaper_trim(struct shaper *);

#endif
