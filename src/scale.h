/* The scale of an axis: where it begins and ends and where its marks are. */
#ifndef SCALE_H
#define SCALE_H
#include "unit.h"
#include <stdint.h>

struct scale {				/* in the units of the values */
	int64_t	from, to;		/* multiples of the step; 0 is between them or one of them */
	int64_t	step;			/* 1, 2 or 5 times a power of ten */
};

/* The largest value, either sign, that scale_over() takes. */
#define SCALE_MOST	INT64_C(1000000000000000000)

/* The closest scale over all values from `least` to `most` and 0, with at most `marks` steps (2 or more). */
struct scale	 scale_over(int64_t least, int64_t most, int marks);

/* How far along `length` a value stands, 0 at the scale's beginning. */
len		 scale_place(const struct scale *, int64_t value, len length);

#endif
