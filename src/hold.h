/* A file that is read, changed and put back: nobody else's change of it gets lost meanwhile. */
#ifndef HOLD_H
#define HOLD_H
#include "report.h"
#include <sys/stat.h>

struct hold {
	int		 fd;		/* -1: nothing is held */
	struct stat	 was;		/* when it was opened */
};

/*
 * Holds a file against other runs of this program, waiting for one that holds it. Where files cannot be locked it is
 * only watched. Returns 0, or the exit status after a message.
 */
int	 hold_open(struct hold *, const char *path, const struct report *);

/* Whether the file at the path is still the one that was opened, as it was then. */
bool	 hold_is_same(const struct hold *, const char *path);

void	 hold_close(struct hold *);

#endif
