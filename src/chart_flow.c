#include "chart_flow.h"
#include "arena.h"
#include "canvas.h"
#include "chart_level.h"
#include "chart_round.h"
#include "chart_upright.h"
#include "template.h"

static len
draw(struct canvas *c, len y)
{
	switch (c->chart->kind) {
	case CHART_BARS:
	case CHART_STACKED:
	case CHART_LINES:
		if (chart_upright_fits(c) || c->chart->kind == CHART_LINES)
			return chart_upright(c, y);
		return chart_level(c, y);
	case CHART_ROWS:
	case CHART_STACKED_ROWS:
	case CHART_PROGRESS:
		return chart_level(c, y);
	case CHART_PIE:
	case CHART_RING:
		return chart_round_fits(c) ? chart_round(c, y) : chart_level(c, y);
	case CHART__KINDS:
		break;
	}
	return y;
}

struct box *
chart_flow(struct flow *f, const struct block *b, len width)
{
	struct box *box = arena_new(f->mem, sizeof *box);
	struct canvas c = { .flow = f, .block = b, .chart = b->chart, .look = &f->profile->charts, .width = width,
		.drawing = arena_new(f->mem, sizeof *c.drawing) };
	len y = 0;

	if (b->chart->unit[0] != '\0') {
		struct box *unit = canvas_label(&c, c.look->legend,
		    template_fill(f->mem, c.look->unit, "unit", b->chart->unit), width);
		canvas_place(&c, unit, 0, 0);
		y = unit->height + c.look->pad.value;
	}
	box->kind = BOX_DRAWING;
	box->block = b;
	box->width = width;
	box->height = draw(&c, y);
	box->before = box->after = c.look->part.value;
	box->drawing = c.drawing;
	box->child = c.first;
	return box;
}
