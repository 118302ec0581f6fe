#include "chart_curve.h"
#include "arena.h"
#include "profile.h"
#include "template.h"

enum { FIGURES_MOST = 3 };		/* series with figures: of more nobody could tell whose they are */

struct curve_figures {			/* how the figures of all lines stand */
	const struct style *style;	/* NULL: there are none */
	uint8_t		*below;		/* by category: a bit for each series whose figures stand below the mark */
	len		 high;		/* of a line of figures */
	len		*wide;		/* of each value's figures, series by series */
};

struct area {				/* from the canvas's top left corner */
	len	x0, y0, x1, y1;		/* left, top, right, bottom */
};

static int64_t
value_of(const struct plot *p, size_t series, size_t i)
{
	return p->c->chart->series[series].values[i];
}

/* How many series before this one have its value at a category, and how many of all, itself included. */
static size_t
rank_of(const struct plot *p, size_t series, size_t i, size_t *all)
{
	size_t before = 0;

	*all = 0;
	for (size_t k = 0; k < p->c->chart->nseries; k++)
		if (value_of(p, k, i) == value_of(p, series, i)) {
			before += k < series;
			++*all;
		}
	return before;
}

/* By how much a series' line from one category to the next is moved where others are the same there. */
static len
shift_of(const struct plot *p, size_t series, size_t i)
{
	const struct chart_look *look = p->c->look;
	len before = 0, all = 0;

	for (size_t k = 0; k < p->c->chart->nseries; k++)
		if (value_of(p, k, i) == value_of(p, series, i)
		    && value_of(p, k, i + 1) == value_of(p, series, i + 1)) {
			before += k < series;
			all++;
		}
	return (2 * before - (all - 1)) * (look->curve.value + look->hair.value) / 2;
}

static void
draw_line(struct plot *p, size_t series)
{
	struct arena *mem = p->c->flow->mem;
	struct shape_path *path = drawing_add(mem, p->c->drawing, canvas_stroke(p->c, series));

	for (size_t i = 0; i + 1 < p->c->chart->ncategories; i++) {
		int64_t a = value_of(p, series, i), b = value_of(p, series, i + 1);
		bool goes_on = i > 0 && value_of(p, series, i - 1) != CHART_MISSING;
		len shift;
		if (a == CHART_MISSING || b == CHART_MISSING)
			continue;
		shift = shift_of(p, series, i);
		if (!goes_on)
			path_move(mem, path, plot_x(p, i), plot_y(p, a) + shift);
		else if (shift != shift_of(p, series, i - 1))
			path_line(mem, path, plot_x(p, i), plot_y(p, a) + shift);
		path_line(mem, path, plot_x(p, i + 1), plot_y(p, b) + shift);
	}
}

static bool
is_alone(const struct plot *p, size_t series, size_t i)
{
	return (i == 0 || value_of(p, series, i - 1) == CHART_MISSING)
	    && (i + 1 == p->c->chart->ncategories || value_of(p, series, i + 1) == CHART_MISSING);
}

/*
 * Marks of series that meet stand side by side. Where there is no room for that only every so many values
 * have marks, of each series other ones.
 */
static void
draw_marks(struct plot *p, size_t series)
{
	len mark = p->c->look->mark.value, n = (len)p->c->chart->nseries;
	size_t step = (size_t)((mark + p->c->look->hair.value) * n / p->slot) + 1, all;

	for (size_t i = 0; i < p->c->chart->ncategories; i++) {
		int64_t v = value_of(p, series, i);
		len aside = 0;
		if (v == CHART_MISSING
		    || (step > 1 && i % step != series * step / (size_t)n && !is_alone(p, series, i)))
			continue;
		if (step == 1) {
			len before = (len)rank_of(p, series, i, &all);
			aside = (2 * before - ((len)all - 1)) * mark / 2;
		}
		canvas_mark(p->c, series, plot_x(p, i) + aside, plot_y(p, v));
	}
}

len
chart_curve_reach(struct canvas *c)
{
	return canvas_line_height(c, c->look->value) + c->look->mark.value / 2 + c->look->hair.value;
}

