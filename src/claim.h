/* Names of outputs that are like no other's, given out in the order of the input. */
#ifndef CLAIM_H
#define CLAIM_H
#include "lookup.h"

/*
 * Writes the path of a document that would be named `wish`: itself with ".pdf", or when that is taken
 * with "-2", "-3" ... before it. Names that only differ in case are the same. What comes out follows from
 * the wishes before alone. False: no memory, or no room.
 */
bool	 claim_name(struct lookup *taken, const char *wish, char *path, size_t room);

/* Whether a path was given out. */
bool	 claim_has(const struct lookup *taken, const char *path);

#endif
