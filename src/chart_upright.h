/* Charts on upright axes: bars, stacked bars, lines. */
#ifndef CHART_UPRIGHT_H
#define CHART_UPRIGHT_H
#include "canvas.h"
#include <stdbool.h>

/* Whether the categories' names can be read below an upright chart. */
bool	 chart_upright_fits(struct canvas *);

/* Draws from `y` down; returns the bottom, legend included. */
len	 chart_upright(struct canvas *, len y);

#endif
