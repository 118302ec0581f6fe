/* Text with its looks, as composed: the input of line breaking. */
#ifndef SPAN_H
#define SPAN_H
#include "unit.h"
#include <stdbool.h>
#include <stddef.h>

struct where;

enum span_look {			/* bits; they add to the look of the paragraph's style */
	SPAN_BOLD = 1,
	SPAN_ITALIC = 2,
	SPAN_UNDERLINE = 4,
	SPAN_SUPER = 8			/* raised and small, for note marks */
};

enum span_kind {
	SPAN_TEXT,
	SPAN_BREAK,			/* forced line break */
	SPAN_BLANK,			/* room for handwriting, `blank` wide, with no break inside or beside */
	SPAN_FILL			/* dots to write on, at least `blank` wide */
};

struct span {
	enum span_kind	 kind;
	unsigned	 look;		/* bits of enum span_look */
	const char	*text;		/* NFC, only printable characters and spaces; SPAN_TEXT */
	size_t		 len;		/* bytes of text */
	len		 blank;		/* width; SPAN_BLANK, SPAN_FILL */
	bool		 to_edge;	/* SPAN_FILL: takes what is left of its line */
	const char	*lang;		/* BCP 47, NULL: as the document */
	int		 note;		/* footnote this mark refers to, from 1; 0: none */
	int		 figure;	/* number of a report that it is, from 1; 0: none */
	int		 tag;		/* structure element it belongs to; 0: its paragraph's */
	const struct where *at;		/* where it came from, for messages */
};

#endif
