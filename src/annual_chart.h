/* The charts of a report, with what their numbers come from. */
#ifndef ANNUAL_CHART_H
#define ANNUAL_CHART_H
#include "annual_part.h"

enum annual_chart {
	ANNUAL_CHART_STATUS,		/* tasks by state */
	ANNUAL_CHART_AGENCY,		/* states of the tasks that each agency leads */
	ANNUAL_CHART_MONTH,		/* tasks due in each month and those of them that are done */
	ANNUAL_CHART_MONEY,		/* given and spent by field of work */
	ANNUAL_CHART_PROGRESS,		/* quantities against their targets */
	ANNUAL_CHART__KINDS
};

/* Adds a chart at a place; nothing when it would be empty. Messages: CHART_VALUE. */
void	 annual_chart(struct annual_work *, struct node_list *, enum annual_chart, const struct where *);

#endif
