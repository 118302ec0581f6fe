#include "buffer.h"
#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PRINTED = 64 };			/* room that most printed pieces need */

void
buffer_room(struct buffer *b, size_t n)
{
	size_t cap = b->cap == 0 ? 256 : b->cap;
	char *more;

	while (cap - b->len <= n && cap < SIZE_MAX / 2)
		cap *= 2;
	if (cap == b->cap)
		return;
	more = arena_room(b->mem, cap, 1);
	if (b->len > 0)
		memcpy(more, b->data, b->len);
	more[b->len] = '\0';
	b->data = more;
	b->cap = cap;
}

void
buffer_printf(struct buffer *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	buffer_room(b, PRINTED);
	va_start(ap, fmt);
	n = vsnprintf(b->data + b->len, b->cap - b->len, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	if ((size_t)n >= b->cap - b->len) {
		buffer_room(b, (size_t)n);
		va_start(ap, fmt);
		vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	b->len += (size_t)n;
}

/* Writes the digits of a number before `end` and returns where they begin. */
static char *
put_digits(char *end, uint64_t u)
{
	do
		*--end = (char)('0' + u % 10);
	while ((u /= 10) != 0);
	return end;
}

/* Most numbers are small: of objects, of content. */
static void
put_small(struct buffer *b, unsigned u)
{
	size_t n = 1 + (size_t)(u > 9) + (size_t)(u > 99) + (size_t)(u > 999);

	if (b->cap - b->len <= n)
		buffer_room(b, n);
	b->len += n;
	b->data[b->len] = '\0';
	for (char *p = b->data + b->len; n > 0; n--, u /= 10)
		*--p = (char)('0' + u % 10);
}

void
buffer_number(struct buffer *b, int64_t v)
{
	char room[24], *end = room + sizeof room;
	char *p;

	if (v >= 0 && v < 10000) {
		put_small(b, (unsigned)v);
		return;
	}
	p = put_digits(end, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
	if (v < 0)
		*--p = '-';
	buffer_add(b, p, (size_t)(end - p));
}

void
buffer_length(struct buffer *b, int64_t v)
{
	char room[32], *end = room + sizeof room, *p = end;
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	unsigned part = (unsigned)(u % 1000);

	if (part != 0) {
		for (int i = 0; i < 3; i++, part /= 10)
			if (p < end || part % 10 != 0)
				*--p = (char)('0' + part % 10);
		*--p = '.';
	}
	p = put_digits(p, u / 1000);
	if (v < 0)
		*--p = '-';
	buffer_add(b, p, (size_t)(end - p));
}

void
buffer_lengths(struct buffer *b, const len *lengths, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buffer_byte(b, ' ');
		buffer_length(b, lengths[i]);
	}
}

const char *
buffer_mm(struct arena *mem, len length)
{
	struct buffer b = { .mem = mem };

	buffer_length(&b, unit_in_mm(length, 100));
	return b.data;
}

void
buffer_indent(struct buffer *b, int depth)
{
	for (int i = 0; i < depth; i++)
		buffer_text(b, "  ");
}

void
buffer_json(struct buffer *b, const char *text, size_t n)
{
	buffer_byte(b, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c == '"' || c == '\\')
			buffer_printf(b, "\\%c", c);
		else if (c == '\n')
			buffer_text(b, "\\n");
		else if (c < 0x20 || c == 0x7f)
			buffer_printf(b, "\\u%04x", c);
		else
			buffer_byte(b, c);
	}
	buffer_byte(b, '"');
}

void
buffer_member(struct buffer *b, const char *name, const char *text)
{
	buffer_printf(b, "\"%s\": ", name);
	buffer_json(b, text, strlen(text));
}
