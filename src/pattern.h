/* Forms that texts have: words, and places in braces. "{=0}/{?}" is a number of which what follows is let go. */
#ifndef PATTERN_H
#define PATTERN_H
#include <stdbool.h>
#include <stddef.h>

struct arena;

enum pattern_slot { PATTERN_WANTED, PATTERN_DAY, PATTERN_MONTH, PATTERN_YEAR, PATTERN__SLOTS };

struct pattern {
	const char	*text;		/* as written */
	struct pattern_part *parts;
	size_t		 n;
	unsigned	 slots;		/* bits of those it has */
};

struct pattern_match {			/* bytes of the text; start == end: it is blank */
	size_t		 start[PATTERN__SLOTS], end[PATTERN__SLOTS];
};

/*
 * Reads a form into the arena; the text is not copied. Spaces stand for any number of them, also none; letters
 * for both cases. Places: {?} any text, {+} at least a character, {0} digits, {0a} digits and perhaps a letter,
 * {I} a Roman number, {a} a letter, {d} {M} {y} day, month and year in digits, dots or nothing; {=}, {=0} ...
 * are the part that is wanted, {=} of at least a character. NULL, or the place that is none of these.
 */
const char	*pattern_read(struct arena *, const char *text, struct pattern *);

/* The places there are, with commas between them. */
const char	*pattern_places(void);

/* Whether the whole text, but for spaces around it, has the form; what is wanted then, without spaces around. */
bool		 pattern_matches(struct arena *, const struct pattern *, const char *text, size_t n,
		    struct pattern_match *);

#endif
