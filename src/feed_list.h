/* Lists of inputs, one a line. */
#ifndef FEED_LIST_H
#define FEED_LIST_H
#include "gather.h"

/*
 * Adds what a list names, packed or not: a line is a path, or an object {"file": PATH, "index": N},
 * without whose index all of the file is meant. Blank lines, and those that begin with "#", are nothing.
 * What is wrong with the list is added as something to be told. -1: no memory.
 */
int	 feed_list(struct gathering *, const char *path);

#endif
