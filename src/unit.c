#include "unit.h"

#include <math.h>

len
unit_root(int64_t n)
{
	int64_t root = 0;

	for (int64_t bit = (int64_t)1 << 30; bit > 0; bit >>= 1)
		if ((root + bit) * (root + bit) <= n)
			root += bit;
	return (len)root;
}

len
unit_from_mm(double mm)
{
	return (len)lround(mm * 72000 / 25.4);
}

int64_t
unit_in_mm(int64_t length, int step)
{
	int64_t parts = 720 * (int64_t)step, half = length < 0 ? -parts / 2 : parts / 2;

	return (length * 254 + half) / parts * step;
}

int64_t
unit_in_mm_up(int64_t length, int step)
{
	int64_t parts = 720 * (int64_t)step;

	return (length * 254 + parts - 1) / parts * step;
}

int64_t
unit_per_metre(int per_inch)
{
	return ((int64_t)per_inch * 10000 + 127) / 254;
}

len
unit_of_pixels(int pixels, int64_t per_metre)
{
	return len_cap((int64_t)pixels * 720000000 / 254 / per_metre);
}
