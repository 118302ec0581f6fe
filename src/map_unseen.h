/* The pointers of a map, and those that led to nothing. */
#ifndef MAP_UNSEEN_H
#define MAP_UNSEEN_H
#include "map_rule.h"

struct arena;

/* The pointers in a rule: "/a, /b"; "" when there are none. */
const char	*map_pointers(struct arena *, const struct rule *);

#endif
