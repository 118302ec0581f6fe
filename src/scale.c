#include "scale.h"

#include <math.h>

/* Rounds towards smaller and towards larger multiples of the step. */
static int64_t
floor_to(int64_t value, int64_t step)
{
	int64_t rest = value % step;

	return value - rest - (rest < 0 ? step : 0);
}

static int64_t
ceil_to(int64_t value, int64_t step)
{
	return -floor_to(-value, step);
}

/* The next step in 1, 2, 5, 10, 20, 50 ... */
static int64_t
next_step(int64_t step)
{
	int64_t first = step;

	while (first >= 10)
		first /= 10;
	return first == 2 ? step / 2 * 5 : step * 2;
}

struct scale
scale_over(int64_t least, int64_t most, int marks)
{
	struct scale s = { .step = 1 };

	least = least < 0 ? least : 0;
	most = most > 0 ? most : 0;
	if (least == 0 && most == 0)
		most = 1;
	for (;; s.step = next_step(s.step)) {
		s.from = floor_to(least, s.step);
		s.to = ceil_to(most, s.step);
		if (s.to / s.step - s.from / s.step <= marks)
			return s;
	}
}

len
scale_place(const struct scale *s, int64_t value, len length)
{
	return (len)floor(((double)value - (double)s->from) / ((double)s->to - (double)s->from) * length + 0.5);
}
