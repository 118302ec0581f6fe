/* Text with names in braces: "Số: {number}/{symbol}". */
#ifndef TEMPLATE_H
#define TEMPLATE_H
#include <stdbool.h>
#include <stddef.h>

struct arena;

struct template_part {
	bool		 is_name;	/* what stood in braces, without them */
	const char	*text;		/* inside the template, not terminated */
	size_t		 len;
};

/* The next part at *text, which it moves on; false at the end. A brace without its pair is text. */
bool		 template_next(const char **text, struct template_part *);

struct template_value {
	const char	*name;		/* without its braces */
	const char	*text;		/* instead of it */
};

/*
 * A copy in the arena with the names replaced, in one pass: braces in a value are text, a name that has no value
 * stays as it is. Spaces as in template_fill().
 */
const char	*template_fill_all(struct arena *, const char *text, const struct template_value *, size_t n);

/* The same for one {name}; a space before it goes too when the value is empty. */
const char	*template_fill(struct arena *, const char *text, const char *name, const char *value);

#endif
