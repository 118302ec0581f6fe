/* What a field shows once it is signed: a picture, or a line of text (Decree 30/2020, Appendix I, II.7, II.8). */
#ifndef SIGN_LOOK_H
#define SIGN_LOOK_H
#include "unit.h"

struct arena;
struct diag;
struct page;

struct sign_looks;			/* what making them needs: fonts, styles; one for many files */

/* `data_dir` has the layouts and fonts; NULL: no memory. Lives in the arena; sign_looks_free() closes the fonts. */
struct sign_looks *sign_looks_new(struct arena *, const char *data_dir, const char *profile);
void		 sign_looks_free(struct sign_looks *);

/* The open fonts. NULL after an error. */
struct fonts	*sign_looks_fonts(struct sign_looks *, struct diag *);

/*
 * A picture of a file, as large as the field permits without changing its shape, in the middle. NULL after the
 * messages of images_open().
 */
const struct page *sign_look_picture(struct sign_looks *, struct arena *, struct diag *, const char *file,
	    len w, len h);

/*
 * A line of text at the right edge and top of the field, in the style of electronic copies; it has to fit in its
 * width. NULL after an error: those of profiles and text, SIGN_WIDE.
 */
const struct page *sign_look_text(struct sign_looks *, struct arena *, struct diag *, const char *text, len w, len h);

#endif
