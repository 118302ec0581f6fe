/* Files that data name: opened only beneath folders that were named for it. */
#ifndef BENEATH_H
#define BENEATH_H
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Whether a path can lie inside of a folder: relative, no part of it "..", no control characters. */
bool	 beneath_fits(const char *path);

/*
 * Reads the file `path` below the folder `dir` into the arena. Symbolic links are followed as long as
 * they lead to places below `dir`. Returns 0, or an error number: ENOENT (there is none), EXDEV (a
 * link leads out), EISDIR (no plain file), EFBIG (more than `most` bytes), or why it cannot be read.
 */
int	 beneath_read(struct arena *, const char *dir, const char *path, size_t most,
	    const unsigned char **data, size_t *n);

#endif
