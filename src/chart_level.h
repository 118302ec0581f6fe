/* Charts of level bars, a row for each category: for long names, and for progress towards targets. */
#ifndef CHART_LEVEL_H
#define CHART_LEVEL_H
#include "canvas.h"

/* Draws from `y` down; returns the bottom, legend included. */
len	 chart_level(struct canvas *, len y);

#endif
