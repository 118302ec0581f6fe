/* Files that go beside a PDF: they appear when it is there, and not without it. */
#ifndef ALONGSIDE_H
#define ALONGSIDE_H
#include "options.h"
#include "output.h"

enum alongside_kind { ALONGSIDE_PROOF, ALONGSIDE_FIT, ALONGSIDE_ZONES, ALONGSIDE_TRACE, ALONGSIDE__KINDS };

struct alongside {
	struct output	 outputs[ALONGSIDE__KINDS];
	bool		 open[ALONGSIDE__KINDS];
};

/* Whether a file that was asked for would be refused. Returns 0, or the exit status after a message. */
int	 alongside_check(const struct options *, const struct input *, const struct report *);

/*
 * Opens and fills the files asked for. Returns 0; -1 when the library failed, with its messages still
 * to be told; else the exit status after a message. Unless it is 0, nothing is open.
 */
int	 alongside_prepare(struct alongside *, const struct options *, tt_document *, const struct input *,
	    const struct report *);

/* Puts the files in their places. Returns 0, or the exit status of the first that could not be. */
int	 alongside_close(struct alongside *, const struct report *);

/* Leaves everything as it was. */
void	 alongside_drop(struct alongside *);

#endif
