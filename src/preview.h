/* Pages of a document as pictures, which a companion program draws from its PDF. */
#ifndef PREVIEW_H
#define PREVIEW_H
#include "input.h"
#include "options.h"

/*
 * Writes the pages of a document that was laid out as the options want them, and prints the messages. None
 * may be `plan`. Returns the exit status; unless it is 0, nothing was written.
 */
int	 preview_write(tt_document *, const struct options *, const struct input *plan, const struct report *);

#endif
