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

/* A copy with {name} replaced; a space before it goes too when the value is empty. */
const char	*template_fill(struct arena *, const char *text, const char *name, const char *value);

#endif
