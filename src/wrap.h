/* Spans to lines: words, break places, best breaks for the whole paragraph, justification. */
#ifndef WRAP_H
#define WRAP_H
#include "piece.h"
#include "span.h"
#include "unit.h"
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct shaper;
struct words;

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_JUSTIFY };

struct wrap {				/* what setting paragraphs needs */
	struct arena	*mem;		/* for what stays */
	struct diag	*diag;
	struct shaper	*shaper;
	struct words	*words;		/* room that one paragraph leaves to the next; NULL: none yet */
};

struct wrap_spec {			/* how a paragraph is set */
	len			 width;		/* of the column */
	len			 first;		/* first line's indent from the left edge */
	len			 left;		/* other lines' indent */
	enum align		 align;
	bool			 balance;	/* centred titles: lines of like length, broken at sense */
	const struct ties	*ties;
};

struct line {
	struct piece	*pieces;	/* in reading order, which is left to right */
	size_t		 n;
	len		 x;		/* left end of the ink, from the column's left edge */
	len		 width;		/* of the ink, after justification */
	len		 natural;	/* the same before justification */
	bool		 ends_word;	/* a space or forced break follows in the text */
	bool		 forced;	/* ended by a forced break or the paragraph's end */
	int		 stretch;	/* 1/1000: gap wide as set over gap natural, 1000 when not justified */
};

struct lines {
	struct line	*lines;
	size_t		 n;
};

/*
 * Breaks a paragraph. Without any text the result has one empty line. Messages: GLYPH_MISSING
 * (error; names the code point and the span's place), LINE_OVERFULL (warning; a word wider than
 * the line was broken at a hyphen, slash or letter), LINE_LOOSE (note; gaps over three times the
 * natural width in a justified line). Lives in the arena.
 */
struct lines	*wrap_lines(struct wrap *, const struct type *, const struct wrap_spec *,
		    const struct span *, size_t n);

/* Width of the text set on one line. */
len		 wrap_width(struct wrap *, const struct type *, const struct span *, size_t n);

/* Least width of the text set on one line where it was forced to break, on two where not. */
len		 wrap_two_width(struct wrap *, const struct type *, const struct wrap_spec *,
		    const struct span *, size_t n);

/* Width of the widest part that cannot be broken. */
len		 wrap_least_width(struct wrap *, const struct type *, const struct wrap_spec *,
		    const struct span *, size_t n);

#endif
