/* Charts to boxes: drawn at the width of their column. */
#ifndef CHART_FLOW_H
#define CHART_FLOW_H
#include "flow_para.h"

/* A BOX_DRAWING; it is never divided between pages. */
struct box	*chart_flow(struct flow *, const struct block *, len width);

#endif
