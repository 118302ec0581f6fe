/* Where something high may be cut across: at some of its lines, and through none. */
#ifndef CUTS_H
#define CUTS_H
#include "unit.h"
#include <stddef.h>

struct arena;

struct bar {				/* what no cut may go through; its edges may be cut at */
	len	 top, bottom;
};

struct cuts {				/* zero but for mem and end is none */
	struct arena	*mem;
	len		 end;		/* what comes after the last cut */
	len		*places;	/* after cuts_sort(): those that are free, rising */
	size_t		 n, cap;
	struct bar	*bars;
	size_t		 nbars, cap_bars;
	size_t		 next;		/* place that is the first to be looked at */
};

/* A place where it may be cut, from the top; a part that no cut may go through. In any order. */
void	 cuts_add(struct cuts *, len place);
void	 cuts_bar(struct cuts *, len top, len bottom);

/* Takes out the places that a bar covers. After all were added. */
void	 cuts_sort(struct cuts *);

/* The first place at or below y, or the end. Each y is asked for after the smaller ones. */
len	 cuts_next(struct cuts *, len y);

#endif
