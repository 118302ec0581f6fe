/* A paragraph as words: its spans split at spaces, shaped, with fonts for all characters. */
#ifndef WORD_H
#define WORD_H
#include "piece.h"
#include "unit.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct shaper;
struct span;
struct where;

enum {					/* penalties of breaks that are made only in need */
	PENALTY_WHOLE = 500,		/* between the syllables of one word, at a ragged edge */
	PENALTY_DASH = 300,		/* before a word that starts with a dash */
	PENALTY_TIE = 3000,		/* between words that belong together */
	PENALTY_NO_BREAK = 6000,	/* at a no-break space */
	PENALTY_SLASH = 8000,		/* in a word, after a slash or hyphen */
	PENALTY_LETTER = 20000		/* in a word, anywhere */
};

struct word {
	const char		*text;	/* for looking at; superscripts and all */
	uint32_t		 len;	/* bytes of text */
	unsigned		 kind;	/* bits of enum kind */
	uint32_t		 first, n;	/* its pieces */
	len			 gap;	/* natural space before it; 0 at the start and after U+200B */
	len			 width;
	int64_t			 x;	/* left edge, were the words since the last forced break one line */
	int64_t			 glue;	/* sum of the gaps that stretch, up to it and its own */
	int			 penalty;	/* of a break before it */
	bool			 tied;	/* no break before it */
	bool			 fixed;	/* the gap before it does not stretch */
	bool			 sense;	/* a break before it is a good one */
	const struct where	*at;	/* where it came from */
};

struct words {
	struct word	*words;
	size_t		 n, cap;
	struct piece	*pieces;
	size_t		 npieces, cap_pieces;
	size_t		*ends;		/* forced breaks: the word after each, and n as the last */
	size_t		 nends, cap_ends;
	struct fit_node	*nodes;		/* fit.c's own */
	size_t		 cap_nodes;
	struct tie_endings *endings;	/* tie.c's own */
};

/*
 * Makes words, in the room of those that were there before. Those at a no-break space are tied.
 * Message: GLYPH_MISSING.
 */
void	 words_read(struct words *, struct arena *, struct diag *, struct shaper *,
	    const struct type *, const struct span *, size_t n);

/* Fills in x and glue. */
void	 words_measure(struct words *);

#endif
