/* Words too wide for their lines: ties loosened, words cut. */
#ifndef SPLIT_H
#define SPLIT_H
#include "unit.h"

struct arena;
struct diag;
struct shaper;
struct words;

/*
 * Makes the words fit: where words tied together are wider than their line the ties are loosened, and
 * a word wider than the line is cut into several (LINE_OVERFULL). `first` is the width of
 * the first line, `rest` that of the others.
 */
void	 words_split(struct words *, struct arena *, struct diag *, struct shaper *, len first,
	    len rest);

#endif
