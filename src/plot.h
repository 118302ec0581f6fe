/* The area between upright axes, and the names below it. */
#ifndef PLOT_H
#define PLOT_H
#include "canvas.h"
#include <stdbool.h>

struct plot {				/* an upright chart being drawn */
	struct canvas	*c;
	struct scale	 scale;		/* of the values, upwards */
	len		 x, y, w, h;	/* the area between the axes, from its top left corner */
	len		 slot;		/* room for one category */
	len		 foot;		/* what figures cover below the area */
	const struct style *name;	/* of the names below it */
	size_t		 every;		/* of how many names one is printed */
	bool		 keyed;		/* numbers stand for the names, which are listed below */
};

/* Where a value stands, and the middle of a category. */
len	 plot_y(const struct plot *, int64_t value);
len	 plot_x(const struct plot *, size_t category);

/*
 * Chooses how the names stand: all of them, whole; of names that count on, such as days, every second or
 * further one; else numbers. False: only numbers would do.
 */
bool	 plot_choose_names(struct plot *);

/* Where the first name begins, from the left edge. */
len	 plot_names_left(struct plot *);

/* Draws the names below the area; returns their bottom. */
len	 plot_names(struct plot *);

/* Lists the names that numbers stand for from y down; returns the bottom. */
len	 plot_key(struct plot *, len y);

#endif
