/* What the words of a rule make of texts. */
#ifndef MAP_TEXT_H
#define MAP_TEXT_H
#include "map_rule.h"

struct arena;
struct diag;

/* Whether there is anything in a value: no null, no blank text, no empty array or object. */
bool	 map_given(const struct value *);

/* The text of a string, number or truth: the string itself, or in the arena; NULL for others. */
const char *map_plain(struct arena *, const struct value *);

/*
 * Makes of a value what the rule's words ask for, but for $each and $else. False when nothing came of it,
 * or after a message: MAP_TEXT, MAP_TABLE, MAP_MATCH, MAP_VALUE, MAP_DATE, MAP_INTEGER.
 */
bool	 map_text(struct arena *, struct diag *, const struct rule *, struct value *);

#endif