/* Where the figures of a value stand. */
static struct area
figures_area(const struct plot *p, const struct curve_figures *f, size_t series, size_t i, bool below)
{
	const struct chart_look *look = p->c->look;
	len w = f->wide[series * p->c->chart->ncategories + i], x = plot_x(p, i) - w / 2;
	len away = look->mark.value / 2 + look->hair.value;
	len y = plot_y(p, value_of(p, series, i)) + (below ? away : -away - f->high);

	return (struct area){ x, y, x + w, y + f->high };
}

/* Whether the line between two values goes through an area between them. */
static bool
crosses(const struct plot *p, const struct area *a, size_t series, size_t from, size_t to)
{
	int64_t v = value_of(p, series, from), w = value_of(p, series, to);
	len x = plot_x(p, from), dx = plot_x(p, to) - x, edge = dx > 0 ? a->x1 : a->x0, y, end;

	if (v == CHART_MISSING || w == CHART_MISSING || dx == 0)
		return false;
	y = plot_y(p, v);
	end = y + (len)((int64_t)(plot_y(p, w) - y) * (edge - x) / dx);
	return (y < end ? y : end) < a->y1 && (y < end ? end : y) > a->y0;
}

/* Whether two areas of one category meet, however little. */
static bool
meet(const struct area *a, const struct area *b)
{
	return a->y0 < b->y1 && b->y0 < a->y1;
}

/* How much is wrong with figures on one side of a mark: lines through them; -1: they would cover a mark. */
static int
lines_through(const struct plot *p, const struct area *a, size_t series, size_t i)
{
	len half = p->c->look->mark.value / 2;
	int n = 0;

	for (size_t k = 0; k < p->c->chart->nseries; k++) {
		int64_t v = value_of(p, k, i);
		struct area mark;
		if (v == CHART_MISSING)
			continue;
		mark = (struct area){ 0, plot_y(p, v) - half, 0, plot_y(p, v) + half };
		if (v != value_of(p, series, i) && meet(a, &mark))
			return -1;
		n += i > 0 && crosses(p, a, k, i, i - 1);
		n += i + 1 < p->c->chart->ncategories && crosses(p, a, k, i, i + 1);
	}
	return n;
}

/* What is wrong with one way to place a category's figures; -1: something covers something. */
static int
cost_of(const struct plot *p, const struct curve_figures *f, size_t i, unsigned below)
{
	struct area placed[CHART_SERIES_MAX];
	size_t n = 0, all;
	int cost = 0;

	for (size_t k = 0; k < p->c->chart->nseries; k++) {
		int lines;
		if (value_of(p, k, i) == CHART_MISSING || rank_of(p, k, i, &all) > 0)
			continue;
		placed[n] = figures_area(p, f, k, i, below >> k & 1);
		lines = lines_through(p, &placed[n], k, i);
		for (size_t m = 0; m < n; m++)
			if (meet(&placed[m], &placed[n]))
				return -1;
		if (lines < 0)
			return -1;
		cost += lines * 2 + (below >> k & 1);
		n++;
	}
	return cost;
}

/* The best way for a category; false: there is none. */
static bool
choose_sides(const struct plot *p, struct curve_figures *f, size_t i)
{
	int best = -1;

	for (unsigned way = 0; way < 1U << p->c->chart->nseries; way++) {
		int cost = cost_of(p, f, i, way);
		if (cost >= 0 && (best < 0 || cost < best)) {
			best = cost;
			f->below[i] = (uint8_t)way;
		}
	}
	return best >= 0;
}

/* Measures the figures in a style; false: they are wider than their categories. */
static bool
measure(struct plot *p, struct curve_figures *f)
{
	const struct chart *chart = p->c->chart;

	f->high = canvas_line_height(p->c, f->style);
	for (size_t k = 0; k < chart->nseries; k++)
		for (size_t i = 0; i < chart->ncategories; i++) {
			len *wide = &f->wide[k * chart->ncategories + i];
			if (value_of(p, k, i) == CHART_MISSING)
				continue;
			*wide = canvas_natural(p->c, f->style, canvas_figures(p->c, value_of(p, k, i)));
			if (*wide > p->slot - p->c->look->hair.value)
				return false;
		}
	return true;
}

