#include "chart_level.h"
#include "arena.h"
#include "profile.h"

enum {
	MARKS = 5,			/* steps of the axis */
	NAMES_MOST = 45,		/* percent of the width for names */
	TARGET = 1000			/* what is wanted, in thousandths of itself */
};

struct rows {				/* of a chart, one for each category */
	struct canvas	*c;
	struct scale	 scale;		/* of the values, of progress in thousandths */
	const struct style *name, *amount;	/* of the categories and the figures */
	len		 x, w;		/* where the bars begin and the length of the axis */
	len		 bar;		/* thickness of one */
	len		 gap;		/* between two rows */
	size_t		 bars;		/* in a row */
	bool		 bare;		/* without figures */
};

/* The scale of progress, and of anything else. */
static struct scale
scale_of(const struct chart *c, int marks)
{
	int64_t least, most = TARGET;

	if (c->kind != CHART_PROGRESS) {
		chart_range(c, &least, &most);
		return scale_over(least, most, marks);
	}
	c = chart_whole(c);
	for (size_t i = 0; i < c->ncategories; i++) {
		int64_t part = chart_part_done(c, i);
		most = part != CHART_MISSING && part > most ? part : most;
	}
	return scale_over(0, most, marks);
}

/* Of a stack with parts on both sides of the axis "5 - 2 = 3". */
static const char *
sum_figures(struct canvas *c, size_t row)
{
	int64_t up, down, sum = chart_sum(c->chart, row);

	chart_sums(c->chart, row, &up, &down);
	if (up == 0 || down == 0)
		return canvas_value(c, sum);
	return arena_printf(c->flow->mem, "%s - %s = %s", canvas_figures(c, up), canvas_figures(c, -down),
	    canvas_figures(c, sum));
}

/* What is printed beyond a row's bar: figures, of progress "80/100 (80%)", of a pie "80 (25%)". */
static const char *
figures_of(struct canvas *c, size_t series, size_t row)
{
	const struct chart *chart = c->chart;
	int64_t v = chart->series[series].values[row], part;
	const struct chart *whole = chart_whole(chart);
	const char *figures = canvas_value(c, v);
	int shares[CHART_VALUES_MAX];

	if (chart_is_stacked(chart))
		return sum_figures(c, row);
	if (chart_is_round(chart) && (v == CHART_MISSING || chart_total(whole, 0) == 0))
		return figures;
	if (chart_is_round(chart)) {
		chart_shares(&whole->series[0], whole->ncategories, 1000, shares);
		return arena_printf(c->flow->mem, "%s (%s)", figures, canvas_share(c, v, shares[chart->first + row]));
	}
	if (chart->kind != CHART_PROGRESS)
		return figures;
	part = chart_part_done(chart, row);
	figures = arena_printf(c->flow->mem, "%s/%s", figures, canvas_value(c, chart->series[1].values[row]));
	return part == CHART_MISSING ? figures
	    : arena_printf(c->flow->mem, "%s (%s)", figures, canvas_percent(c, part));
}

static len
widest_figures(struct rows *p)
{
	len most = 0;

	for (size_t i = 0; i < p->c->chart->ncategories; i++)
		for (size_t k = 0; k < p->bars; k++) {
			len w = canvas_natural(p->c, p->amount, figures_of(p->c, k, i));
			most = w > most ? w : most;
		}
	return most + p->c->look->part.value;
}

static len
widest_name(struct rows *p)
{
	len most = 0, limit = (len)((int64_t)p->c->width * NAMES_MOST / 100);

	for (size_t i = 0; i < p->c->chart->ncategories; i++) {
		len w = canvas_natural(p->c, p->name, p->c->chart->categories[i]);
		most = w > most ? w : most;
	}
	return most < limit ? most : limit;
}

static len
row_height(const struct rows *p, const struct box *name)
{
	len bars = p->bar * (len)p->bars;

	return name->height > bars ? name->height : bars;
}

