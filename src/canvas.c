#include "canvas.h"
#include "arena.h"
#include "decimal.h"
#include "profile.h"

#include <math.h>
#include <string.h>

enum {
	PLATE_EDGE = 8,			/* of a line's height: what is not cleared above and below its letters */
	NAME_GAPS = 2			/* from a name of the legend to the next sample, in gaps between parts */
};
#define WHITE	0xFFFFFF		/* 0xRRGGBB, the paper's */

static struct block *
label_block(struct canvas *c, const struct style *style, const char *text)
{
	struct arena *mem = c->flow->mem;
	struct block *b = block_add(mem, NULL, BLOCK_PARA, "chart-label");
	struct span *span = arena_new(mem, sizeof *span);

	span->text = text;
	span->len = strlen(text);
	span->figure = c->figure;
	span->at = c->block->at;
	b->style = style;
	b->at = c->block->at;
	b->tag = c->block->tag;
	b->spans = span;
	b->nspans = text[0] != '\0';
	return b;
}

void
canvas_trace(struct canvas *c, const int *figures, size_t category)
{
	c->figure = figures != NULL ? figures[category] : 0;
}

struct box *
canvas_label(struct canvas *c, const struct style *style, const char *text, len width)
{
	return flow_para(c->flow, label_block(c, style, text), width);
}

void
canvas_place(struct canvas *c, struct box *box, len x, len y)
{
	box->x = x;
	box->y = y;
	if (c->last == NULL)
		c->first = box;
	else
		c->last->next = box;
	c->last = box;
}

void
canvas_clear(struct canvas *c, len x, len y, len w, len h)
{
	const struct ink white = { .filled = true, .fill = WHITE };

	if (w > 0)
		drawing_rect(c->flow->mem, c->drawing, white, x, y + h / PLATE_EDGE, w, h - h * 2 / PLATE_EDGE);
}

void
canvas_place_clear(struct canvas *c, struct box *box, len x, len y)
{
	canvas_clear(c, x, y, box->width, box->height);
	canvas_place(c, box, x, y);
}

void
canvas_inside(struct canvas *c, const struct style *style, const char *text, len x, len y, len w, len h)
{
	len wide = canvas_natural(c, style, text), high = canvas_line_height(c, style);

	if (wide + 2 * c->look->pad.value > w || high + 2 * c->look->hair.value > h)
		canvas_note(c, c->look->note_small);
	else {
		canvas_clear(c, x + (w - wide) / 2 - c->look->hair.value, y + (h - high) / 2,
		    wide + 2 * c->look->hair.value, high);
		canvas_place(c, canvas_label(c, style, text, wide), x + (w - wide) / 2, y + (h - high) / 2);
	}
}

void
canvas_note(struct canvas *c, const char *note)
{
	if (strstr(c->notes, note) == NULL)
		c->notes = c->notes[0] == '\0' ? note : arena_printf(c->flow->mem, "%s %s", c->notes, note);
}

len
canvas_natural(struct canvas *c, const struct style *style, const char *text)
{
	return flow_width(c->flow, label_block(c, style, text));
}

len
canvas_least(struct canvas *c, const struct style *style, const char *text)
{
	return flow_least_width(c->flow, label_block(c, style, text));
}

len
canvas_line_height(struct canvas *c, const struct style *style)
{
	return canvas_label(c, style, "0", c->width)->height;
}

static void
place_line(struct canvas *c, const struct style *style, const char *text, len x, len y, int halves)
{
	len width = canvas_natural(c, style, text);
	len left = x - (len)((int64_t)width * halves / 2);

	canvas_place(c, canvas_label(c, style, text, width), left, y);
}

void
canvas_center(struct canvas *c, const struct style *style, const char *text, len x, len y)
{
	place_line(c, style, text, x, y, 1);
}

void
canvas_right(struct canvas *c, const struct style *style, const char *text, len x, len y)
{
	place_line(c, style, text, x, y, 2);
}

const char *
canvas_figures(struct canvas *c, int64_t value)
{
	const struct profile *p = c->flow->profile;

	return decimal_text(c->flow->mem, chart_number(c->chart, value), p->thousands, p->comma, 0);
}

const char *
canvas_tick(struct canvas *c, const struct scale *s, int64_t value)
{
	const struct profile *p = c->flow->profile;
	struct decimal d = { value, c->chart->scale };

	for (int64_t step = s->step; d.scale > 0 && step % 10 == 0; step /= 10, d.units /= 10)
		d.scale--;
	return decimal_text(c->flow->mem, d, p->thousands, p->comma, 0);
}

const char *
canvas_percent(struct canvas *c, int64_t thousandths)
{
	const struct profile *p = c->flow->profile;

	return decimal_percent(c->flow->mem, thousandths, p->thousands, p->comma);
}

const char *
canvas_value(struct canvas *c, int64_t value)
{
	return value == CHART_MISSING ? c->look->missing : canvas_figures(c, value);
}

const char *
canvas_share(struct canvas *c, int64_t value, int64_t thousandths)
{
	return value > 0 && thousandths == 0 ? c->look->trifle : canvas_percent(c, thousandths);
}

