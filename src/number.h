/* Numbers as documents write them: Roman, letters of điểm, grouped figures, words. */
#ifndef NUMBER_H
#define NUMBER_H
#include "profile.h"
#include <stdbool.h>
#include <stdint.h>

struct arena;

/* I, II, ... for 1 to 3999; plain figures for other numbers. */
const char	*number_roman(struct arena *, int);

/* The n-th letter of a NULL-terminated list, NULL past its end. */
const char	*number_letter(const char *const *letters, int n);

/* At least two figures when 0 <= n < below: "06". */
const char	*number_padded(struct arena *, int n, int below);

/* Figures in groups of three: 2278000000 -> "2.278.000.000". */
const char	*number_grouped(struct arena *, int64_t, const char *separator);

/* A number in Vietnamese words, small letters, without a unit. */
const char	*number_in_words(struct arena *, const struct number_words *, int64_t);

/*
 * Whether words given for a number say the same as `own`, whatever unit follows and whichever of
 * the profile's variants of a word is used.
 */
bool		 number_words_agree(struct arena *, const struct number_words *, const char *own, const char *given);

/* The n-th label of a level of numbering, below the label `parent`: "II.", "3.2.", "b)". */
const char	*number_label(struct arena *, const struct profile *, const struct level *, int n, const char *parent);

/* Whether there is an n-th label: letters end. */
bool		 number_has_label(const struct profile *, const struct level *, int n);

/* The number, of the first 200, that a label stands for; 0 when it is none of the level's. */
int		 number_of_label(struct arena *, const struct profile *, const struct level *, const char *label,
    const char *parent);

/* A label without the mark that ends it, as text speaks of it: "II", "3.2". */
const char	*number_bare_label(struct arena *, const char *label);

/* How appendix `number` of `count` is called: "Phụ lục II", or "Phụ lục" when it is the only one. */
const char *number_appendix(struct arena *, const struct appendix_rules *, size_t number, size_t count);

#endif
