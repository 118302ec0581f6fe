/* The map of exported records that the user names, read. */
#ifndef MAP_FILE_H
#define MAP_FILE_H
#include "report.h"

/*
 * Reads the map at `path` into the context, so that what its documents read is exported records; nothing
 * when it is NULL. Returns 0, or the exit status after messages.
 */
int	 map_file_read(tt_context *, const char *path, const struct report *);

/* Tells the pointers of the map that led to nothing in any record, once records were read by it. */
void	 map_file_tell_unseen(tt_context *, const struct report *);

#endif
