/* Pies and rings: shares of a whole, each with its name, figures and percentage beside it. */
#ifndef CHART_ROUND_H
#define CHART_ROUND_H
#include "canvas.h"
#include <stdbool.h>

/* Whether the names of all slices find room beside the circle. */
bool	 chart_round_fits(struct canvas *);

/* Draws from `y` down; returns the bottom. */
len	 chart_round(struct canvas *, len y);

#endif
