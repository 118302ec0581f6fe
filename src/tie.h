/* Which words stay on one line: numbers with their words, dashes, list labels, brackets. */
#ifndef TIE_H
#define TIE_H

struct arena;
struct ties;
struct words;

enum tie_care {
	TIE_NEED,			/* what has to stay together */
	TIE_RAGGED,			/* also: words of several syllables are broken only in need */
	TIE_SENSE			/* also: they stay whole; good places to break a title are marked */
};

/* Sets the ties. `ties` may be NULL. */
void	 tie_words(struct words *, struct arena *, const struct ties *, enum tie_care);

#endif
