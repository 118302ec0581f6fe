#include "chart_level.h"
#include "arena.h"
#include "profile.h"

enum {
	MARKS = 5,			/* steps of the axis */
	NAMES_MOST = 45,		/* percent of the width for names */
	TARGET = 1000			/* what is wanted, in thousandths of itself */
};

struct plot {
	struct canvas	*c;
	struct scale	 scale;
	const struct style *name, *amount;	/* of the categories and the figures */
	len		 x, w;		/* where the bars begin and the length of the axis */
	len		 bar;		/* thickness of one bar */
	len		 gap;		/* between two rows */
	size_t		 bars;		/* in a row */
};

static bool
is_round(const struct canvas *c)
{
	return c->chart->kind == CHART_PIE || c->chart->kind == CHART_RING;
}

static const char *
plain_figures(struct canvas *c, int64_t value)
{
	return value == CHART_MISSING ? c->look->missing : canvas_figures(c, value);
}

/* What is printed beyond a row's bar: figures, of progress "80/100 (80%)", of a pie "80 (25%)". */
static const char *
figures_of(struct canvas *c, size_t series, size_t row)
{
	const struct chart *chart = c->chart;
	int64_t v = chart_is_stacked(c->chart) ? chart_sum(chart, row) : chart->series[series].values[row], part;
	const char *figures = plain_figures(c, v);
	int shares[CHART_VALUES_MAX];

	if (is_round(c)) {
		chart_shares(&chart->series[0], chart->ncategories, 1000, shares);
		return arena_printf(c->flow->mem, "%s (%s)", figures, canvas_percent(c, shares[row]));
	}
	if (chart->kind != CHART_PROGRESS)
		return figures;
	part = chart_part_done(chart, row);
	figures = arena_printf(c->flow->mem, "%s/%s", figures, plain_figures(c, chart->series[1].values[row]));
	return part == CHART_MISSING ? figures : arena_printf(c->flow->mem, "%s (%s)", figures,
	    canvas_percent(c, part));
}

static len
widest_figures(struct plot *p)
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
widest_name(struct plot *p)
{
	len most = 0, limit = (len)((int64_t)p->c->width * NAMES_MOST / 100);

	for (size_t i = 0; i < p->c->chart->ncategories; i++) {
		len w = canvas_natural(p->c, p->name, p->c->chart->categories[i]);
		most = w > most ? w : most;
	}
	return most < limit ? most : limit;
}

static len
row_height(const struct plot *p, const struct box *name)
{
	len bars = p->bar * (len)p->bars;

	return name->height > bars ? name->height : bars;
}

static len
rows_height(struct plot *p)
{
	len h = 0;

	for (size_t i = 0; i < p->c->chart->ncategories; i++)
		h = len_add(h, row_height(p, canvas_label(p->c, p->name, p->c->chart->categories[i], p->x - p->c->look->part.value)) + p->gap);
	return h;
}

/* Smaller and closer rows when there are too many for a page. */
static void
choose_size(struct plot *p)
{
	const struct chart_look *look = p->c->look;

	p->name = look->name;
	p->amount = look->amount;
	p->bar = look->bar.value;
	p->gap = look->row_gap.value;
	p->x = widest_name(p) + look->part.value;
	if (rows_height(p) <= look->highest.value)
		return;
	p->name = p->amount = look->small;
	p->x = widest_name(p) + look->part.value;
	p->gap = look->hair.value;
	p->bar = canvas_line_height(p->c, look->small) * 4 / 5 / (len)p->bars;
	p->bar = p->bar > look->bar.value ? look->bar.value : p->bar < look->pad.value ? look->pad.value : p->bar;
}

static len
place_of(const struct plot *p, int64_t value)
{
	return p->x + scale_place(&p->scale, value, p->w);
}

static void
draw_bar(struct plot *p, struct ink ink, int64_t from, int64_t to, len y, len h)
{
	len a = place_of(p, from), b = place_of(p, to);

	if (a != b)
		drawing_rect(p->c->flow->mem, p->c->drawing, ink, a < b ? a : b, y, a < b ? b - a : a - b, h);
}

static int64_t
shown(int64_t value)
{
	return value == CHART_MISSING ? 0 : value;
}

