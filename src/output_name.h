/* Names of outputs that are like no other's, given out in the order of the input. */
#ifndef OUTPUT_NAME_H
#define OUTPUT_NAME_H
#include "hash_table.h"

/*
 * Writes the path of a document that would be named `wish`: itself with ".pdf", or when that is taken
 * with "-2", "-3" ... before it. Names that only differ in case are the same. What comes out follows from
 * the wishes before alone. False: no memory, or no room.
 */
bool	 output_name_claim(struct hash_table *taken, const char *wish, char *path, size_t room);

/* Leaves a path that was given out to who had it before. */
void	 output_name_leave(struct hash_table *taken, const char *path);

/* Whether a path was given out, and not left. */
bool	 output_name_taken(const struct hash_table *taken, const char *path);

/* A path as hash_table_key(); those that only differ in case have the same. */
uint64_t output_name_key(const char *path);

#endif
