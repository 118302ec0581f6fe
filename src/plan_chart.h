/* A chart as the plan gives it, complete and checked. */
#ifndef PLAN_CHART_H
#define PLAN_CHART_H
#include "chart.h"
#include "decimal.h"
#include "plan.h"

struct arena;
struct diag;

struct plan_chart {
	struct text	 caption;	/* may be absent */
	bool		 unnumbered;	/* the caption has no "Figure 1." before it */
	const char	*alt;		/* what it says, in words, instead of those made from its values; NULL */
	struct chart	 chart;
	const struct where *at;
};

struct chart_value {			/* as read or computed */
	bool		 missing;
	struct decimal	 number;
	const struct where *at;
};

/*
 * Fills in a series from values that may differ in their fractions, all series of a chart at once:
 * `values` has a list for each. Messages: CHART_VALUE (too large). -1 after an error.
 */
int	 chart_fill_in(struct arena *, struct diag *, struct chart *, struct chart_value *const *values);

#endif
