/* Exported records made into plans by a map. */
#ifndef MAP_H
#define MAP_H
#include <stddef.h>

struct arena;
struct diag;
struct map;
struct source;
struct value;

/*
 * Reads a map, which has to stay with its source. Checks what it fills against the tables of a plan.
 * Messages MAP_*; NULL after an error.
 */
struct map	*map_read(struct arena *, struct diag *, const struct source *);

/*
 * Makes a plan of the record `v`. What is in it knows the place in the record, or the map, it was made
 * of. NULL when it is no object; other faults are recorded, and what can be made is.
 */
struct value	*map_apply(struct map *, struct arena *, struct diag *, const struct value *v);

/* Notes the pointers at which no record had anything so far. */
void		 map_tell_unseen(const struct map *, struct arena *, struct diag *);

#endif
