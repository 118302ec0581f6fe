#include "figure.h"
#include "arena.h"
#include "number.h"
#include "template.h"

#include <math.h>

#define SHARE_MOST 1e15			/* thousandths that are told */

int
figure_add(struct arena *mem, struct figures *all, const struct figure *f)
{
	all->items = arena_grow(mem, all->items, all->n, &all->cap, sizeof *all->items);
	all->items[all->n++] = *f;
	return (int)all->n;
}

const char *
figure_count(struct arena *mem, const struct profile *p, int64_t n)
{
	return number_grouped(mem, n, p->thousands);
}

const char *
figure_money(struct arena *mem, const struct profile *p, int64_t n)
{
	return template_fill(mem, template_fill(mem, p->amount, "figures", number_grouped(mem, n, p->thousands)), "unit",
	    p->currency);
}

int64_t
figure_share(int64_t part, int64_t whole)
{
	double share = whole == 0 ? 0 : (double)part / (double)whole * 1000;

	return (int64_t)(fmax(fmin(share, SHARE_MOST), -SHARE_MOST) + (share < 0 ? -0.5 : 0.5));
}

const char *
figure_percent(struct arena *mem, const struct profile *p, int64_t part, int64_t whole)
{
	return decimal_percent(mem, figure_share(part, whole), p->thousands, p->comma);
}

const char *
figure_decimal(struct arena *mem, const struct profile *p, struct decimal d)
{
	return decimal_text(mem, d, p->thousands, p->comma, 0);
}
