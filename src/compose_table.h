/* Tables of a plan to blocks. */
#ifndef COMPOSE_TABLE_H
#define COMPOSE_TABLE_H
#include "inline.h"

struct plan_table;

/*
 * Adds a table that table_finish() has completed below `parent`: caption and unit, then the table
 * itself, with the structure of all its cells.
 */
void	 compose_table(struct composer *, struct block *parent, const struct plan_table *);

#endif
