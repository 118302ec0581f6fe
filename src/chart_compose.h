/* A chart of the plan to blocks: the drawing's, and its caption's. */
#ifndef CHART_COMPOSE_H
#define CHART_COMPOSE_H
#include "inline.h"

struct plan_chart;

/* Adds it below `parent`. In the structure it is a Figure that says in words what it shows, with a Caption. */
void	 chart_compose(struct composer *, struct block *parent, const struct plan_chart *);

#endif
