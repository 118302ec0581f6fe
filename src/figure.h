/* Numbers that a report prints, with where they come from. */
#ifndef FIGURE_H
#define FIGURE_H
#include "tally.h"

struct arena;

struct figure {				/* a number as printed */
	const char	*name;		/* what it is: "tasks.done", "agencies-table: …" */
	const char	*text;
	const char	*formula;	/* how it was computed, in English */
	const struct tally_task **tasks;	/* whose data it was computed from ... */
	size_t		 ntasks;
	const struct quantity **quantities;	/* ... or these */
	size_t		 nquantities;
};

struct figures {			/* all of a report; figure n of a run is items[n - 1] */
	struct figure	*items;
	size_t		 n, cap;
};

/* Adds one and returns its number, from 1. */
int	 figure_add(struct arena *, struct figures *, const struct figure *);

/* As documents write it: a count, money with its unit, part of a whole as "12,5%", a decimal number. */
const char *figure_count(struct arena *, const struct profile *, int64_t);
const char *figure_money(struct arena *, const struct profile *, int64_t);
const char *figure_percent(struct arena *, const struct profile *, int64_t part, int64_t whole);
const char *figure_decimal(struct arena *, const struct profile *, struct decimal);

/* part of whole in thousandths, rounded, at most 10^15 of them either way; 0 of nothing. */
int64_t	 figure_share(int64_t part, int64_t whole);

#endif
