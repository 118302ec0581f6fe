/* Parts of a report that are computed: paragraphs, tables and charts as nodes of a plan. */
#ifndef ANNUAL_PART_H
#define ANNUAL_PART_H
#include "annual_value.h"

struct node_list {			/* growing */
	struct node	*items;
	size_t		 n, cap;
};

/* A new last node. */
struct node	*node_list_add(struct arena *, struct node_list *, enum node_kind, const struct where *);

/* A text of one run; the figure it is, or 0. */
struct text	 annual_text(struct arena *, const char *words, int figure, const struct where *);

/*
 * Adds the results of all tasks, under the headings they stand under in their plans; of many tasks a
 * line for each field.
 */
void	 annual_results(struct annual_work *, struct node_list *, const struct where *);

/* "vượt 12,5% kế hoạch": what was done against what was wanted. */
const char	*annual_wording(struct annual_work *, struct decimal done, struct decimal target);

/* Adds a table or a chart; nothing when it would be empty. */
void	 annual_table(struct annual_work *, struct node_list *, enum report_table, const struct where *);

enum annual_chart { ANNUAL_CHART_STATUS, ANNUAL_CHART_AGENCY, ANNUAL_CHART_MONTH, ANNUAL_CHART_MONEY, ANNUAL_CHART_PROGRESS };
void	 annual_chart(struct annual_work *, struct node_list *, enum annual_chart, const struct where *);

#endif
