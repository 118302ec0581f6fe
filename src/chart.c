#include "chart.h"
#include "arena.h"

#include <string.h>

bool
chart_is_stacked(const struct chart *c)
{
	return c->kind == CHART_STACKED || c->kind == CHART_STACKED_ROWS;
}

bool
chart_is_round(const struct chart *c)
{
	return c->kind == CHART_PIE || c->kind == CHART_RING;
}

const struct chart *
chart_whole(const struct chart *c)
{
	return c->whole != NULL ? c->whole : c;
}

int64_t
chart_known(int64_t value)
{
	return value == CHART_MISSING ? 0 : value;
}

struct decimal
chart_number(const struct chart *c, int64_t value)
{
	struct decimal d = { value, c->scale };

	return c->kind == CHART_PROGRESS ? decimal_shortest(d) : d;
}

int64_t
chart_part_done(const struct chart *c, size_t category)
{
	int64_t done = c->series[0].values[category], target = c->series[1].values[category];

	if (done == CHART_MISSING || target == CHART_MISSING || target <= 0)
		return CHART_MISSING;
	return (int64_t)((double)done / (double)target * 1000 + 0.5);
}

int64_t
chart_sum(const struct chart *c, size_t category)
{
	int64_t sum = 0;
	bool known = false;

	for (size_t i = 0; i < c->nseries; i++)
		if (c->series[i].values[category] != CHART_MISSING) {
			sum += c->series[i].values[category];
			known = true;
		}
	return known ? sum : CHART_MISSING;
}

int64_t
chart_total(const struct chart *c, size_t series)
{
	int64_t sum = 0;

	for (size_t i = 0; i < c->ncategories; i++)
		sum += chart_known(c->series[series].values[i]);
	return sum;
}

/* Over the figures of a number, Arabic or Roman. */
static const char *
skip_number(const char *s)
{
	return s + strspn(s, "0123456789IVXLC");
}

/* Whether two names are the same but for the numbers in them. */
static bool
differ_in_numbers(const char *a, const char *b)
{
	bool number = false;

	for (;; a++, b++) {
		const char *past_a = skip_number(a), *past_b = skip_number(b);
		number = number || past_a > a;
		if ((past_a > a) != (past_b > b))
			return false;
		a = past_a;
		b = past_b;
		if (*a != *b)
			return false;
		if (*a == '\0')
			return number;
	}
}

bool
chart_counts_on(const struct chart *c)
{
	for (size_t i = 1; i < c->ncategories; i++)
		if (!differ_in_numbers(c->categories[0], c->categories[i]))
			return false;
	return c->ncategories > 1;
}

static bool
is_same(const struct chart *c, size_t series, size_t other)
{
	return memcmp(c->series[series].values, c->series[other].values, c->ncategories * sizeof(int64_t)) == 0;
}

bool
chart_is_empty(const struct chart *c, size_t series)
{
	for (size_t i = 0; i < c->ncategories; i++)
		if (c->series[series].values[i] != CHART_MISSING)
			return false;
	return true;
}

bool
chart_has_values(const struct chart *c)
{
	c = chart_whole(c);
	for (size_t k = 0; k < c->nseries; k++)
		if (!chart_is_empty(c, k))
			return true;
	return false;
}

bool
chart_same_as(struct arena *mem, const struct chart *c, size_t series, const char **names, const char **last)
{
	*names = NULL;
	*last = c->series[series].name;
	for (size_t k = 0; k < series; k++)
		if (is_same(c, k, series))
			return false;
	for (size_t k = series + 1; k < c->nseries && !chart_is_empty(c, series); k++) {
		if (!is_same(c, series, k))
			continue;
		*names = *names == NULL ? *last : arena_printf(mem, "%s, %s", *names, *last);
		*last = c->series[k].name;
	}
	return *names != NULL;
}

void
chart_sums(const struct chart *c, size_t category, int64_t *up, int64_t *down)
{
	*up = *down = 0;
	for (size_t i = 0; i < c->nseries; i++) {
		int64_t value = chart_known(c->series[i].values[category]);
		*(value < 0 ? down : up) += value;
	}
}

static void
widen(int64_t value, int64_t *least, int64_t *most)
{
	*least = value < *least ? value : *least;
	*most = value > *most ? value : *most;
}

void
chart_range(const struct chart *c, int64_t *least, int64_t *most)
{
	bool stacked = chart_is_stacked(c);

	c = chart_whole(c);
	*least = *most = 0;
	for (size_t i = 0; i < c->ncategories; i++) {
		int64_t up = 0, down = 0;
		for (size_t k = 0; k < c->nseries; k++) {
			int64_t value = c->series[k].values[i];
			if (value == CHART_MISSING)
				continue;
			up = value > 0 ? (stacked ? up : 0) + value : up;
			down = value < 0 ? (stacked ? down : 0) + value : down;
			widen(up, least, most);
			widen(down, least, most);
		}
	}
}

void
chart_part(struct arena *mem, const struct chart *whole, size_t first, size_t n, struct chart *part)
{
	*part = *whole;
	part->whole = whole;
	part->first = first;
	part->categories += first;
	part->names = whole->names != NULL ? whole->names + first : NULL;
	part->sums = whole->sums != NULL ? whole->sums + first : NULL;
	part->ncategories = n;
	part->series = arena_array(mem, whole->nseries, sizeof *part->series);
	for (size_t k = 0; k < whole->nseries; k++) {
		const struct chart_series *s = &whole->series[k];
		part->series[k] = (struct chart_series){ s->name, s->values + first,
		    s->figures != NULL ? s->figures + first : NULL };
	}
}

/* The remainders are compared as they are: all have the same divisor. */
void
chart_shares(const struct chart_series *s, size_t n, int whole, int *shares)
{
	int64_t total = 0, rest[CHART_VALUES_MAX] = { 0 };
	int left = whole;

	for (size_t i = 0; i < n; i++)
		total += chart_known(s->values[i]);
	for (size_t i = 0; i < n; i++) {
		double exact = total == 0 ? 0 : (double)chart_known(s->values[i]) / (double)total * whole;
		shares[i] = (int)exact;
		rest[i] = (int64_t)((exact - shares[i]) * 1e9);
		left -= shares[i];
	}
	for (; total > 0 && left > 0; left--) {
		size_t most = 0;
		for (size_t i = 1; i < n; i++)
			if (rest[i] > rest[most])
				most = i;
		shares[most]++;
		rest[most] = -1;
	}
}
