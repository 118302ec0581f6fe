/* What text is set from: letters, words that stay together, and words in place. */
#ifndef PIECE_H
#define PIECE_H
#include "unit.h"
#include <stdbool.h>

struct fontset;
struct shape;

struct type {				/* the letters of a paragraph */
	const struct fontset	*sets[4];	/* by enum font_face: what bold and italic spans use */
	len			 size;		/* thousandths of a point */
	unsigned		 look;		/* bits of enum span_look that hold for all of it */
};

struct ties {				/* which words stay together; from the profile's language data */
	const char *const *before_number;	/* "ngày", "Điều", "số" ...: no break between it and a number
						 * or document symbol; NULL-terminated, compared without case */
	const char *const *after_number;	/* "đồng", "km", "đại biểu" ...: no break between a number and it */
	const char *const *before_end;		/* "./." ...: no break before it */
	const char *const *break_before;	/* "tỉnh", "năm" ...: a good place to break a centred title */
	const char *const *to_next;		/* "tm.", "kt." ...: never last on a line */
	const char *const *whole;		/* "nhân dân", "đại học" ...: not broken in a centred title */
};

struct piece {				/* one word, or part of one, in place on its line */
	const struct shape	*shape;		/* NULL: room for handwriting */
	const char		*lang;		/* NULL: as the document */
	len			 x;		/* from the column's left edge */
	len			 width;
	len			 size;		/* of the letters */
	len			 rise;		/* above the baseline, for superscripts */
	unsigned		 look;		/* SPAN_UNDERLINE and such */
	int			 note;		/* footnote referred to, from 1; 0: none */
	int			 figure;	/* number of a report that it is, from 1; 0: none */
	int			 tag;		/* structure element it belongs to; 0: its line's */
	bool			 space;		/* a space comes before it on its line */
	bool			 space_underlined;	/* that space is underlined too */
	bool			 dotted;	/* room for handwriting on a row of dots */
	bool			 to_edge;	/* takes what is left of its line */
};

#endif
