/* Dates as systems export them, to those of a plan. */
#ifndef MAP_DATE_H
#define MAP_DATE_H
#include "map_rule.h"

struct arena;

/*
 * A date of one of the forms as "2024-05-06"; "2024-05" or "2024" when the rest is left blank in the text.
 * Moments are those of Viet Nam's clocks (UTC+7). NULL when it has none of the forms.
 */
const char	*map_date(struct arena *, const struct rule *, const char *text, size_t n);

#endif
