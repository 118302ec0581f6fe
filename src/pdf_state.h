/* The graphics state of a content stream from outside, as far as it says where ink comes to lie. */
#ifndef PDF_STATE_H
#define PDF_STATE_H
#include "pdf_value.h"

struct matrix {				/* x' = a x + c y + e, y' = b x + d y + f */
	double	a, b, c, d, e, f;
};

struct extent {				/* of points; x0 > x1: of none */
	double	x0, y0, x1, y1;
};

struct paint {				/* a colour, as far as it matters */
	bool	plain;			/* in a space in which white can be told */
	bool	white;
};

struct graphics {			/* what q saves and Q restores (ISO 32000-1, table 52) */
	struct matrix	 ctm;		/* to the page's user space */
	struct extent	 clip;		/* in the page's user space */
	struct paint	 fill, stroke;
	double		 line;		/* width */
	const struct pdf_value *font;	/* NULL: none */
	double		 size, leading, rise, scale, char_space, word_space;
	int		 render;	/* text rendering mode */
};

/* `first` applied before `then`. */
struct matrix	 matrix_times(const struct matrix *first, const struct matrix *then);

/* The one that changes nothing; and one of six numbers in the order a to f. */
struct matrix	 matrix_unit(void);
struct matrix	 matrix_of(const double numbers[6]);

/* Of no points; whether it is that, or of what is not a number. */
struct extent	 extent_none(void);
bool		 extent_empty(const struct extent *);

/* Adds a point, moved by the matrix. */
void		 extent_add(struct extent *, const struct matrix *, double x, double y);

/* Around a rectangle by two opposite corners, x y x y, moved by the matrix. */
struct extent	 extent_box(const struct matrix *, const double box[4]);

/* Of the points that are in both. */
struct extent	 extent_common(const struct extent *, const struct extent *);

#endif
