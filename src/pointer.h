/* JSON pointers (RFC 6901) into trees of values. */
#ifndef POINTER_H
#define POINTER_H
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct value;

struct pointer {
	const char	*text;		/* as written */
	const char	**steps;	/* without their escapes */
	size_t		 n;
};

/* Reads a pointer, "" or one that begins with "/", into the arena; the text is not copied. False when it is neither. */
bool	 pointer_read(struct arena *, const char *text, struct pointer *);

/* What it leads to from a value, NULL when there is nothing; member names in any case when asked. */
const struct value *pointer_find(const struct value *, const struct pointer *, bool any_case);

#endif
