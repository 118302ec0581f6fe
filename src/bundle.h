/* Files that appear in a folder together, or not at all. */
#ifndef BUNDLE_H
#define BUNDLE_H
#include "output.h"

enum bundle_place {			/* where a file is */
	BUNDLE_WAITING,			/* in the waiting folder */
	BUNDLE_FORMER,			/* there, what was in its place before */
	BUNDLE_TARGET,			/* in its place */
	BUNDLE__PLACES
};

struct bundle_file {
	char		*paths[BUNDLE__PLACES];	/* malloc: taking files back asks for no memory */
	const char	*name;		/* in the last of them */
};

struct bundle {
	const char	*folder;
	char		*staging;	/* a folder in it where files wait; NULL: not open */
	bool		 made;		/* the folder was not there before */
	struct bundle_file *files;	/* malloc, with room for `cap` */
	size_t		 n, cap;
	size_t		 placed;	/* how many of them are in their places */
	struct output	 output;	/* the file being written */
	bool		 writing;
	sigset_t	 mask;		/* signals as they were */
};

/*
 * Makes the folder when it is not there (its own folder has to be). Signals that end the program wait
 * until the bundle is closed. Returns 0, or the exit status after a message.
 */
int	 bundle_open(struct bundle *, const char *folder, const struct report *);

/* Begins a file, to be written with output_write(); `in` may not be replaced by it. The same. */
int	 bundle_begin(struct bundle *, const char *name, const struct input *in, const struct report *);

/* Ends it. The same. */
int	 bundle_end(struct bundle *, const struct report *);

/* Puts all files in their places; when one cannot be, takes the others back. The same. */
int	 bundle_close(struct bundle *, const struct report *);

/* Leaves everything as it was before bundle_open. */
void	 bundle_drop(struct bundle *);

#endif
