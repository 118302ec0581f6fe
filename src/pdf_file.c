#include "pdf_file.h"
#include "buffer.h"
#include "deflate.h"
#include "haru.h"
#include "utf8.h"

#include <stdbool.h>
#include <string.h>

static unsigned
add_filter(struct pdf_file *f, unsigned stream)
{
	static const char filter[] = "/Filter /FlateDecode\n";

	haru_body(f->haru, stream, filter, sizeof filter - 1);
	return stream;
}

unsigned
pdf_stream(struct pdf_file *f)
{
	return add_filter(f, haru_stream(f->haru));
}

unsigned
pdf_contents(struct pdf_file *f, unsigned page)
{
	return add_filter(f, haru_contents(f->haru, page));
}

void
pdf_fill(struct pdf_file *f, unsigned stream, const void *data, size_t n)
{
	size_t size;
	const void *bytes = deflate_bytes(f->deflate, data, n, &size);

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

void
pdf_hex(struct buffer *b, unsigned unit)
{
	static const char digits[] = "0123456789ABCDEF";
	const char text[4] = { digits[unit >> 12 & 15], digits[unit >> 8 & 15],
	    digits[unit >> 4 & 15], digits[unit & 15] };

	buffer_add(b, text, 4);
}

void
pdf_utf16(struct buffer *b, const char *text, size_t n)
{
	const char *p = text, *end = text + n;

	while (p < end) {
		uint32_t c = utf8_next(&p, end);
		if (c == UTF8_BAD) {
			pdf_hex(b, 0xFFFD);
		} else if (c >= 0x10000) {
			pdf_hex(b, 0xD800 + ((c - 0x10000) >> 10));
			pdf_hex(b, 0xDC00 + ((c - 0x10000) & 0x3FF));
		} else {
			pdf_hex(b, c);
		}
	}
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
	if (!plain(text, n)) {
		buffer_text(b, "<FEFF");
		pdf_utf16(b, text, n);
		buffer_byte(b, '>');
		return;
	}
	buffer_byte(b, '(');
	for (size_t i = 0; i < n; i++) {
		if (strchr("()\\", text[i]) != NULL)
			buffer_byte(b, '\\');
		buffer_byte(b, text[i]);
	}
	buffer_byte(b, ')');
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