static len
rows_height(struct rows *p)
{
	len h = 0;

	for (size_t i = 0; i < p->c->chart->ncategories; i++)
		h = len_add(h, row_height(p,
		    canvas_label(p->c, p->name, p->c->chart->categories[i], p->x - p->c->look->part.value)) + p->gap);
	return h;
}

/* Letters, bars and gaps of the chart's fit. */
static void
take_size(struct rows *p)
{
	const struct chart_look *look = p->c->look;
	const struct style *const names[] = { look->name, look->name, look->small, look->tiny, look->tiny };
	enum canvas_fit fit = p->c->fit;

	p->name = names[fit];
	p->amount = fit <= CANVAS_CLOSE ? look->amount : names[fit];
	p->bar = fit == CANVAS_FULL ? look->bar.value : canvas_line_height(p->c, p->name);
	p->gap = fit == CANVAS_FULL ? look->row_gap.value : p->bars > 1 ? look->pad.value : fit < CANVAS_TINY
	    ? look->hair.value : 0;
	p->bare = fit == CANVAS_BARE && p->bars > 1;
	if (fit != CANVAS_FULL && p->bars == 1)
		p->bar = p->bar * 4 / 5;
	if (p->bare)
		p->bar = p->bar / (len)p->bars > look->pad.value ? p->bar / (len)p->bars : look->pad.value;
	p->x = widest_name(p) + look->part.value;
}

static len
place_of(const struct rows *p, int64_t value)
{
	return p->x + scale_place(&p->scale, value, p->w);
}

static void
draw_bar(struct rows *p, struct ink ink, int64_t from, int64_t to, len y, len h)
{
	len a = place_of(p, from), b = place_of(p, to);

	if (a != b)
		drawing_rect(p->c->flow->mem, p->c->drawing, ink, a < b ? a : b, y, a < b ? b - a : a - b, h);
}

/* Figures beyond the longer end, of negative values beyond the axis. */
static void
draw_figures(struct rows *p, size_t series, size_t row, int64_t end, len y, len h)
{
	struct canvas *c = p->c;
	const char *figures = figures_of(c, series, row);
	struct box *label;

	canvas_trace(c, chart_is_stacked(c->chart) ? c->chart->sums : c->chart->series[series].figures, row);
	label = canvas_label(c, p->amount, figures, canvas_natural(c, p->amount, figures));
	canvas_trace(c, NULL, 0);
	canvas_place_clear(c, label, place_of(p, end > 0 ? end : 0) + c->look->pad.value, y + (h - label->height) / 2);
}

static void
draw_single(struct rows *p, size_t row, len y)
{
	const struct chart *chart = p->c->chart;

	for (size_t k = 0; k < chart->nseries; k++, y += p->bar) {
		int64_t v = chart_known(chart->series[k].values[row]);
		draw_bar(p, canvas_fill(p->c, k), 0, v, y, p->bar);
		if (!p->bare)
			draw_figures(p, k, row, v, y, p->bar);
	}
}

static void
draw_stack(struct rows *p, size_t row, len y)
{
	const struct chart *chart = p->c->chart;
	int64_t up = 0, down = 0;

	for (size_t k = 0; k < chart->nseries; k++) {
		int64_t v = chart_known(chart->series[k].values[row]), *end = v < 0 ? &down : &up;
		len a = place_of(p, *end), b = place_of(p, *end + v);
		draw_bar(p, canvas_fill(p->c, k), *end, *end + v, y, p->bar);
		*end += v;
		canvas_trace(p->c, chart->series[k].figures, row);
		if (v != 0 && chart->nseries > 1)
			canvas_inside(p->c, p->c->fit < CANVAS_TINY ? p->c->look->fine : p->c->look->tiny,
			    canvas_figures(p->c, v), a < b ? a : b, y, a < b ? b - a : a - b, p->bar);
	}
	canvas_trace(p->c, NULL, 0);
	draw_figures(p, 0, row, up, y, p->bar);
}

/*
 * Targets count different things, so that each is a pale bar of 100 percent; what was done is a dark
 * one inside it, which may go beyond.
 */
