/* What a map fills, compared with what a plan has. */
#ifndef MAP_CHECK_H
#define MAP_CHECK_H

struct arena;
struct diag;
struct rule;

/*
 * Finds the fields of a plan that the rules fill, and notes them there, and what rules need a record.
 * Messages: MAP_FIELD, MAP_FIELD_NEAR, MAP_UNMAPPED, MAP_UNMAPPED_ONE.
 */
void	 map_check(struct arena *, struct diag *, struct rule *plan);

#endif
