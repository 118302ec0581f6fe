/* The table of what agencies did. */
#ifndef ANNUAL_AGENCY_H
#define ANNUAL_AGENCY_H
#include "annual_row.h"

/*
 * Adds its rows: agencies that lead a task, those that are only partners in one, tasks that nobody leads. The total
 * has each task once; a note tells of those that several lead.
 */
void	 annual_agencies(struct table_maker *);

#endif
