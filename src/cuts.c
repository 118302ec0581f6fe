#include "cuts.h"
#include "arena.h"

#include <stdlib.h>

void
cuts_add(struct cuts *c, len place)
{
	c->places = arena_grow(c->mem, c->places, c->n, &c->cap, sizeof *c->places);
	c->places[c->n++] = place;
}

void
cuts_bar(struct cuts *c, len top, len bottom)
{
	c->bars = arena_grow(c->mem, c->bars, c->nbars, &c->cap_bars, sizeof *c->bars);
	c->bars[c->nbars++] = (struct bar){ top, bottom };
}

static int
by_place(const void *a, const void *b)
{
	const len *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int
by_top(const void *a, const void *b)
{
	const struct bar *x = a, *y = b;

	return (x->top > y->top) - (x->top < y->top);
}

void
cuts_sort(struct cuts *c)
{
	size_t bar = 0, kept = 0;
	len lowest = INT32_MIN;		/* of the bars that begin above a place */

	if (c->n > 1)
		qsort(c->places, c->n, sizeof *c->places, by_place);
	if (c->nbars > 1)
		qsort(c->bars, c->nbars, sizeof *c->bars, by_top);
	for (size_t i = 0; i < c->n; i++) {
		for (; bar < c->nbars && c->bars[bar].top < c->places[i]; bar++)
			if (c->bars[bar].bottom > lowest)
				lowest = c->bars[bar].bottom;
		if (lowest <= c->places[i])
			c->places[kept++] = c->places[i];
	}
	c->n = kept;
}

len
cuts_next(struct cuts *c, len y)
{
	while (c->next < c->n && c->places[c->next] < y)
		c->next++;
	return c->next < c->n && c->places[c->next] < c->end ? c->places[c->next] : c->end;
}
