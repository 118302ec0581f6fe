#include "chart_round.h"
#include "arena.h"
#include "profile.h"

#include <math.h>

enum { HOLE = 55 };			/* percent of a ring's radius */
#define LABEL_AT	1.05		/* of the radius: where labels are best placed */
#define LINE_AT		0.97		/* of the radius: where lines from slices to labels begin */

struct slice {
	double		 middle;	/* angle in radians, clockwise from the right */
	struct box	*label;
	len		 y;		/* of the label's middle */
	bool		 left;		/* of the circle */
};

struct pie {				/* or ring */
	struct canvas	*c;
	len		 x, y;		/* of its centre */
	len		 radius;
	len		 side;		/* width of the labels at each side */
	struct slice	*slices;	/* by category */
};

static const char *
words_of(struct canvas *c, size_t i, const int *shares)
{
	int64_t v = c->chart->series[0].values[i];

	if (v == CHART_MISSING || chart_total(c->chart, 0) == 0)
		return arena_printf(c->flow->mem, "%s: %s", c->chart->categories[i], canvas_value(c, v));
	return arena_printf(c->flow->mem, "%s: %s\u00A0(%s)", c->chart->categories[i], canvas_figures(c, v),
	    canvas_share(c, v, shares[i]));
}

static double
full_turn(void)
{
	return 4 * acos(0.0);
}

static void
draw_slice(struct pie *p, size_t i, double from, double to)
{
	struct arena *mem = p->c->flow->mem;
	struct shape_path *path = drawing_add(mem, p->c->drawing, canvas_fill(p->c, i));
	bool ring = p->c->chart->kind == CHART_RING;

	path->closed = true;
	path_arc(mem, path, p->x, p->y, p->radius, from, to);
	if (ring)
		path_arc(mem, path, p->x, p->y, p->radius * HOLE / 100, to, from);
	else if (to - from < full_turn() - 1e-9)
		path_line(mem, path, p->x, p->y);
}

/* From the top, clockwise, in the order given. */
static void
draw_slices(struct pie *p)
{
	const double whole = full_turn();
	const struct chart *chart = p->c->chart;
	int64_t total = chart_total(chart, 0), sum = 0;

	for (size_t i = 0; i < chart->ncategories; i++) {
		int64_t v = chart_known(chart->series[0].values[i]);
		double from = total == 0 ? 0 : (double)sum / (double)total, part = total == 0 ? 0
		    : (double)v / (double)total;
		double a = (from - 0.25) * whole;
		sum += v;
		p->slices[i].middle = a + part * whole / 2;
		p->slices[i].left = from + part / 2 > 0.5;
		if (v > 0)
			draw_slice(p, i, a, a + part * whole);
	}
	if (total == 0) {
		struct shape_path *path = drawing_add(p->c->flow->mem, p->c->drawing, canvas_axis(p->c));
		path_arc(p->c->flow->mem, path, p->x, p->y, p->radius, 0, whole);
	}
}

/* Labels of a side from top to bottom: on the right in the order given, on the left in the opposite one. */
static size_t
side_of(const struct pie *p, bool left, size_t *order)
{
	size_t n = 0, all = p->c->chart->ncategories;

	for (size_t k = 0; k < all; k++) {
		size_t i = left ? all - 1 - k : k;
		if (p->slices[i].left == left)
			order[n++] = i;
	}
	return n;
}

static len
labels_height(const struct pie *p, bool left)
{
	len h = 0;

	for (size_t i = 0; i < p->c->chart->ncategories; i++)
		if (p->slices[i].left == left)
			h += p->slices[i].label->height + 2 * p->c->look->hair.value;
	return h;
}

/* Each label at the height of its slice, pushed down by those above, then up by the end of the room. */
static void
spread_labels(struct pie *p, bool left, len top, len bottom)
{
	size_t order[CHART_VALUES_MAX], n = side_of(p, left, order);
	len edge = top;

	for (size_t k = 0; k < n; k++) {
		struct slice *s = &p->slices[order[k]];
		len half = s->label->height / 2 + p->c->look->hair.value;
		s->y = p->y + (len)floor(p->radius * LABEL_AT * sin(s->middle) + 0.5);
		s->y = s->y < edge + half ? edge + half : s->y;
		edge = s->y + half;
	}
	edge = bottom;
	for (size_t k = n; k-- > 0;) {
		struct slice *s = &p->slices[order[k]];
		len half = s->label->height / 2 + p->c->look->hair.value;
		s->y = s->y > edge - half ? edge - half : s->y;
		edge = s->y - half;
	}
}

static void
place_labels(struct pie *p)
{
	struct canvas *c = p->c;

	for (size_t i = 0; i < c->chart->ncategories; i++) {
		const struct slice *s = &p->slices[i];
		len sign = s->left ? -1 : 1, reach = p->radius + c->look->reach.value - c->look->pad.value;
		struct shape_path *path = drawing_add(c->flow->mem, c->drawing, canvas_axis(c));
		path_move(c->flow->mem, path, p->x + (len)(p->radius * LINE_AT * cos(s->middle)),
		    p->y + (len)(p->radius * LINE_AT * sin(s->middle)));
		path_line(c->flow->mem, path, p->x + sign * (reach - c->look->part.value), s->y);
		path_line(c->flow->mem, path, p->x + sign * reach, s->y);
		canvas_place(c, s->label, s->left ? 0 : c->width - p->side, s->y - s->label->height / 2);
	}
}

/* Smaller where the chart has to be lower. */
static len
radius_of(const struct canvas *c)
{
	const struct measure *m = &c->look->radius;
	len r = m->value - c->lower / 2;

	return r < m->least ? m->least : r;
}

/* Draws the slices about `centre` from the top, and makes their labels. */
static void
prepare(struct pie *p, len centre)
{
	struct canvas *c = p->c;
	int *shares = arena_array(c->flow->mem, c->chart->ncategories, sizeof *shares);

	chart_shares(&c->chart->series[0], c->chart->ncategories, 1000, shares);
	p->radius = radius_of(c);
	p->x = c->width / 2;
	p->y = centre;
	p->side = c->width / 2 - p->radius - c->look->reach.value;
	p->slices = arena_array(c->flow->mem, c->chart->ncategories, sizeof *p->slices);
	draw_slices(p);
	for (size_t i = 0; i < c->chart->ncategories; i++) {
		canvas_trace(c, c->chart->series[0].figures, i);
		p->slices[i].label = canvas_label(c, p->slices[i].left ? c->look->name : c->look->amount,
		    words_of(c, i, shares), p->side);
	}
	canvas_trace(c, NULL, 0);
}

bool
chart_round_fits(struct canvas *c)
{
	struct drawing nothing = { 0 }, *own = c->drawing;
	struct pie p = { .c = c };
	len high = 2 * radius_of(c);

	c->drawing = &nothing;
	prepare(&p, 0);
	c->drawing = own;
	return labels_height(&p, true) <= high && labels_height(&p, false) <= high;
}

len
chart_round(struct canvas *c, len y)
{
	struct pie p = { .c = c };
	len high = 2 * radius_of(c);

	prepare(&p, y + high / 2);
	spread_labels(&p, true, y, y + high);
	spread_labels(&p, false, y, y + high);
	place_labels(&p);
	return y + high;
}
