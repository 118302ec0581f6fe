#include "pdf_file.h"
#include "arena.h"
#include "buffer.h"
#include "deflate.h"
#include "haru.h"
#include "utf8.h"

#include <stdbool.h>
#include <string.h>

unsigned
pdf_stream(struct pdf_file *f)
{
	static const char filter[] = "/Filter /FlateDecode\n";
	unsigned stream = haru_dict(f->haru);

	haru_body(f->haru, stream, filter, sizeof filter - 1);
	return stream;
}

void
pdf_fill(struct pdf_file *f, unsigned stream, const void *data, size_t n)
{
	size_t size;
	const void *bytes = deflate_bytes(f->deflate, DEFLATE_DENSE, data, n, &size);

	if (bytes == NULL)
		haru_fail(f->haru, HARU_NO_MEMORY);
	else
		haru_data(f->haru, stream, bytes, size);
}

void
pdf_body(struct pdf_file *f, unsigned object, struct buffer *b)
{
	haru_body(f->haru, object, b->data, b->len);
	b->len = 0;
}

static const char digits[] = "0123456789ABCDEF";

void
pdf_hex_byte(struct buffer *b, unsigned byte)
{
	const char text[2] = { digits[byte >> 4 & 15], digits[byte & 15] };

	buffer_add(b, text, 2);
}

void
pdf_hex(struct buffer *b, unsigned unit)
{
	pdf_hex_byte(b, unit >> 8);
	pdf_hex_byte(b, unit);
}

/* A byte of a literal string. A bare CR would be read as LF (ISO 32000-1, 7.3.4.2). */
static size_t
escape(char *out, unsigned byte)
{
	size_t n = 0;

	if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
		out[n++] = '\\';
	out[n++] = (char)(byte == '\r' ? 'r' : byte);
	return n;
}

static void
put_bytes(struct buffer *b, unsigned unit)
{
	char text[4];
	size_t n = escape(text, unit >> 8);

	buffer_add(b, text, n + escape(text + n, unit & 0xFF));
}

/* UTF-8 as the units of UTF-16. */
static void
put_units(struct buffer *b, const char *text, size_t n, void (*put)(struct buffer *, unsigned))
{
	const char *p = text, *end = text + n;

	while (p < end) {
		unsigned c = utf8_next(&p, end);
		if (c == UTF8_BAD) {
			put(b, 0xFFFD);
		} else if (c >= 0x10000) {
			put(b, 0xD800 + ((c - 0x10000) >> 10));
			put(b, 0xDC00 + ((c - 0x10000) & 0x3FF));
		} else {
			put(b, c);
		}
	}
}

void
pdf_utf16(struct buffer *b, const char *text, size_t n)
{
	put_units(b, text, n, pdf_hex);
}

static bool
plain(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] < 0x20 || text[i] > 0x7E)
			return false;
	return true;
}

void
pdf_string(struct buffer *b, const char *text, size_t n)
{
	char bytes[2];

	buffer_byte(b, '(');
	if (plain(text, n)) {
		for (size_t i = 0; i < n; i++)
			buffer_add(b, bytes, escape(bytes, (unsigned char)text[i]));
	} else {
		buffer_text(b, "\xFE\xFF");
		put_units(b, text, n, put_bytes);
	}
	buffer_byte(b, ')');
}

void
pdf_text_entry(struct buffer *b, const char *key, const char *text)
{
	if (text == NULL)
		return;
	buffer_printf(b, "/%s ", key);
	pdf_string(b, text, strlen(text));
	buffer_byte(b, '\n');
}

void
pdf_name(struct buffer *b, const char *name)
{
	buffer_byte(b, '/');
	for (const char *p = name; *p != '\0'; p++) {
		unsigned c = (unsigned char)*p;
		if (c <= 0x20 || c >= 0x7F || strchr("#()<>[]{}/%", (int)c) != NULL)
			buffer_printf(b, "#%02X", c);
		else
			buffer_byte(b, (int)c);
	}
}

char *
pdf_date(struct arena *mem, const char *date)
{
	return arena_printf(mem, "D:%.4s%.2s%.2s000000+07'00'", date, date + 5, date + 8);
}
