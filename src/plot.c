#include "plot.h"
#include "arena.h"
#include "profile.h"

enum {
	NAME_LINES = 4,			/* that a name below the area may take */
	LEAST_SHOWN = 3,		/* names of those that count on */
	KEY_COLUMNS = 4			/* of the names that numbers stand for, at most */
};

len
plot_y(const struct plot *p, int64_t value)
{
	return p->y + p->h - scale_place(&p->scale, value, p->h);
}

len
plot_x(const struct plot *p, size_t category)
{
	return p->x + p->slot * (len)category + p->slot / 2;
}

static const char *
name_of(struct plot *p, size_t i)
{
	return p->keyed ? arena_printf(p->c->flow->mem, "%zu", i + 1) : p->c->chart->categories[i];
}

/* Whether the names printed stay whole and low. */
static bool
names_fit(struct plot *p)
{
	struct canvas *c = p->c;
	len width = p->slot * (len)p->every - c->look->pad.value, high = canvas_line_height(c, p->name) * NAME_LINES;

	for (size_t i = 0; i < c->chart->ncategories; i += p->every) {
		const char *name = name_of(p, i);
		if (canvas_least(c, p->name, name) > width || canvas_label(c, p->name, name, width)->height > high)
			return false;
	}
	return true;
}

/* The least part of the names that fits, of which at least `shown` are printed; false: none. */
static bool
thin_out(struct plot *p, size_t shown)
{
	for (p->every = 1; p->every == 1 || p->every * shown <= p->c->chart->ncategories; p->every++)
		if (names_fit(p))
			return true;
	p->every = 1;
	return false;
}

static bool
names_are_brief(struct plot *p)
{
	for (size_t i = 0; i < p->c->chart->ncategories; i++)
		if (canvas_natural(p->c, p->name, p->c->chart->categories[i]) > p->c->look->brief.value)
			return false;
	return true;
}

bool
plot_choose_names(struct plot *p)
{
	const struct style *const styles[] = { p->c->look->label, p->c->look->fine };

	p->every = 1;
	p->keyed = false;
	for (size_t i = 0; i < 2; i++) {
		p->name = styles[i];
		if (names_fit(p))
			return true;
	}
	p->name = p->c->look->label;
	if (chart_counts_on(p->c->chart) && names_are_brief(p) && thin_out(p, LEAST_SHOWN))
		return true;
	p->keyed = true;
	thin_out(p, 1);
	return false;
}

len
plot_names_left(struct plot *p)
{
	len wide = canvas_natural(p->c, p->name, name_of(p, 0)), room = p->slot * (len)p->every;

	return plot_x(p, 0) - (wide < room ? wide : room) / 2;
}

len
plot_names(struct plot *p)
{
	struct canvas *c = p->c;
	len bottom = 0, width = p->slot * (len)p->every - c->look->pad.value,
	    y = p->y + p->h + p->foot + c->look->pad.value;

	for (size_t i = 0; i < c->chart->ncategories; i += p->every) {
		struct box *name;
		if (i > 0 && p->every > 1 && plot_x(p, i) + canvas_natural(c, p->name, name_of(p, i)) / 2 > c->width)
			continue;
		canvas_trace(c, p->keyed ? NULL : c->chart->names, i);
		name = canvas_label(c, p->name, name_of(p, i), width);
		canvas_trace(c, NULL, 0);
		canvas_place(c, name, plot_x(p, i) - width / 2, y);
		bottom = name->height > bottom ? name->height : bottom;
	}
	return y + bottom;
}

/* As many columns as let names stand on one line, at most KEY_COLUMNS. */
static len
key_columns(struct canvas *c, const struct style *style)
{
	len most = 0, n;

	for (size_t i = 0; i < c->chart->ncategories; i++) {
		len w = canvas_natural(c, style, c->chart->categories[i]);
		most = w > most ? w : most;
	}
	most += 4 * c->look->part.value;
	n = c->width / most;
	return n < 2 ? 2 : n > KEY_COLUMNS ? KEY_COLUMNS : n;
}

len
plot_key(struct plot *p, len y)
{
	struct canvas *c = p->c;
	const struct style *style = c->fit < CANVAS_TINY ? c->look->key : c->look->tiny_key;
	len columns = key_columns(c, style), room = c->width / columns, bottom = y, lowest = y;
	len indent = canvas_natural(c, style, arena_printf(c->flow->mem, "%zu.", c->chart->ncategories))
	    + c->look->pad.value;
	size_t n = c->chart->ncategories, rows = (n + (size_t)columns - 1) / (size_t)columns;

	for (size_t i = 0; i < n; i++) {
		len x = (len)(i / rows) * room, top = i % rows == 0 ? y : bottom;
		const char *number = arena_printf(c->flow->mem, "%zu.", i + 1);
		struct box *name;
		canvas_trace(c, c->chart->names, i);
		name = canvas_label(c, style, c->chart->categories[i], room - indent - c->look->part.value);
		canvas_trace(c, NULL, 0);
		canvas_place(c, canvas_label(c, style, number, indent), x, top);
		canvas_place(c, name, x + indent, top);
		bottom = top + name->height;
		lowest = bottom > lowest ? bottom : lowest;
	}
	return lowest;
}
