/* Files that appear in a folder together, or not at all. */
#ifndef BATCH_H
#define BATCH_H
#include "output.h"

struct batch {
	const char	*folder;
	char		*staging;	/* a folder in it where files wait; NULL: not open */
	bool		 made;		/* the folder was not there before */
	char		**names;	/* of the files waiting */
	size_t		 n, cap;
	size_t		 placed;	/* how many of them are in their places */
	struct output	 output;	/* the file being written */
	bool		 writing;
	char		*target;	/* its place */
	sigset_t	 mask;		/* signals as they were */
};

/*
 * Makes the folder when it is not there (its own folder has to be). Signals that end the program wait
 * until the batch is closed. Returns 0, or the exit status after a message.
 */
int	 batch_open(struct batch *, const char *folder, const struct report *);

/* Begins a file, to be written with output_write(); `in` may not be replaced by it. The same. */
int	 batch_begin(struct batch *, const char *name, const struct input *in, const struct report *);

/* Ends it. The same. */
int	 batch_end(struct batch *, const struct report *);

/* Puts all files in their places; when one cannot be, takes the others back. The same. */
int	 batch_close(struct batch *, const struct report *);

/* Leaves everything as it was before batch_open. */
void	 batch_drop(struct batch *);

#endif
