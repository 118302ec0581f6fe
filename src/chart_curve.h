/* The lines of a chart: series that meet stay apart, figures stand where nothing covers them. */
#ifndef CHART_CURVE_H
#define CHART_CURVE_H
#include "plot.h"

/* Room that figures above or below a value's mark take. */
len	 chart_curve_reach(struct canvas *);

/* Chooses on which side of its mark each figure stands, and says how far the lowest reach below the area. */
struct curve_figures *chart_curve_figures(struct plot *);

/* Draws the lines, their marks and figures. */
void	 chart_curves(struct plot *, const struct curve_figures *);

#endif
