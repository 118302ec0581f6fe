/* Exact decimal numbers: whole units and the number of figures after the comma. */
#ifndef DECIMAL_H
#define DECIMAL_H
#include <stdbool.h>
#include <stdint.h>

struct arena;

enum { DECIMAL_SCALE_MAX = 9 };

struct decimal {			/* units / 10^scale */
	int64_t	 units;
	int	 scale;			/* 0 to DECIMAL_SCALE_MAX */
};

/* The sum, with the longer fraction of the two. False when it is too large; *sum is then unchanged. */
bool		 decimal_add(struct decimal *sum, struct decimal);

/* Gives both the longer fraction of the two. False when one gets too large; they are then unchanged. */
bool		 decimal_align(struct decimal *, struct decimal *);

/* Whether both are the same number: 12,5 and 12,50 are. */
bool		 decimal_same(struct decimal, struct decimal);

/* The same number without zeros at the end of its fraction. */
struct decimal	 decimal_shortest(struct decimal);

/* The shortest decimal that is this binary number; false when it needs more than 15 figures. */
bool		 decimal_from_double(double, struct decimal *);

/*
 * Reads figures as documents write them: "1.234.567,89", "1234567", "-12,5", "(12,5)" for a negative
 * number, "95%". False when the text is anything else, or larger than a decimal; *out is then of no use.
 */
bool		 decimal_parse(const char *, struct decimal *out);

/* Thousandths as per cent: "12,5%", "100%"; groups of three as in decimal_text(). */
const char	*decimal_percent(struct arena *, int64_t thousandths, const char *thousands, const char *comma);

/* Figures, in the arena, with at least `least` of them after the comma; groups of three when `thousands` is not "". */
const char	*decimal_text(struct arena *, struct decimal, const char *thousands, const char *comma, int least);

#endif
