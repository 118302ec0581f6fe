/* What became of the tasks of a report, told in its text. */
#ifndef ANNUAL_RESULT_H
#define ANNUAL_RESULT_H
#include "annual_part.h"

/*
 * Adds the results of all tasks at a place, under the headings they stand under in their plans; of more tasks than
 * the profile lists a line for each field of work.
 */
void	 annual_results(struct annual_work *, struct node_list *, const struct where *);

#endif
