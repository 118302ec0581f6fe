/* Lines of text, by the labels they begin with, to the body of a plan. */
#ifndef MAP_OUTLINE_H
#define MAP_OUTLINE_H
#include "map_line.h"
#include "map_rule.h"

/* Makes an array of nodes: a line of a level goes below the nearest of an outer level before it. */
void	 map_outline(struct arena *, const struct rule *, struct map_lines *, struct value *out);

#endif
