/* Ways to make a document shorter or longer: which values may move, how far, in which steps. */
#ifndef SQUEEZE_WAY_H
#define SQUEEZE_WAY_H
#include "profile_measure.h"
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct plan;
struct value;
struct where;

struct squeeze_move {			/* of one value; numbers in thousandths of its unit */
	const char	*path;		/* "page.top_mm" */
	const struct measure *rule;
	enum measure_unit unit;
	int64_t		 from, end;	/* as it is, and the furthest it may go */
	int64_t		 step;		/* below 0: it gets smaller */
};

struct squeeze_way {			/* values that move together, or the tier */
	struct squeeze_move *moves;
	size_t		 n;
	const char	**tiers;	/* [0] as it is, then by step; NULL: this is about values */
	int		 steps;		/* to its end */
	int		 cost;		/* of a step */
};

/*
 * The ways of the profile as it is for the plan, tiers apart: without values that the plan's own
 * layout has, and without those that have reached their end. Returns their number.
 */
int	 squeeze_way_values(struct arena *, const struct profile *, const struct plan *, bool loose,
	    struct squeeze_way *);

/* Whether the plan leaves its tier, and all sizes that it would set, to the profile. */
bool	 squeeze_way_tier(const struct plan *);

/* Where a value is after some steps. */
int64_t	 squeeze_way_at(const struct squeeze_move *, int steps);

/* Where the layout made has a value; the layout's own place when it has none. */
const struct where *squeeze_way_place(struct arena *, const struct value *layout, const char *path);

/* The layout that so many steps on each way make; an empty object when there are none. */
const struct value *squeeze_way_layout(struct arena *, const struct plan *, const struct squeeze_way *, int n,
		    const int *steps);

#endif
