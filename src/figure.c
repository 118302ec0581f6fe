#include "figure.h"
#include "arena.h"
#include "number.h"
#include "template.h"

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
	return whole == 0 ? 0 : (int64_t)((double)part / (double)whole * 1000 + (part < 0 ? -0.5 : 0.5));
}

const char *
figure_percent(struct arena *mem, const struct profile *p, int64_t part, int64_t whole)
{
	int64_t share = figure_share(part, whole);
	struct decimal d = { share % 10 == 0 ? share / 10 : share, share % 10 == 0 ? 0 : 1 };

	return arena_printf(mem, "%s%%", decimal_text(mem, d, p->thousands, p->comma, 0));
}

const char *
figure_decimal(struct arena *mem, const struct profile *p, struct decimal d)
{
	return decimal_text(mem, d, p->thousands, p->comma, 0);
}
