#include "chart_upright.h"
#include "arena.h"
#include "profile.h"

enum { MARKS = 6, NAME_LINES = 4, BAR_PART = 70 };	/* steps of the axis; lines of a name; percent of a slot */

struct plot {				/* the area between the axes */
	struct canvas	*c;
	struct scale	 scale;
	len		 x, y, w, h;
	len		 slot;		/* room for one category */
	int		 every;		/* of how many names one is printed */
};

static len
axis_width(struct canvas *c, const struct scale *s)
{
	len most = 0;

	for (int64_t v = s->from; v <= s->to; v += s->step) {
		len w = canvas_natural(c, c->look->value, canvas_tick(c, s, v));
		most = w > most ? w : most;
	}
	return most + c->look->part.value;
}

static struct scale
scale_of(const struct chart *c)
{
	int64_t least, most;

	chart_range(c, &least, &most);
	return scale_over(least, most, MARKS);
}

/* Whether all names stay whole and low in a width. */
static bool
names_fit(struct canvas *c, len width, int every)
{
	len high = canvas_line_height(c, c->look->label) * NAME_LINES;

	for (size_t i = 0; i < c->chart->ncategories; i += (size_t)every) {
		const char *name = c->chart->categories[i];
		if (canvas_least(c, c->look->label, name) > width
		    || canvas_label(c, c->look->label, name, width)->height > high)
			return false;
	}
	return true;
}

/* Of names that are short, such as days, some may be left out; of others none. */
static int
names_every(struct canvas *c, len slot)
{
	const len gap = c->look->pad.value, brief = c->look->brief.value;

	for (size_t i = 0; i < c->chart->ncategories; i++)
		if (canvas_natural(c, c->look->label, c->chart->categories[i]) > brief)
			return names_fit(c, slot - gap, 1) ? 1 : 0;
	for (int every = 1; every <= (int)c->chart->ncategories; every++)
		if (names_fit(c, slot * every - gap, every))
			return every;
	return 0;
}

static len
slot_width(struct canvas *c, len axis)
{
	return (c->width - axis) / (len)c->chart->ncategories;
}

bool
chart_upright_fits(struct canvas *c)
{
	struct scale s = scale_of(c->chart);
	len slot = slot_width(c, axis_width(c, &s));

	return slot >= c->look->narrowest.value * (c->chart->kind == CHART_BARS ? (len)c->chart->nseries : 1)
	    && names_every(c, slot) > 0;
}

static len
place_of(const struct plot *p, int64_t value)
{
	return p->y + p->h - scale_place(&p->scale, value, p->h);
}

static void
draw_axes(struct plot *p)
{
	struct canvas *c = p->c;
	len half = canvas_line_height(c, c->look->value) / 2;

	for (int64_t v = p->scale.from; v <= p->scale.to; v += p->scale.step) {
		len y = place_of(p, v);
		drawing_line(c->flow->mem, c->drawing, v == 0 ? canvas_axis(c) : canvas_grid(c), p->x, y, p->x + p->w, y);
		canvas_right(c, c->look->value, canvas_tick(c, &p->scale, v), p->x - c->look->pad.value, y - half);
	}
}

static len
draw_names(struct plot *p)
{
	struct canvas *c = p->c;
	len bottom = 0, width = p->slot * p->every - c->look->pad.value;

	for (size_t i = 0; i < c->chart->ncategories; i += (size_t)p->every) {
		struct box *name = canvas_label(c, c->look->label, c->chart->categories[i], width);
		len x = p->x + p->slot * (len)i + p->slot / 2 - width / 2;
		canvas_place(c, name, x, p->y + p->h + c->look->pad.value);
		bottom = name->height > bottom ? name->height : bottom;
	}
	return p->y + p->h + c->look->pad.value + bottom;
}

/* Whether the figures of all bars can stand over them. */
static bool
figures_fit(struct plot *p, len room)
{
	struct canvas *c = p->c;

	for (size_t k = 0; k < c->chart->nseries; k++)
		for (size_t i = 0; i < c->chart->ncategories; i++) {
			int64_t v = c->chart->series[k].values[i];
			if (v != CHART_MISSING && canvas_natural(c, c->look->value, canvas_figures(c, v)) > room - c->look->hair.value)
				return false;
		}
	return true;
}

/* Figures beyond the end of a bar, of a missing one the word for it over the axis. */
static void
draw_figures(struct plot *p, int64_t value, len x, len end)
{
	struct canvas *c = p->c;
	const char *text = value == CHART_MISSING ? c->look->missing : canvas_figures(c, value);

	canvas_center(c, c->look->value, text, x,
	    value != CHART_MISSING && value < 0 ? end + c->look->hair.value : end - c->look->hair.value - canvas_line_height(c, c->look->value));
}

