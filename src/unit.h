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

#endif
