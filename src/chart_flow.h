/* Charts to boxes: drawn at the width of their column. */
#ifndef CHART_FLOW_H
#define CHART_FLOW_H
#include "canvas.h"

/*
 * A BOX_DRAWING; it is never divided between pages. Of the ways to draw it the first that is no higher than
 * `most`, or else the lowest, none beyond the way `last`.
 */
struct box	*chart_flow(struct flow *, const struct block *, len width, len most, enum canvas_fit last);

#endif
