/* Output that appears under its name only when it is complete. */
#ifndef OUTPUT_H
#define OUTPUT_H
#include "input.h"
#include "report.h"
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct output {
	const char	*name;		/* in messages */
	char		*target;	/* the file to replace; NULL: written directly */
	char		*temporary;	/* what is written until then, in the same folder */
	int		 fd;		/* -1: not open */
	int		 error;		/* errno of the first failure, 0: none */
	bool		 standard;	/* standard output, not to be closed */
	bool		 fresh;		/* there may be no file of that name yet */
	bool		 direct;	/* a pipe or device: what was written stays written */
	sigset_t	 mask;		/* signals as they were, while `temporary` exists */
	size_t		 held;		/* bytes waiting in `buffer` */
	char		 buffer[64 * 1024];
};

/*
 * Opens the output at `path`, "-" being standard output. `text` allows a terminal. A file is
 * written under a temporary name beside it (beside what a symbolic link points to, be it there or
 * not); signals that end the program wait until that is gone again. Pipes and character devices are
 * written directly. `in` may not be the output. Returns 0, or the exit status after a message.
 */
int	 output_open(struct output *, const char *path, bool text, const struct input *in,
	    const struct report *);

/* The same for a file that must not be there yet, nor appear until output_close. */
int	 output_open_fresh(struct output *, const char *path, const struct report *);

/* Whether `path` would be refused by output_open; the same messages. Touches nothing. */
int	 output_check(const char *path, bool text, const struct input *in, const struct report *);

/* A tt_sink; `user` is a struct output. */
int	 output_write(void *user, const void *, size_t);

/*
 * Has all that was written on the disk, short of its name, so that output_close() has little left that can
 * go wrong. Returns 0, or the exit status after a message, as after output_drop().
 */
int	 output_settle(struct output *, const struct report *);

/* Puts the file in its place. Returns 0, or the exit status after a message, nothing changed. */
int	 output_close(struct output *, const struct report *);

/* Leaves everything as it was before output_open. */
void	 output_drop(struct output *);

/* Whether the name of a file asks for JSON. */
bool	 output_is_json(const char *path);

#endif
