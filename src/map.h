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
 * Reads a map into the arena; its source has to outlive it. Checks what it fills against the tables of a plan.
 * Messages MAP_*, and those of reading JSON and tables; NULL after an error.
 */
struct map	*map_read(struct arena *, struct diag *, const struct source *);

/*
 * Makes a plan of the record `v`, in the arena. What is in it knows the place in the record, or the map, it was
 * made of; the map notes which of its pointers led to something. NULL after MAP_RECORD (it is no object) or
 * MAP_NOTHING; other faults, of messages MAP_*, leave what could be made.
 */
struct value	*map_apply(struct map *, struct arena *, struct diag *, const struct value *record);

/* Notes the pointers at which no record had anything so far. */
void		 map_tell_unseen(const struct map *, struct arena *, struct diag *);

#endif