static void
draw_bar(struct plot *p, size_t series, len x, len w, int64_t from, int64_t to)
{
	len a = place_of(p, from), b = place_of(p, to), top = a < b ? a : b;

	if (a != b)
		drawing_rect(p->c->flow->mem, p->c->drawing, canvas_fill(p->c, series), x, top, w, a < b ? b - a : a - b);
}

static void
draw_bars(struct plot *p)
{
	const struct chart *chart = p->c->chart;
	len n = (len)chart->nseries, w = (len)((int64_t)p->slot * BAR_PART / 100) / n;
	bool figures;

	w = w > p->c->look->widest.value ? p->c->look->widest.value : w;
	figures = figures_fit(p, n == 1 ? p->slot : w);
	for (size_t i = 0; i < chart->ncategories; i++)
		for (size_t k = 0; k < chart->nseries; k++) {
			int64_t value = chart->series[k].values[i], v = value == CHART_MISSING ? 0 : value;
			len x = p->x + p->slot * (len)i + (p->slot - w * n) / 2 + w * (len)k;
			draw_bar(p, k, x, w, 0, v);
			if (figures)
				draw_figures(p, value, x + w / 2, place_of(p, v));
		}
}

static void
draw_stacks(struct plot *p)
{
	const struct chart *chart = p->c->chart;
	len w = (len)((int64_t)p->slot * BAR_PART / 100);

	w = w > p->c->look->widest.value ? p->c->look->widest.value : w;
	for (size_t i = 0; i < chart->ncategories; i++) {
		int64_t up = 0, down = 0, sum = chart_sum(chart, i);
		len x = p->x + p->slot * (len)i + (p->slot - w) / 2;
		for (size_t k = 0; k < chart->nseries; k++) {
			int64_t v = chart->series[k].values[i], *end = v < 0 ? &down : &up;
			if (v == CHART_MISSING)
				continue;
			draw_bar(p, k, x, w, *end, *end + v);
			*end += v;
		}
		if (down == 0 && canvas_natural(p->c, p->c->look->value, canvas_figures(p->c, up)) < p->slot)
			draw_figures(p, sum, x + w / 2, place_of(p, up));
	}
}

/* A series as a line that stops where a value is missing, its marks over it. */
static void
draw_curve(struct plot *p, size_t series)
{
	struct canvas *c = p->c;
	const int64_t *values = c->chart->series[series].values;
	struct shape_path *path = drawing_add(c->flow->mem, c->drawing, canvas_stroke(c, series));
	bool open = false;

	for (size_t i = 0; i < c->chart->ncategories; open = values[i] != CHART_MISSING, i++) {
		len x = p->x + p->slot * (len)i + p->slot / 2;
		if (values[i] != CHART_MISSING)
			(open ? path_line : path_move)(c->flow->mem, path, x, place_of(p, values[i]));
	}
	for (size_t i = 0; i < c->chart->ncategories; i++)
		if (values[i] != CHART_MISSING)
			canvas_mark(c, series, p->x + p->slot * (len)i + p->slot / 2, place_of(p, values[i]));
}

static void
draw_curves(struct plot *p)
{
	const struct chart *chart = p->c->chart;
	bool figures = chart->nseries == 1 && figures_fit(p, p->slot);
	len above = p->c->look->mark.value / 2;

	for (size_t k = 0; k < chart->nseries; k++)
		draw_curve(p, k);
	for (size_t i = 0; figures && i < chart->ncategories; i++) {
		int64_t v = chart->series[0].values[i], shown = v == CHART_MISSING ? 0 : v;
		draw_figures(p, v, p->x + p->slot * (len)i + p->slot / 2, place_of(p, shown) + (shown < 0 ? above : -above));
	}
}

len
chart_upright(struct canvas *c, len y)
{
	struct plot p = { .c = c, .scale = scale_of(c->chart) };
	bool lines = c->chart->kind == CHART_LINES;
	len bottom;

	p.x = axis_width(c, &p.scale);
	p.y = y + canvas_line_height(c, c->look->value);
	p.slot = slot_width(c, p.x);
	p.w = p.slot * (len)c->chart->ncategories;
	p.h = c->look->height.value;
	p.every = names_every(c, p.slot);
	p.every = p.every > 0 ? p.every : 1;
	draw_axes(&p);
	if (lines)
		draw_curves(&p);
	else if (c->chart->kind == CHART_STACKED)
		draw_stacks(&p);
	else
		draw_bars(&p);
	bottom = draw_names(&p);
	return c->chart->nseries > 1 ? canvas_legend(c, bottom + c->look->part.value, lines) : bottom;
}
