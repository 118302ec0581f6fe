/* Charts of more categories than a page has room for, in parts. */
#ifndef CHART_DIVIDE_H
#define CHART_DIVIDE_H
#include "profile.h"

/*
 * How many parts of about one size it needs, 1 or more, by a careful guess at what fits the text area of a sheet: no
 * part has less than one category.
 */
size_t	 chart_parts(const struct chart_look *, const struct sheet *, const struct chart *);

/* The category after the part that begins with category `first`, of so many that are left. */
size_t	 chart_part_end(const struct chart_look *, const struct sheet *, const struct chart *, size_t first,
	    size_t parts_left);

#endif
