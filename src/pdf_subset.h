/* Font files with only some glyphs: made, compressed, and remembered from one PDF to the next. */
#ifndef PDF_SUBSET_H
#define PDF_SUBSET_H
#include <stddef.h>
#include <stdint.h>

struct deflate;
struct font;
struct subsets;

struct subset {
	const void	*data;		/* a TrueType file in zlib format */
	size_t		 len;		/* bytes of data */
	size_t		 size;		/* bytes of the file itself */
	const uint16_t	*places;	/* for each glyph asked for its number in the file */
};

struct subsets	*subsets_new(void);	/* NULL: no memory */
void		 subsets_free(struct subsets *);

/*
 * The part of a face with the n glyphs, which are in order and each there once. The same glyphs give
 * the same bytes, remembered or not; they live until the next call. Faces have to live as long as
 * the subsets. -1: the face cannot be subset, or no memory.
 */
int		 subset_find(struct subsets *, struct deflate *, const struct font *, const uint32_t *glyphs,
		    size_t n, struct subset *);

#endif
