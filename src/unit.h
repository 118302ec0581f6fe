/* Lengths are whole thousandths of a point; y grows down the page. */
#ifndef UNIT_H
#define UNIT_H
#include <stdint.h>

typedef int32_t len;			/* 1/1000 pt: A4 is 595276 by 841890 */

#define PT(x)	((len)((x) * 1000))

#endif
