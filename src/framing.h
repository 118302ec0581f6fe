/* Where the records of a JSON text begin and end: of an array, of lines, of values one after another. */
#ifndef FRAMING_H
#define FRAMING_H
#include "framing_types.h"

/*
 * Starts at the beginning of a text. A text that begins with "[" is an array; with `lines` each line
 * is a record, which else shows from the first two. The window's step and most must be set.
 */
void	 framing_start(struct framing *, window_reader *, void *user, const char *pointer, bool lines);

/*
 * The next record. Only where it ends was looked at: whether it is JSON is for its reader to say. One
 * that is cut off or damaged is given up to where that shows.
 */
enum framing_result framing_next(struct framing *);

#endif