struct ink
canvas_fill(const struct canvas *c, size_t series)
{
	const struct chart_fill *f = &c->look->fills[series % c->look->nfills];

	return (struct ink){ .filled = true, .fill = f->fill, .hatch = f->hatch,
		.hatch_gap = c->look->hatch_gap.value, .hatch_line = c->look->hatch_line.value,
		.width = c->look->outline.value, .stroke = c->look->line_colour };
}

struct ink
canvas_axis(const struct canvas *c)
{
	return (struct ink){ .width = c->look->axis.value, .stroke = c->look->line_colour };
}

struct ink
canvas_grid(const struct canvas *c)
{
	return (struct ink){ .width = c->look->grid.value, .stroke = c->look->grid_colour };
}

static const struct chart_stroke *
stroke_of(const struct canvas *c, size_t series)
{
	return &c->look->strokes[series % c->look->nstrokes];
}

struct ink
canvas_stroke(const struct canvas *c, size_t series)
{
	const struct chart_stroke *s = stroke_of(c, series);

	return (struct ink){ .width = c->look->curve.value, .stroke = s->colour, .dash = s->dash, .gap = s->gap };
}

struct corner {				/* of a mark about its middle, in tenths of half its width; (0, 0) ends them */
	int	x, y;
};

static const struct corner square[] = { { -10, -10 }, { 10, -10 }, { 10, 10 }, { -10, 10 }, { 0, 0 } };
static const struct corner diamond[] = { { 0, -13 }, { 13, 0 }, { 0, 13 }, { -13, 0 }, { 0, 0 } };
static const struct corner triangle[] = { { 0, -12 }, { 12, 9 }, { -12, 9 }, { 0, 0 } };

void
canvas_mark(struct canvas *c, size_t series, len x, len y)
{
	static const struct corner *const kinds[] = { NULL, square, triangle, diamond };	/* NULL: a circle */
	enum { KINDS = sizeof kinds / sizeof *kinds };
	const struct chart_stroke *s = stroke_of(c, series);
	const struct corner *corners = kinds[series % KINDS];
	bool solid = series / KINDS % 2 == 0;
	len half = c->look->mark.value / 2;
	struct ink ink = { .filled = true, .fill = solid ? s->colour : WHITE, .width = c->look->outline.value,
		.stroke = s->colour };
	struct shape_path *path = drawing_add(c->flow->mem, c->drawing, ink);

	path->closed = true;
	if (corners == NULL)
		path_arc(c->flow->mem, path, x, y, half, 0, 4 * acos(0.0));
	else
		for (; corners->x != 0 || corners->y != 0; corners++)
			path_line(c->flow->mem, path, x + half * corners->x / 10, y + half * corners->y / 10);
}

/* A line `width` long about its middle y, with a mark. */
static void
stroke_sample(struct canvas *c, size_t series, len x, len y, len width)
{
	drawing_line(c->flow->mem, c->drawing, canvas_stroke(c, series), x, y, x + width, y);
	canvas_mark(c, series, x + width / 2, y);
}

static len
sample_width(const struct canvas *c, bool lines)
{
	return c->look->sample.value * (lines ? 2 : 1);
}

static len
entry_width(struct canvas *c, size_t series, bool lines)
{
	return sample_width(c, lines) + c->look->pad.value
	    + canvas_natural(c, c->look->legend, c->chart->series[series].name);
}

/* How many entries from `first` on fit one row, at least one, and their width. */
static size_t
row_of_entries(struct canvas *c, size_t first, bool lines, len *width)
{
	size_t n = 0;

	*width = 0;
	for (size_t i = first; i < c->chart->nseries; i++, n++) {
		len more = entry_width(c, i, lines) + (n > 0 ? NAME_GAPS * c->look->part.value : 0);
		if (n > 0 && *width + more > c->width)
			break;
		*width += more;
	}
	return n;
}

/* Draws an entry from its top left corner on; returns the bottom. */
static len
place_entry(struct canvas *c, size_t series, bool lines, len x, len y)
{
	len size = c->look->sample.value, line = canvas_line_height(c, c->look->legend), wide = sample_width(c, lines);
	len name = entry_width(c, series, lines) - wide - c->look->pad.value, top = y + (line - size) / 2;
	struct box *label;

	if (lines)
		stroke_sample(c, series, x, y + line / 2, wide);
	else
		drawing_rect(c->flow->mem, c->drawing, canvas_fill(c, series), x, top, wide, size);
	if (name > c->width - wide - c->look->pad.value)
		name = c->width - wide - c->look->pad.value;
	label = canvas_label(c, c->look->legend, c->chart->series[series].name, name);
	canvas_place(c, label, x + wide + c->look->pad.value, y);
	return y + label->height;
}

len
canvas_legend(struct canvas *c, len y, bool lines)
{
	for (size_t i = 0, n; i < c->chart->nseries; i += n) {
		len width, x, bottom = y;
		n = row_of_entries(c, i, lines, &width);
		x = width < c->width ? (c->width - width) / 2 : 0;
		for (size_t k = i; k < i + n; k++) {
			len end = place_entry(c, k, lines, x, y);
			bottom = end > bottom ? end : bottom;
			x += entry_width(c, k, lines) + NAME_GAPS * c->look->part.value;
		}
		y = bottom + c->look->hair.value;
	}
	return y - c->look->hair.value;
}
