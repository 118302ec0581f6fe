/* Lists of inputs, one a line. */
#ifndef FEED_LIST_H
#define FEED_LIST_H
#include "feed_files.h"

/*
 * Adds what a list names, packed or not: a line is a path, or an object {"file": PATH, "index": N}
 * or {"file": PATH, "line": L, "column": C}, as manifests have them; without a place all of the file is meant.
 * Of objects with an "id" and a "status", which are lines of manifests, the last one of an id counts, and
 * names something when its status is "failed". Blank lines, and those that begin with "#", are nothing.
 * What is wrong with the list is added as something to be told. -1: no memory.
 */
int	 feed_list(struct feed_files *, const char *path);

/* Whether a record is a line of a manifest, which no plan, report or copy job can be. */
bool	 feed_list_has(const char *text, size_t n);

/*
 * Whether a file, packed or not, is a manifest: its first line is one's. 0 also when it cannot be read;
 * -1: no memory.
 */
int	 feed_list_is(const char *path);

#endif
