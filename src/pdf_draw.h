/* Rectangles of a page as PDF operators: rules and underlines to fill, frames to stroke, colours. */
#ifndef PDF_DRAW_H
#define PDF_DRAW_H
#include "buffer.h"
#include "unit.h"
#include <stdbool.h>
#include <stdint.h>

struct arena;
struct item;

struct pdf_draw {			/* what is drawn over the texts of a page */
	struct buffer	 rules;		/* black rectangles, filled together */
	struct buffer	 others;	/* what comes after them, each with its colour */
	struct buffer	 dots;		/* lines of dots to write on */
	len		 height;	/* of the page */
};

/* Starts with no page; then each page, whose buffers are used again. */
void	 pdf_draw_init(struct pdf_draw *, struct arena *);
void	 pdf_draw_start(struct pdf_draw *, len height);

/* A filled rectangle with its top left corner at (x, y), y downwards; an ITEM_FRAME. */
void	 pdf_draw_rule(struct pdf_draw *, len x, len y, len w, len h, uint32_t colour);
void	 pdf_draw_frame(struct pdf_draw *, const struct item *);

/* A row of dots to write on, from (x, y) on the baseline, w wide, as full stops of that size. */
void	 pdf_draw_dots(struct pdf_draw *, len x, len y, len w, len size);

/* Adds everything drawn to a page's operators, outside of text; as an artifact when `marked`. */
void	 pdf_draw_end(struct pdf_draw *, struct buffer *out, bool marked);

/*
 * Sets a colour 0xRRGGBB by the operator `rgb`; black, the grey that a page begins with, by `grey`.
 * Colours are of the device; what they mean the output intent says (ISO 19005-2, 6.2.4.3).
 */
void	 pdf_draw_colour(struct buffer *, uint32_t colour, const char *grey, const char *rgb);

#endif
