/* What a message shows of texts that others wrote: shortened, and nothing invisible in it. */
#ifndef DIAG_TEXT_H
#define DIAG_TEXT_H
#include "locate.h"

struct arena;

enum {
	DIAG_TEXT_LINE = 160,		/* characters of a source line shown */
	DIAG_TEXT_PLACE = 0xFF,		/* first byte of an argument that is a place; no UTF-8 has it */
	DIAG_TEXT_PLACE_MAX = 1000	/* characters of a place shown */
};

/*
 * The text of a message, {1} ... replaced by the arguments (NULL-terminated, the first is {0}), each
 * of them of `most` characters at most; a place is of no use shortened and has its own limit.
 */
const char	*diag_text_fill(struct arena *, const char *pattern, const char *const *args, int most);

/* Column from which on a line is shown when the message is about `column` (from 1; 0: none). */
int		 diag_text_first(int column);

/*
 * Part of a source line: from column `first` on; `p` is the byte of column `column`, which is not
 * after that. Each character stays one character, so that columns can be counted.
 */
const char	*diag_text_line(struct arena *, const struct source *, const char *p, int column, int first);

#endif
