/* Boxes as a list of lines for page breaking, with the places where a page may end. */
#ifndef SLOT_H
#define SLOT_H
#include "box.h"
#include <stdbool.h>

struct arena;

struct slot {				/* a line, a grid or a gap: what a page takes or leaves */
	const struct box	*box;
	size_t			 line;		/* of a paragraph */
	size_t			 row;		/* of a table; 0: its whole header */
	len			 from;		/* of a grid too high for a page, or a row: where this part begins */
	len			 height;
	len			 lead;		/* what a page has above it that begins with it: a header again */
	len			 tail;		/* what a page has below it that ends with it: a running total */
	len			 before;	/* gap above it, not at the top of a page */
	bool			 blank;		/* a gap: left out at the top of a page */
	bool			 may_break;	/* a page may end before it */
	int			 first_note, last_note;	/* footnotes referred to, from 1; 0: none */
};

struct slots {
	struct slot	*items;
	size_t		 n, cap;
};

/*
 * A section's boxes as slots for pages with `room` for text, the permitted page breaks marked by the profile's
 * rules. A grid is one slot, unless it is so high that it could not stand on a page with the text above it: then
 * it is divided where no line is cut, but not beside its right column (the signature).
 */
struct slots	 slot_list(struct arena *, const struct box *first, const struct profile *, len room);

#endif
