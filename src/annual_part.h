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

/* All states, in the order in which reports list them. */
extern const enum result_status annual_states[RESULT__KINDS];

/* What became of tasks in words, as a sentence or (`cell`) a table has it; one done late is told as such. */
const char	*annual_status(struct annual_work *, enum result_status, bool late, bool cell);

/* Words that begin a cell or stand alone, with a capital. */
const char	*annual_capital(struct arena *, const char *words);

/* The name of a group of tasks; of those that stand under none the words for that. */
const char	*annual_group(struct annual_work *, const char *name);

/*
 * Adds "vượt 12,5% kế hoạch": what was done against what was wanted, which tally_sum() found comparable;
 * the figures have the name and are computed from these parts.
 */
void	 annual_wording(struct annual_work *, struct annual_runs *, const struct run *like, const char *name,
	    struct decimal done, struct decimal target, struct figure_part a, struct figure_part b);

/* Where the words come from that a sum is named by. */
struct figure_part annual_named(enum tally_by, const struct tally_sum *);

enum annual_chart {			/* tasks by status, by agency, by month; money by field; quantities */
	ANNUAL_CHART_STATUS, ANNUAL_CHART_AGENCY, ANNUAL_CHART_MONTH, ANNUAL_CHART_MONEY, ANNUAL_CHART_PROGRESS
};

/* Adds a table or a chart; nothing when it would be empty. */
void	 annual_table(struct annual_work *, struct node_list *, enum report_table, const struct where *);
void	 annual_chart(struct annual_work *, struct node_list *, enum annual_chart, const struct where *);

#endif
