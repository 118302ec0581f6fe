/* Charts of more categories than a page has room for, in parts. */
#ifndef CHART_DIVIDE_H
#define CHART_DIVIDE_H
#include "profile.h"

/*
 * The end of the part that begins with category `first`, by a careful guess at what fits the text area of
 * a sheet; the number of categories when all the rest does.
 */
size_t	 chart_divide(const struct chart_look *, const struct sheet *, const struct chart *, size_t first);

#endif
