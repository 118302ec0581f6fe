/* What a message shows of texts that others wrote: shortened, and nothing invisible in it. */
#ifndef DIAG_TEXT_H
#define DIAG_TEXT_H
#include "locate.h"

struct arena;

enum {
	DIAG_TEXT_LINE = 160,		/* characters of a source line shown */
	DIAG_TEXT_PLACE = 0xFF		/* first byte of an argument that is a place; no UTF-8 has it */
};

/* How many characters of an argument are shown: `most`, but of a place, which is of no use shortened, more. */
int		 diag_text_most(const char *argument, int most);

/*
 * The text of a message in the arena, {1} ... {9} replaced by the arguments (NULL-terminated, the first is
 * {0}), those that are not there by nothing. Of each diag_text_most() characters are shown.
 */
const char	*diag_text_fill(struct arena *, const char *pattern, const char *const *args, int most);

/* Column from which on a line is shown when the message is about `column` (from 1; 0: none). */
int		 diag_text_first(int column);

/*
 * Part of a source line, in the arena: from column `first` on; `p` is the byte of column `column`, which is
 * not after that. Each character stays one character, so that columns can be counted.
 */
const char	*diag_text_line(struct arena *, const struct source *, const char *p, int column, int first);

#endif