static bool
choose(struct plot *p, struct curve_figures *f)
{
	len foot = p->y + p->h;

	if (!measure(p, f))
		return false;
	for (size_t i = 0; i < p->c->chart->ncategories; i++) {
		if (!choose_sides(p, f, i))
			return false;
		for (size_t k = 0; k < p->c->chart->nseries; k++) {
			struct area a;
			if (value_of(p, k, i) == CHART_MISSING)
				continue;
			a = figures_area(p, f, k, i, f->below[i] >> k & 1);
			foot = a.y1 > foot ? a.y1 : foot;
		}
	}
	p->foot = foot - p->y - p->h;
	return true;
}

struct curve_figures *
chart_curve_figures(struct plot *p)
{
	const struct style *const styles[] = { p->c->look->value, p->c->look->fine, NULL };
	struct curve_figures *f = arena_new(p->c->flow->mem, sizeof *f);

	f->wide = arena_array(p->c->flow->mem, p->c->chart->nseries * p->c->chart->ncategories, sizeof *f->wide);
	f->below = arena_array(p->c->flow->mem, p->c->chart->ncategories, sizeof *f->below);
	for (size_t i = 0; i < 3; i++) {
		f->style = styles[i];
		if (f->style == NULL || (p->c->chart->nseries <= FIGURES_MOST && choose(p, f)))
			break;
	}
	if (f->style == NULL)
		canvas_note(p->c, p->c->look->note_values);
	return f;
}

/* Says which series are the same. */
static void
note_same(struct plot *p)
{
	struct arena *mem = p->c->flow->mem;
	const char *name, *other;

	for (size_t k = 0; k + 1 < p->c->chart->nseries; k++)
		if (chart_same_as(mem, p->c->chart, k, &name, &other))
			canvas_note(p->c, template_fill(mem,
			    template_fill(mem, p->c->look->phrases[PHRASE_SAME], "name", name),
			    "other", other));
}

/* Clears the places of figures, or sets them. */
static void
set_figures(struct plot *p, const struct curve_figures *f, bool clear)
{
	struct canvas *c = p->c;
	size_t all;

	for (size_t i = 0; i < c->chart->ncategories; i++)
		for (size_t k = 0; k < c->chart->nseries; k++) {
			struct area a;
			if (value_of(p, k, i) == CHART_MISSING || rank_of(p, k, i, &all) > 0)
				continue;
			a = figures_area(p, f, k, i, f->below[i] >> k & 1);
			canvas_trace(c, c->chart->series[k].figures, i);
			if (clear)
				canvas_clear(c, a.x0, a.y0, a.x1 - a.x0, a.y1 - a.y0);
			else
				canvas_center(c, f->style, canvas_figures(c, value_of(p, k, i)), plot_x(p, i), a.y0);
		}
	canvas_trace(c, NULL, 0);
}

/* Over the axis, where no series has a value. */
static void
set_missing(struct plot *p, const struct curve_figures *f)
{
	const struct chart *chart = p->c->chart;

	for (size_t i = 0; i < chart->ncategories; i++)
		if (chart_sum(chart, i) == CHART_MISSING)
			canvas_center(p->c, f->style, p->c->look->missing, plot_x(p, i),
			    plot_y(p, 0) - f->high - p->c->look->hair.value);
}

void
chart_curves(struct plot *p, const struct curve_figures *f)
{
	if (f->style != NULL)
		set_figures(p, f, true);
	for (size_t k = 0; k < p->c->chart->nseries; k++)
		draw_line(p, k);
	for (size_t k = 0; k < p->c->chart->nseries; k++)
		draw_marks(p, k);
	if (f->style != NULL) {
		set_figures(p, f, false);
		set_missing(p, f);
	}
	note_same(p);
}
