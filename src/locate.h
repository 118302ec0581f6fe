/* Where in a JSON text a value stands: line and column, found again when a message needs them. */
#ifndef LOCATE_H
#define LOCATE_H
#include <stddef.h>

struct source {				/* one input text */
	const char	*name;		/* as the user called it */
	const char	*text;		/* the bytes; NULL when they could not be read */
	size_t		 len;
};

struct where {				/* a place in the input: a step on the way from its root */
	const struct where	*up;	/* NULL at the root */
	const struct source	*source;/* set at the root only */
	const char		*key;	/* member name; NULL: element `index` of an array */
	size_t			 index;
};

/*
 * Line and column (from 1; columns count characters) of the value at `at` in its source, or of the
 * member's name when `name` is 1. 0 and 0 when the place cannot be found. Does not recurse.
 */
void	 locate_value(const struct where *at, int name, int *line, int *column);

/* The same for the byte at `offset`; a byte order mark at the start is no column. */
void	 locate_byte(const struct source *, size_t offset, int *line, int *column);

#endif