static void
draw_progress(struct rows *p, size_t row, len y)
{
	int64_t part = chart_part_done(p->c->chart, row), v = chart_known(part);

	if (part != CHART_MISSING)
		draw_bar(p, canvas_fill(p->c, 1), 0, TARGET, y, p->bar);
	draw_bar(p, canvas_fill(p->c, 0), 0, v, y + p->bar / 4, p->bar / 2);
	draw_figures(p, 0, row, part == CHART_MISSING ? 0 : v > TARGET ? v : TARGET, y, p->bar);
}

static len
draw_rows(struct rows *p, len y)
{
	struct canvas *c = p->c;

	for (size_t i = 0; i < c->chart->ncategories; i++) {
		struct box *name;
		len h, bars = p->bar * (len)p->bars;
		canvas_trace(c, c->chart->names, i);
		name = canvas_label(c, p->name, c->chart->categories[i], p->x - c->look->part.value);
		canvas_trace(c, NULL, 0);
		h = row_height(p, name);
		canvas_place(c, name, 0, y + (h - name->height) / 2);
		if (c->chart->kind == CHART_PROGRESS)
			draw_progress(p, i, y + (h - bars) / 2);
		else if (chart_is_stacked(c->chart))
			draw_stack(p, i, y + (h - bars) / 2);
		else
			draw_single(p, i, y + (h - bars) / 2);
		y += h + p->gap;
	}
	return y;
}

static const char *
tick_text(struct rows *p, int64_t value)
{
	return p->c->chart->kind == CHART_PROGRESS ? canvas_percent(p->c, value) : canvas_tick(p->c, &p->scale, value);
}

/* Lines of the marks, before the bars that stand over them, and the figures below. */
static len
draw_marks(struct rows *p, len top, len bottom)
{
	struct canvas *c = p->c;
	len h = canvas_line_height(c, c->look->value);

	for (int64_t v = p->scale.from; v <= p->scale.to; v += p->scale.step) {
		len x = place_of(p, v);
		drawing_line(c->flow->mem, c->drawing, v == 0 ? canvas_axis(c) : canvas_grid(c), x, top, x, bottom);
		canvas_center(c, c->look->value, tick_text(p, v), x, bottom + c->look->hair.value);
	}
	return bottom + c->look->hair.value + h;
}

static len
widest_tick(struct rows *p)
{
	len most = 0;

	for (int64_t v = p->scale.from; v <= p->scale.to; v += p->scale.step) {
		len w = canvas_natural(p->c, p->c->look->value, tick_text(p, v));
		most = w > most ? w : most;
	}
	return most;
}

/*
 * An axis with as many steps as have room for their figures; beyond its end is room for those of the
 * rows, or for half of the last mark's.
 */
static void
choose_scale(struct rows *p)
{
	len figures = p->bare ? p->c->look->part.value : widest_figures(p), tick;
	int marks = MARKS;

	do {
		p->scale = scale_of(p->c->chart, marks);
		tick = widest_tick(p);
		p->x = p->x < tick / 2 ? tick / 2 : p->x;
		p->w = p->c->width - p->x - (tick / 2 > figures ? tick / 2 : figures);
	} while (tick + p->c->look->pad.value > p->w / (len)((p->scale.to - p->scale.from) / p->scale.step)
	    && --marks >= 2);
}

len
chart_level(struct canvas *c, len y)
{
	struct rows p = { .c = c };
	len bottom, rows;

	p.bars = chart_is_stacked(c->chart) || c->chart->kind == CHART_PROGRESS ? 1 : c->chart->nseries;
	take_size(&p);
	choose_scale(&p);
	rows = rows_height(&p);
	if (c->fit == CANVAS_FULL && rows > c->look->highest.value) {
		c->fit = CANVAS_CLOSE;
		return chart_level(c, y);
	}
	bottom = draw_marks(&p, y, y + p.gap + rows);
	draw_rows(&p, y + p.gap);
	if (p.bare)
		canvas_note(c, c->look->note_values);
	return c->chart->nseries > 1 ? canvas_legend(c, bottom + c->look->part.value, false) : bottom;
}
