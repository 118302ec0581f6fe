/* Where the contents of a page from outside leave ink. */
#ifndef PDF_INK_H
#define PDF_INK_H
#include "pdf_sheet.h"

struct pdf_mark {			/* a rectangle with ink in it, on the page as shown */
	len		 x0, y0, x1, y1;	/* y downwards from the top edge */
	bool		 picture;	/* of a picture, which may be white anywhere */
	int		 dpi;		/* of the picture, 0: not known */
};

struct pdf_ink {
	struct pdf_mark	*marks;
	size_t		 n, cap;
	int		 open;		/* graphics states that the contents save and never restore */
};

/*
 * Follows the contents of a page and its annotations. Nothing is painted: text counts from below its
 * descenders to above its capitals, paths and pictures by the rectangle around them, all as far as the
 * clipping rectangle lets them show. White paths and invisible text are no ink; what hides below others is.
 * Returns 0, or -1 when it cannot be known: contents that are damaged, packed in unknown ways, or
 * too long to follow. Faults of `in` are left as they were.
 */
int	 pdf_ink_find(const struct pdf_in *, struct arena *, const struct pdf_sheet *, struct pdf_ink *);

#endif
