/* The best line breaks for a whole paragraph, as in Knuth and Plass, 1981; no hyphenation. */
#ifndef FIT_H
#define FIT_H
#include "unit.h"
#include <stddef.h>
#include <stdint.h>

struct arena;
struct words;

enum fit_kind {
	FIT_JUSTIFY,			/* gaps as even as possible */
	FIT_RAGGED,			/* fewest lines, then a smooth edge */
	FIT_BALANCE			/* fewest lines, then of like length and broken at sense */
};

struct fit {
	enum fit_kind	 kind;
	len		 first, rest;	/* width of the first line and of the others */
};

/*
 * Breaks words [from, to), which must not be empty, after words_measure(). Returns the index of the
 * word after each line's end, *n of them, the last being `to`. A line is wider than its width only
 * when the one word or the tied words in it are. Time is proportional to words times words a line.
 */
const uint32_t	*fit_lines(struct arena *, struct words *, size_t from, size_t to,
		    const struct fit *, size_t *n);

/* Gaps may shrink by this part of their natural width. */
enum { FIT_SHRINK = 4 };

#endif
