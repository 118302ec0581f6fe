/* A growing run of bytes in an arena: dumps, content streams, JSON text. */
#ifndef BUFFER_H
#define BUFFER_H
#include "unit.h"
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct buffer {
	struct arena	*mem;		/* where the bytes live */
	char		*data;		/* the bytes; NUL-terminated once anything was added */
	size_t		 len, cap;	/* bytes used, bytes of room */
};

/* Makes room for n bytes more and a NUL. */
void	 buffer_room(struct buffer *, size_t n);

/* The three that are called most are here, so that compilers know how long literals are. */
static inline void
buffer_add(struct buffer *b, const void *p, size_t n)
{
	if (b->cap - b->len <= n)
		buffer_room(b, n);
	if (n > 0)
		memcpy(b->data + b->len, p, n);
	b->len += n;
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): there is room for the NUL */
	b->data[b->len] = '\0';
}

/* Up to the NUL. */
static inline void
buffer_text(struct buffer *b, const char *text)
{
	buffer_add(b, text, strlen(text));
}

static inline void
buffer_byte(struct buffer *b, int c)
{
	char byte = (char)c;

	buffer_add(b, &byte, 1);
}

/* printf. Integers and strings only: no %f, which follows the locale. */
void	 buffer_printf(struct buffer *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* An integer in decimal. */
void	 buffer_number(struct buffer *, int64_t);

/* Thousandths of a unit as a number with up to three decimals and no trailing zeros: 56690 -> "56.69". */
void	 buffer_length(struct buffer *, int64_t v);

/* Lengths in that notation, a space between two. */
void	 buffer_lengths(struct buffer *, const len *, size_t n);

/* A length as messages have it, in millimetres to the tenth, without the unit: 70866 -> "25". */
const char *buffer_mm(struct arena *, len);

/* Two spaces for each step of depth. */
void	 buffer_indent(struct buffer *, int depth);

/* n bytes as a JSON string with its quotes; control characters escaped, other bytes as they are. */
void	 buffer_json(struct buffer *, const char *, size_t);

/* A member of a JSON object with a text: "name": "text". */
void	 buffer_member(struct buffer *, const char *name, const char *text);

#endif
