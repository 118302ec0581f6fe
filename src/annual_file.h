/* The files a report names: found by their patterns and read, never outside of its folder. */
#ifndef ANNUAL_FILE_H
#define ANNUAL_FILE_H
#include "locate.h"
#include <stddef.h>

struct arena;
struct diag;

struct annual_file {
	const char	*path;		/* from the report's folder */
	const struct source *source;	/* its text, named as one would open it */
};

struct annual_found {
	struct annual_file *items;	/* in the order of the patterns, those of one by their bytes */
	size_t		 n, cap;
};

/*
 * Adds the files of all patterns (NULL-terminated): paths from `folder`, the last part of which may
 * have *, ? and [ ]. Hidden files are not taken by patterns, one file is taken once. Messages:
 * ANNUAL_PATH, ANNUAL_NOTHING, ANNUAL_READ. -1 after an error.
 */
int	 annual_files(struct arena *, struct diag *, const char *folder, const char *const *patterns,
	    const struct where *at, struct annual_found *);

#endif
