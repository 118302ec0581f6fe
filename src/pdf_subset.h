/* Font files with one-byte codes: subsets, compressed, and remembered from one PDF to the next. */
#ifndef PDF_SUBSET_H
#define PDF_SUBSET_H
#include <stddef.h>
#include <stdint.h>

struct deflate;
struct font;
struct subsets;

enum { SUBSET_CODES = 256 };

struct subset {
	const void	*data;		/* a TrueType file in zlib format */
	size_t		 len;		/* bytes of data */
	size_t		 size;		/* bytes of the file itself */
};

enum subset_result { SUBSET_DONE, SUBSET_DAMAGED, SUBSET_NO_MEMORY };

struct subsets	*subsets_new(void);	/* NULL: no memory */
void		 subsets_free(struct subsets *);

/*
 * The part of a face that draws glyphs[code] for each code (0: nothing). The same glyphs give the
 * same bytes, remembered or not; they live until the next call of this, or of the deflate. Faces
 * have to live as long as the subsets.
 */
enum subset_result subset_find(struct subsets *, struct deflate *, const struct font *,
		    const uint16_t glyphs[SUBSET_CODES], struct subset *);

#endif
