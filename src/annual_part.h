/* What the computed parts of a report have in common: nodes of a plan, words for states and groups. */
#ifndef ANNUAL_PART_H
#define ANNUAL_PART_H
#include "annual_value.h"

struct node_list {			/* growing */
	struct node	*items;
	size_t		 n, cap;
};

/* A new last node, to be filled in before the next one is added. */
struct node	*node_list_add(struct arena *, struct node_list *, enum node_kind, const struct where *);

/* A text of one run, or of none when there are no words; the figure it is, or 0. */
struct text	 annual_text(struct arena *, const char *words, int figure, const struct where *);

/* All states, in the order in which reports list them. */
extern const enum result_status annual_states[RESULT__KINDS];

/* What became of tasks in words, as a sentence or (`cell`) a table has it; one done late is told as such. */
const char	*annual_status(struct annual_work *, enum result_status, bool late, bool cell);

/* Words that begin a cell or stand alone: the same with a capital. */
const char	*annual_capital(struct arena *, const char *words);

/* The name of a group of tasks; of those that stand under none the words for that. */
const char	*annual_group(struct annual_work *, const char *name);

/*
 * Adds "vượt 12,5% kế hoạch": what was done against what was wanted, which tally_sum() found comparable;
 * the figures have the name and are computed from these parts.
 */
void	 annual_wording(struct annual_work *, struct annual_runs *, const struct run *like, const char *name,
	    struct decimal done, struct decimal target, struct figure_part a, struct figure_part b);

/* Where the words come from that a sum of at least one task is named by. */
struct figure_part annual_named(enum tally_by, const struct tally_sum *);

#endif
