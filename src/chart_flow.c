#include "chart_flow.h"
#include "arena.h"
#include "chart_level.h"
#include "chart_round.h"
#include "chart_upright.h"
#include "profile.h"
#include "template.h"

/* A circle that cannot be smaller stays as it is. */
static len
draw_round(struct canvas *c, len y)
{
	if (c->lower > 0 && !chart_round_fits(c))
		c->lower = 0;
	return c->chart->whole == NULL && chart_round_fits(c) ? chart_round(c, y) : chart_level(c, y);
}

/* Bars whose names cannot be read below them lie down. */
static len
draw_bars(struct canvas *c, len y)
{
	return c->chart->whole == NULL && chart_upright_fits(c) ? chart_upright(c, y) : chart_level(c, y);
}

static len
draw(struct canvas *c, len y)
{
	static len (*const kinds[CHART__KINDS])(struct canvas *, len) = {
		[CHART_BARS] = draw_bars, [CHART_STACKED] = draw_bars, [CHART_LINES] = chart_upright,
		[CHART_ROWS] = chart_level, [CHART_STACKED_ROWS] = chart_level, [CHART_PROGRESS] = chart_level,
		[CHART_PIE] = draw_round, [CHART_RING] = draw_round,
	};

	return kinds[c->chart->kind](c, y);
}

/* The unit, the chart, and what its reader has to know. */
static struct box *
draw_box(struct canvas *c)
{
	struct arena *mem = c->flow->mem;
	struct box *box = arena_new(mem, sizeof *box);
	len y = 0;

	c->drawing = arena_new(mem, sizeof *c->drawing);
	c->notes = "";
	if (c->chart->unit[0] != '\0') {
		struct box *unit = canvas_label(c, c->look->legend,
		    template_fill(mem, c->look->unit, "unit", c->chart->unit), c->width);
		canvas_place(c, unit, 0, 0);
		y = unit->height + c->look->pad.value;
	}
	if (chart_has_values(c->chart))
		y = draw(c, y);
	else
		canvas_note(c, c->look->phrases[PHRASE_NOTHING]);
	if (c->notes[0] != '\0') {
		struct box *notes = canvas_label(c, c->look->note, c->notes, c->width);
		canvas_place(c, notes, 0, y + c->look->part.value);
		y += c->look->part.value + notes->height;
	}
	box->kind = BOX_DRAWING;
	box->block = c->block;
	box->width = c->width;
	box->height = y;
	box->before = box->after = c->look->part.value;
	box->drawing = c->drawing;
	box->child = c->first;
	return box;
}

struct box *
chart_flow(struct flow *f, const struct block *b, len width, len most, enum canvas_fit last)
{
	struct box *box = NULL;
	len lower = 0;

	for (enum canvas_fit fit = CANVAS_FULL; fit <= last; fit++) {
		struct canvas c = { .flow = f, .block = b, .chart = b->chart, .look = &f->profile->charts,
		    .width = width,
			.fit = fit, .lower = lower };
		box = draw_box(&c);
		if (box->height <= most)
			break;
		lower = lower == 0 ? box->height - most : lower;
	}
	return box;
}
