/* Tables of a plan's tasks: who does what by when, and what it costs. */
#ifndef TASK_TABLE_H
#define TASK_TABLE_H
#include "inline.h"

/*
 * Adds a table of all tasks of the document and the texts attached to it, in their order, below
 * `parent`. Columns that no task fills are left out, unless the plan names its columns itself.
 * Messages: TASK_TABLE_KIND, TASKS_NONE, BUDGET_UNITS (warning: the amount is not added up), and those
 * of table_finish().
 */
void	 task_table_compose(struct composer *, struct block *parent, const struct task_wish *);

#endif
