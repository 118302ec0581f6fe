/* A number of a layout with what its rule permits. */
#ifndef MEASURE_H
#define MEASURE_H
#include "unit.h"

struct measure {			/* a number with what the rule permits */
	len		 value;		/* 1/1000 pt, or 1/1000 for shares and factors */
	len		 least, most;	/* permitted range; equal when fixed; most < 0: open above */
	const len	*choices;	/* the only values permitted, ended by -1; NULL: all of the range */
	const char	*article;	/* "" when no rule speaks of it */
};

#endif
