/* The lines of a chart: series that meet stay apart, figures stand where nothing covers them. */
#ifndef CHART_CURVE_H
#define CHART_CURVE_H
#include "plot.h"

/* The height that figures above or below a value's mark take. */
len	 chart_curve_reach(struct canvas *);

/*
 * Chooses on which side of its mark each figure stands, in the arena, and says in the plot's `foot` how far the lowest
 * reach below the area. Where they have no room the note says so.
 */
struct curve_figures *chart_curve_figures(struct plot *);

/* Draws the lines, their marks and figures. */
void	 chart_curves(struct plot *, const struct curve_figures *);

#endif
