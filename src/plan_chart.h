/* A chart as the plan gives it, complete and checked. */
#ifndef PLAN_CHART_H
#define PLAN_CHART_H
#include "chart.h"
#include "decimal.h"
#include "plan.h"

struct arena;
struct diag;

struct plan_chart {			/* with its caption */
	struct text	 caption;	/* may be absent */
	bool		 unnumbered;	/* the caption has no "Figure 1." before it */
	const char	*alt;		/* what it says, in words, instead of those made from its values; or NULL */
	struct chart	 chart;
	const struct where *at;		/* the object */
};

struct chart_value {			/* as read or computed */
	bool		 missing;	/* it is not known */
	struct decimal	 number;
	const struct where *at;
};

/*
 * Gives the series of a chart their values, which may differ in their fractions: `values` has a list for each, of as
 * many as the chart has categories. Sets the chart's scale, new arrays in the arena. Messages: CHART_VALUE (larger
 * than CHART_VALUE_MOST at that scale). -1 after an error.
 */
int	 plan_chart_values(struct arena *, struct diag *, struct chart *, struct chart_value *const *values);

#endif
