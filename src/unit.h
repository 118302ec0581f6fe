/* Lengths are whole thousandths of a point; y grows down the page. */
#ifndef UNIT_H
#define UNIT_H
#include <stdint.h>

typedef int32_t len;			/* 1/1000 pt: A4 is 595276 by 841890 */

#define PT(x)	((len)((x) * 1000))
#define MM(x)	((len)((int64_t)(x) * 360000 / 127))

/* Far beyond any paper, and twice of it is still a len. */
#define LEN_MOST	(INT32_MAX / 2)

static inline len
len_cap(int64_t x)
{
	return x > LEN_MOST ? LEN_MOST : x < -LEN_MOST ? -LEN_MOST : (len)x;
}

/* The sum, or LEN_MOST where it would be more. */
static inline len
len_add(len a, len b)
{
	return len_cap((int64_t)a + b);
}

/* The square root of what is not negative, without its fraction. */
len	 unit_root(int64_t);

/* Millimetres, which lie within the range of a length, to the nearest. */
len	 unit_from_mm(double mm);

/*
 * A length in thousandths of a millimetre, to the nearest multiple of `step` of them, half away from 0; and to the
 * next one above, of a length that is not negative.
 */
int64_t	 unit_in_mm(int64_t length, int step);
int64_t	 unit_in_mm_up(int64_t length, int step);

/* Pixels a metre from pixels an inch, to the nearest. */
int64_t	 unit_per_metre(int per_inch);

/* The length of pixels, more than 0 to the metre; at most LEN_MOST. */
len	 unit_of_pixels(int pixels, int64_t per_metre);

#endif
