/* A growing run of bytes in an arena: dumps, content streams, JSON text. */
#ifndef BUFFER_H
#define BUFFER_H
#include "unit.h"
#include <stddef.h>

struct arena;

struct buffer {
	struct arena	*mem;		/* where the bytes live */
	char		*data;		/* the bytes; NUL-terminated once anything was added */
	size_t		 len, cap;	/* bytes used, bytes of room */
};

void	 buffer_add(struct buffer *, const void *, size_t);
void	 buffer_text(struct buffer *, const char *);		/* up to the NUL */

/* The one that is called most, so it is here. */
static inline void
buffer_byte(struct buffer *b, int c)
{
	char byte = (char)c;

	if (b->cap - b->len <= 1) {
		buffer_add(b, &byte, 1);
		return;
	}
	b->data[b->len++] = byte;
	b->data[b->len] = '\0';
}

/* printf. Integers and strings only: no %f, which follows the locale. */
void	 buffer_printf(struct buffer *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* A length in points with up to three decimals and no trailing zeros: 56693 -> "56.693". */
void	 buffer_length(struct buffer *, int64_t thousandths);

/* Two spaces for each step of depth. */
void	 buffer_indent(struct buffer *, int depth);

/* Text as a JSON string with its quotes; control characters escaped, other bytes as they are. */
void	 buffer_json(struct buffer *, const char *, size_t);

/* A member of a JSON object with a text: "name": "text". */
void	 buffer_member(struct buffer *, const char *name, const char *text);

#endif
