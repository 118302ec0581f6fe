#include "decimal.h"
#include "arena.h"
#include "buffer.h"

#include <math.h>
#include <string.h>

#define EXACT_MOST 999999999999999.0	/* figures a binary number is sure to have */

/* The same number with a longer fraction; false when it is too large. */
static bool
rescale(struct decimal *d, int scale)
{
	for (; d->scale < scale; d->scale++)
		if (__builtin_mul_overflow(d->units, (int64_t)10, &d->units))
			return false;
	return true;
}

bool
decimal_align(struct decimal *a, struct decimal *b)
{
	int scale = a->scale > b->scale ? a->scale : b->scale;
	struct decimal x = *a, y = *b;

	if (!rescale(&x, scale) || !rescale(&y, scale))
		return false;
	*a = x;
	*b = y;
	return true;
}

bool
decimal_add(struct decimal *sum, struct decimal d)
{
	struct decimal a = *sum;

	if (!decimal_align(&a, &d) || __builtin_add_overflow(a.units, d.units, &a.units) || a.units == INT64_MIN)
		return false;
	*sum = a;
	return true;
}

struct decimal
decimal_shortest(struct decimal d)
{
	for (; d.scale > 0 && d.units % 10 == 0; d.scale--)
		d.units /= 10;
	return d;
}

bool
decimal_same(struct decimal a, struct decimal b)
{
	a = decimal_shortest(a);
	b = decimal_shortest(b);
	return a.units == b.units && a.scale == b.scale;
}

bool
decimal_from_double(double v, struct decimal *d)
{
	double power = 1;

	for (int scale = 0; scale <= DECIMAL_SCALE_MAX; scale++) {
		double units = round(v * power);
		if (!(fabs(units) <= EXACT_MOST))
			return false;
		if (units / power == v) {
			*d = (struct decimal){ (int64_t)units, scale };
			return true;
		}
		power *= 10;
	}
	return false;
}

/* Adds the figures at s to the number; returns how many there are, -1 when it gets too large. */
static int
add_figures(const char *s, struct decimal *d)
{
	int n = 0;

	for (; s[n] >= '0' && s[n] <= '9'; n++)
		if (__builtin_mul_overflow(d->units, (int64_t)10, &d->units)
		    || __builtin_add_overflow(d->units, (int64_t)(s[n] - '0'), &d->units))
			return -1;
	return n;
}

/* The whole part, in groups of three where a dot stands in it; its length, -1 when it is none. */
static int
add_whole(const char *s, struct decimal *d)
{
	int n = add_figures(s, d), end = n;

	if (n <= 0)
		return -1;
	for (bool first = true; s[end] == '.'; first = false) {
		if (first && n > 3)
			return -1;
		if (add_figures(s + end + 1, d) != 3)
			return -1;
		end += 4;
	}
	return end;
}

bool
decimal_parse(const char *s, struct decimal *out)
{
	struct decimal d = { 0, 0 };
	bool bracket = *s == '(', minus = *s == '-';
	int n;

	if (bracket || minus)
		s++;
	n = add_whole(s, &d);
	if (n < 0)
		return false;
	s += n;
	if (*s == ',') {
		d.scale = add_figures(s + 1, &d);
		if (d.scale <= 0 || d.scale > DECIMAL_SCALE_MAX)
			return false;
		s += 1 + d.scale;
	}
	s += *s == '%';
	if (bracket && *s++ != ')')
		return false;
	if (bracket || minus)
		d.units = -d.units;
	*out = d;
	return *s == '\0';
}

const char *
decimal_text(struct arena *mem, struct decimal d, const char *thousands, const char *comma, int least)
{
	struct buffer b = { .mem = mem };
	uint64_t units = d.units < 0 ? 0 - (uint64_t)d.units : (uint64_t)d.units;
	char figures[32];
	int n = 0;

	while (n <= d.scale || units > 0) {
		figures[n++] = (char)('0' + units % 10);
		units /= 10;
	}
	if (d.units < 0)
		buffer_byte(&b, '-');
	while (n-- > d.scale) {
		buffer_byte(&b, figures[n]);
		if (n > d.scale && (n - d.scale) % 3 == 0)
			buffer_text(&b, thousands);
	}
	if (d.scale > 0 || least > 0)
		buffer_text(&b, comma);
	for (int i = d.scale; i-- > 0;)
		buffer_byte(&b, figures[i]);
	for (int i = d.scale; i < least; i++)
		buffer_byte(&b, '0');
	return b.data;
}

const char *
decimal_percent(struct arena *mem, int64_t thousandths, const char *thousands, const char *comma)
{
	bool whole = thousandths % 10 == 0;
	struct decimal d = { whole ? thousandths / 10 : thousandths, whole ? 0 : 1 };

	return arena_printf(mem, "%s%%", decimal_text(mem, d, thousands, comma, 0));
}
