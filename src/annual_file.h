/* The files a report names: found by their patterns and read, never outside of its folder. */
#ifndef ANNUAL_FILE_H
#define ANNUAL_FILE_H
#include "annual.h"
#include "diag.h"
#include "locate.h"
#include <stddef.h>

struct arena;

struct annual_file {
	const char	*path;		/* from the report's folder */
	const struct source *source;	/* its text, named as one would open it */
	const struct where *at;		/* what named it */
	size_t		 plan;		/* index of the plan read from it; SIZE_MAX: none */
};

struct annual_found {
	struct annual_file *items;	/* in the order of the patterns, those of one by their bytes */
	size_t		 n, cap;
	const char	**lost;		/* paths and patterns that came to nothing */
	size_t		 nlost, lost_cap;
};

/*
 * Adds the files of n patterns: paths from `folder`, the last part of which may have *, ? and [ ].
 * Hidden files are not taken by patterns, one file is taken once; of a file that is among the `earlier`
 * ones (NULL: none) the source is that. All live in the arena. Messages: ANNUAL_PATH, ANNUAL_NOTHING,
 * ANNUAL_READ, ANNUAL_REFUSED, IMAGE_OUTSIDE.
 */
void	 annual_files(struct arena *, struct diag *, const char *folder, const struct annual_path *, size_t n,
	    const struct annual_found *earlier, struct annual_found *);

/*
 * Whether a file is what another list is for: a report, or a document with the member `other` and not the one
 * that is `wanted`. What was told of it is then taken back, and ANNUAL_REPORT or the code given recorded.
 */
bool	 annual_file_is_other(struct diag *, const struct annual_file *, const char *wanted, const char *other,
	    enum diag_code);

/* Remembers a path or pattern, which has to live as long as the list, that came to nothing. */
void	 annual_file_lost(struct arena *, struct annual_found *, const char *path);

/* Whether what is called so may be a file that came to nothing. */
bool	 annual_file_is_lost(const struct annual_found *, const char *name);

#endif