/* Figures beyond the longer end, of negative values beyond the axis. */
static void
draw_figures(struct plot *p, size_t series, size_t row, int64_t end, len y, len h)
{
	struct canvas *c = p->c;
	const char *figures = figures_of(c, series, row);
	struct box *label = canvas_label(c, p->amount, figures, canvas_natural(c, p->amount, figures));

	canvas_place(c, label, place_of(p, end > 0 ? end : 0) + c->look->pad.value, y + (h - label->height) / 2);
}

static void
draw_single(struct plot *p, size_t row, len y)
{
	const struct chart *chart = p->c->chart;

	for (size_t k = 0; k < chart->nseries; k++, y += p->bar) {
		int64_t v = shown(chart->series[k].values[row]);
		draw_bar(p, canvas_fill(p->c, k), 0, v, y, p->bar);
		draw_figures(p, k, row, v, y, p->bar);
	}
}

static void
draw_stack(struct plot *p, size_t row, len y)
{
	const struct chart *chart = p->c->chart;
	int64_t up = 0, down = 0;

	for (size_t k = 0; k < chart->nseries; k++) {
		int64_t v = shown(chart->series[k].values[row]), *end = v < 0 ? &down : &up;
		draw_bar(p, canvas_fill(p->c, k), *end, *end + v, y, p->bar);
		*end += v;
	}
	draw_figures(p, 0, row, up, y, p->bar);
}

/*
 * Targets count different things, so that each is a pale bar of 100 percent; what was done is a dark
 * one inside it, which may go beyond.
 */
static void
draw_progress(struct plot *p, size_t row, len y)
{
	int64_t part = chart_part_done(p->c->chart, row), v = shown(part);

	if (part != CHART_MISSING)
		draw_bar(p, canvas_fill(p->c, 1), 0, TARGET, y, p->bar);
	draw_bar(p, canvas_fill(p->c, 0), 0, v, y + p->bar / 4, p->bar / 2);
	draw_figures(p, 0, row, part == CHART_MISSING ? 0 : v > TARGET ? v : TARGET, y, p->bar);
}

static len
draw_rows(struct plot *p, len y)
{
	struct canvas *c = p->c;

	for (size_t i = 0; i < c->chart->ncategories; i++) {
		struct box *name = canvas_label(c, p->name, c->chart->categories[i], p->x - c->look->part.value);
		len h = row_height(p, name), bars = p->bar * (len)p->bars;
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

/* Lines of the marks, before the bars that stand over them, and the figures below. */
static len
draw_marks(struct plot *p, len top, len bottom)
{
	struct canvas *c = p->c;
	len h = canvas_line_height(c, c->look->value);

	for (int64_t v = p->scale.from; v <= p->scale.to; v += p->scale.step) {
		len x = place_of(p, v);
		drawing_line(c->flow->mem, c->drawing, v == 0 ? canvas_axis(c) : canvas_grid(c), x, top, x, bottom);
		canvas_center(c, c->look->value, c->chart->kind == CHART_PROGRESS ? canvas_percent(c, v)
		    : canvas_tick(c, &p->scale, v), x, bottom + c->look->hair.value);
	}
	return bottom + c->look->hair.value + h;
}

static struct scale
scale_of(const struct chart *c)
{
	int64_t least, most = TARGET;

	if (c->kind != CHART_PROGRESS) {
		chart_range(c, &least, &most);
		return scale_over(least, most, MARKS);
	}
	for (size_t i = 0; i < c->ncategories; i++) {
		int64_t part = chart_part_done(c, i);
		most = part != CHART_MISSING && part > most ? part : most;
	}
	return scale_over(0, most, MARKS);
}

len
chart_level(struct canvas *c, len y)
{
	struct plot p = { .c = c };
	len figures, bottom;

	p.bars = chart_is_stacked(c->chart) || c->chart->kind == CHART_PROGRESS ? 1 : c->chart->nseries;
	choose_size(&p);
	figures = widest_figures(&p);
	p.scale = scale_of(c->chart);
	p.w = c->width - p.x - figures;
	bottom = draw_marks(&p, y, y + p.gap + rows_height(&p));
	draw_rows(&p, y + p.gap);
	return c->chart->nseries > 1 ? canvas_legend(c, bottom + c->look->part.value, false) : bottom;
}
