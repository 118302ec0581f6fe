/* Lists of inputs, one a line. */
#ifndef FEED_LIST_H
#define FEED_LIST_H
#include "feed_files.h"

/*
 * Adds what a list names, packed or not: a line is a path, or an object {"file": PATH, "index": N}
 * or {"file": PATH, "line": L, "column": C}, as manifests have them; without a place all of the file is meant.
 * Objects with a "status" that is not "failed" are nothing, so that a manifest names what failed. Blank
 * lines, and those that begin with "#", are nothing. What is wrong with the list is added as something to
 * be told. -1: no memory.
 */
int	 feed_list(struct feed_files *, const char *path);

/* Whether a record is a line of a manifest, which no plan, report or copy job can be. */
bool	 feed_list_has(const char *text, size_t n);

/* Whether a file, packed or not, is a manifest: its first line is one's. False when it cannot be read, too. */
bool	 feed_list_is(const char *path);

#endif
