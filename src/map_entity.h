/* Characters by their names in HTML. */
#ifndef MAP_ENTITY_H
#define MAP_ENTITY_H
#include <stddef.h>

/*
 * The character that a reference such as "&agrave;" or "&#7879;" at the start of a text stands for, and its
 * bytes in *n; 0: there is none. No-break spaces are spaces: editors write them to keep spaces apart.
 */
unsigned map_entity(const char *text, size_t len, size_t *n);

#endif
