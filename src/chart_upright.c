#include "chart_upright.h"
#include "chart_curve.h"
#include "plot.h"
#include "profile.h"

enum {
	MARKS = 6,			/* steps of the axis, at most */
	BAR_PART = 70,			/* percent of a slot for its bars */
	BAR_MOST = 85			/* the same where figures need wider ones */
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

static len
slot_width(struct canvas *c, len axis)
{
	return (c->width - axis) / (len)c->chart->ncategories;
}

bool
chart_upright_fits(struct canvas *c)
{
	struct plot p = { .c = c, .scale = scale_of(c->chart) };

	p.slot = slot_width(c, axis_width(c, &p.scale));
	return p.slot >= c->look->narrowest.value * (c->chart->kind == CHART_BARS ? (len)c->chart->nseries : 1)
	    && plot_choose_names(&p);
}

static void
draw_axes(struct plot *p)
{
	struct canvas *c = p->c;
	len half = canvas_line_height(c, c->look->value) / 2;

	for (int64_t v = p->scale.from; v <= p->scale.to; v += p->scale.step) {
		len y = plot_y(p, v);
		drawing_line(c->flow->mem, c->drawing, v == 0 ? canvas_axis(c) : canvas_grid(c), p->x, y,
		    p->x + p->w, y);
		canvas_right(c, c->look->value, canvas_tick(c, &p->scale, v), p->x - c->look->pad.value, y - half);
	}
}

/* Room that the widest figures take in a style. */
static len
figures_width(struct plot *p, const struct style *style)
{
	struct canvas *c = p->c;
	len most = 0;

	for (size_t k = 0; k < c->chart->nseries; k++)
		for (size_t i = 0; i < c->chart->ncategories; i++) {
			int64_t v = c->chart->series[k].values[i];
			len w = v == CHART_MISSING ? 0 : canvas_natural(c, style, canvas_figures(c, v));
			most = w > most ? w : most;
		}
	return most + c->look->hair.value;
}

/* The style in which the figures of all bars can stand over them, these made wider where that helps; NULL: in none. */
static const struct style *
choose_figures(struct plot *p, len *bar)
{
	const struct style *const styles[] = { p->c->look->value, p->c->look->fine };
	len n = (len)p->c->chart->nseries, most = n == 1 ? p->slot : (len)((int64_t)p->slot * BAR_MOST / 100) / n;

	for (size_t i = 0; i < 2; i++) {
		len need = figures_width(p, styles[i]);
		if (need > most)
			continue;
		*bar = n > 1 && need > *bar ? need : *bar;
		return styles[i];
	}
	return NULL;
}

/* Figures beyond the end of a bar, of a missing one the word for it over the axis. */
static void
draw_figures(struct plot *p, const struct style *style, int64_t value, len x)
{
	struct canvas *c = p->c;
	const char *text = canvas_value(c, value);
	bool below = value != CHART_MISSING && value < 0;
	len hair = c->look->hair.value, wide = canvas_natural(c, style, text), high = canvas_line_height(c, style);
	len end = plot_y(p, chart_known(value)), y = below ? end + hair : end - hair - high;

	canvas_place_clear(c, canvas_label(c, style, text, wide), x - wide / 2, y);
	if (below && y + high > p->y + p->h + p->foot)
		p->foot = y + high - p->y - p->h;
}

static void
draw_bar(struct plot *p, size_t series, len x, len w, int64_t from, int64_t to)
{
	len a = plot_y(p, from), b = plot_y(p, to), top = a < b ? a : b;

	if (a != b)
		drawing_rect(p->c->flow->mem, p->c->drawing, canvas_fill(p->c, series), x, top, w,
		    a < b ? b - a : a - b);
}

static void
draw_bars(struct plot *p)
{
	const struct chart *chart = p->c->chart;
	len n = (len)chart->nseries, w = (len)((int64_t)p->slot * BAR_PART / 100) / n;
	const struct style *style;

	w = w > p->c->look->widest.value ? p->c->look->widest.value : w;
	style = choose_figures(p, &w);
	for (size_t i = 0; i < chart->ncategories; i++)
		for (size_t k = 0; k < chart->nseries; k++) {
			int64_t value = chart->series[k].values[i];
			len x = p->x + p->slot * (len)i + (p->slot - w * n) / 2 + w * (len)k;
			draw_bar(p, k, x, w, 0, chart_known(value));
			canvas_trace(p->c, chart->series[k].figures, i);
			if (style != NULL)
				draw_figures(p, style, value, x + w / 2);
		}
	canvas_trace(p->c, NULL, 0);
	if (style == NULL)
		canvas_note(p->c, p->c->look->note_values);
}

/* The parts of a category's bar with their figures inside; what those above and those below the axis sum up to. */
static void
draw_stack(struct plot *p, size_t i, len x, len w, int64_t *up, int64_t *down)
{
	const struct chart *chart = p->c->chart;

	*up = *down = 0;
	for (size_t k = 0; k < chart->nseries; k++) {
		int64_t v = chart_known(chart->series[k].values[i]), *end = v < 0 ? down : up;
		len a, b;
		if (v == 0)
			continue;
		draw_bar(p, k, x, w, *end, *end + v);
		a = plot_y(p, *end);
		b = plot_y(p, *end += v);
		canvas_trace(p->c, chart->series[k].figures, i);
		if (chart->nseries > 1)
			canvas_inside(p->c, p->c->look->fine, canvas_figures(p->c, v), x, a < b ? a : b, w,
			    a < b ? b - a : a - b);
	}
	canvas_trace(p->c, NULL, 0);
}

/* Whether the sums of all bars, in a style, are no wider than their categories. */
static bool
sums_fit(struct plot *p, const struct style *style)
{
	const struct chart *chart = p->c->chart;
	len room = p->slot - p->c->look->hair.value;

	for (size_t i = 0; i < chart->ncategories; i++) {
		int64_t up, down;
		chart_sums(chart, i, &up, &down);
		if (canvas_natural(p->c, style, canvas_figures(p->c, up)) > room
		    || canvas_natural(p->c, style, canvas_figures(p->c, down)) > room)
			return false;
	}
	return true;
}

static void
draw_stacks(struct plot *p)
{
	const struct chart *chart = p->c->chart;
	const struct chart_look *look = p->c->look;
	const struct style *style = sums_fit(p, look->value) ? look->value : sums_fit(p, look->fine)
	    ? look->fine : NULL;
	len w = (len)((int64_t)p->slot * BAR_PART / 100);

	w = w > look->widest.value ? look->widest.value : w;
	for (size_t i = 0; i < chart->ncategories; i++) {
		len x = plot_x(p, i);
		int64_t up, down;
		draw_stack(p, i, x - w / 2, w, &up, &down);
		canvas_trace(p->c, chart->sums, i);
		if (style != NULL && (up > 0 || down == 0))
			draw_figures(p, style, chart_sum(chart, i) == CHART_MISSING ? CHART_MISSING : up, x);
		if (style != NULL && down < 0)
			draw_figures(p, style, down, x);
		canvas_trace(p->c, NULL, 0);
	}
	if (style == NULL)
		canvas_note(p->c, look->note_values);
}

/* Room for each category, the first one's name not beyond the left edge. */
static void
place_slots(struct plot *p)
{
	len beyond;

	for (int i = 0; i < 2; i++) {
		p->slot = slot_width(p->c, p->x);
		plot_choose_names(p);
		beyond = plot_names_left(p);
		if (beyond >= 0)
			return;
		p->x -= beyond;
	}
}

/* Height of the area between the axes. */
static len
area_height(const struct canvas *c)
{
	const struct measure *m = &c->look->height;
	len h = m->value - c->lower;

	return h < m->least ? m->least : h;
}

len
chart_upright(struct canvas *c, len y)
{
	struct plot p = { .c = c, .scale = scale_of(c->chart), .h = area_height(c) };
	bool lines = c->chart->kind == CHART_LINES;
	len bottom;

	p.x = axis_width(c, &p.scale);
	p.y = y + (lines ? chart_curve_reach(c) : canvas_line_height(c, c->look->value) + c->look->hair.value);
	place_slots(&p);
	p.w = p.slot * (len)c->chart->ncategories;
	draw_axes(&p);
	if (lines)
		chart_curves(&p, chart_curve_figures(&p));
	else if (c->chart->kind == CHART_STACKED)
		draw_stacks(&p);
	else
		draw_bars(&p);
	bottom = plot_names(&p);
	if (c->chart->nseries > 1)
		bottom = canvas_legend(c, bottom + c->look->part.value, lines);
	return p.keyed ? plot_key(&p, bottom + c->look->part.value) : bottom;
}
