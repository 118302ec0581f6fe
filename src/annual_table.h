/* The tables of a report. */
#ifndef ANNUAL_TABLE_H
#define ANNUAL_TABLE_H
#include "annual_part.h"

/*
 * Adds a table at a place; nothing when it would be empty, or for REPORT__TABLES. Messages: those of
 * annual_comparison() and table_finish().
 */
void	 annual_table(struct annual_work *, struct node_list *, enum report_table, const struct where *);

#endif
