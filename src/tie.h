/* Which words stay on one line: numbers with their words, dashes, list labels, brackets. */
#ifndef TIE_H
#define TIE_H
#include <stdbool.h>

struct arena;
struct ties;
struct words;

/* Sets the ties; with `sense` also marks good places to break a title. `ties` may be NULL. */
void	 tie_words(struct words *, struct arena *, const struct ties *, bool sense);

#endif
