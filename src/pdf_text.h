/* The contents of a page: lines of glyphs and rules as PDF operators. */
#ifndef PDF_TEXT_H
#define PDF_TEXT_H
#include "buffer.h"
#include "unit.h"
#include <stdbool.h>
#include <stddef.h>

struct item;
struct pdf_font;
struct pdf_fonts;
struct pdf_tags;

struct pdf_text {			/* a page being written */
	struct pdf_fonts *fonts;
	struct buffer	 out;		/* the operators */
	struct buffer	 rules;		/* rectangles to fill at the end: rules and underlines */
	len		 height;	/* of the page */
	struct pdf_tags	*tags;		/* structure to mark content for; NULL: none is marked */
	size_t		 page;		/* index */
	bool		 in_group;	/* between BDC or BMC and EMC ... */
	int		 tag;		/* ... of this element; 0: artifact */
	int64_t		 gap;		/* number written between the last two words: 1/1000 em */

	/* text state as a viewer has it */
	struct pdf_font	*font;		/* NULL: none set on this page yet */
	len		 size, rise;
	bool		 in_text;	/* between BT and ET */
	len		 line_x, line_y;/* where the last Td went; y upwards */
	bool		 in_array, in_string;	/* inside [ ] and ( ) of a TJ */
	char		 run[256];	/* bytes of the string not yet in `out` */
	size_t		 nrun;

	/* the line being written */
	bool		 placed;	/* its Td was written */
	bool		 spaced;	/* the last glyph was a space */
	int64_t		 viewer;	/* where a viewer is in the column: 1/10000000 pt */
	int64_t		 away;		/* from there to the right place: 1/(10000 upem) em */
};

/* Starts a page; the buffers are used again. */
void	 pdf_text_start(struct pdf_text *, struct pdf_fonts *, struct pdf_tags *, size_t page, len height);

void	 pdf_text_line(struct pdf_text *, const struct item *);
void	 pdf_text_rule(struct pdf_text *, len x, len y, len w, len h);	/* y downwards */

/* Closes the page: `out` is complete after it. */
void	 pdf_text_end(struct pdf_text *);

#endif
