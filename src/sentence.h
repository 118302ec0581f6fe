/* Titles typed in capitals, as a sentence has them. */
#ifndef SENTENCE_H
#define SENTENCE_H
#include "profile.h"

struct arena;

/*
 * A title without small letters in sentence case: abbreviations, Roman numerals after the words that numbers
 * follow and names that the profile lists stay. The title itself when it has small letters, or words before
 * which the profile expects a name that it may not know.
 */
const char	*sentence_case(struct arena *, const struct profile *, const char *title);

#endif
