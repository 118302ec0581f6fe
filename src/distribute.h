/* A print set written: the PDFs of all copies and the print list, together in a folder. */
#ifndef DISTRIBUTE_H
#define DISTRIBUTE_H
#include "alongside.h"
#include "bundle.h"

struct distribution {			/* what is open while a set is written */
	struct bundle	 bundle;
	struct alongside alongside;
};

/*
 * Works out the print set `data` (without text: the usual one of the plan's recipients) of a document
 * that was laid out, and writes what it asks for into the options' folder, and what goes alongside.
 * Tells what was found. Returns the exit status; unless it is 0, nothing was changed.
 */
int	 distribute(struct distribution *, const struct options *, tt_document *, const struct input *plan,
	    const struct input *data, const struct report *);

#endif
