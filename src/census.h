/* Which records the input of a batch has, all of it: read once more by a process of its own. */
#ifndef CENSUS_H
#define CENSUS_H
#include "hash_table.h"
#include "wire.h"

/* A child_main; `user` is a struct intake. What cannot be read twice is left out. */
int	 census_run(int line, void *user);

enum census_end { CENSUS_GOING, CENSUS_WHOLE, CENSUS_PARTLY };

/* Adds the ids that a frame tells to a table, as hash_table_key() of each. False: no memory. */
bool	 census_read(struct wire_reader *, struct hash_table *ids, enum census_end *);

#endif
