/* Results to the tasks they speak of. */
#ifndef TALLY_JOIN_H
#define TALLY_JOIN_H
#include "tally.h"

struct annual_found;
struct arena;
struct diag;

/* Reads the files of results and gives each task its own; totals given in a file are compared. */
void	 tally_join(struct arena *, struct diag *, struct tally *, const struct annual_found *);

/* A place for a message about another one: "results.json:12 (/results/3)". */
const char *tally_place(struct arena *, const struct where *);

#endif
