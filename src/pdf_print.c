#include "pdf_print.h"
#include "buffer.h"

#include <string.h>

static void
put_name(struct buffer *b, const struct pdf_value *v)
{
	buffer_byte(b, '/');
	for (size_t i = 0; i < v->len; i++) {
		unsigned c = (unsigned char)v->text[i];
		if (c <= 0x20 || c >= 0x7F || strchr("#()<>[]{}/%", (int)c) != NULL)
			buffer_printf(b, "#%02X", c);
		else
			buffer_byte(b, (int)c);
	}
}

/* A bare CR would be read as LF (ISO 32000-1, 7.3.4.2). */
static void
put_string(struct buffer *b, const struct pdf_value *v)
{
	buffer_byte(b, '(');
	for (size_t i = 0; i < v->len; i++) {
		char c = v->text[i];
		if (c == '(' || c == ')' || c == '\\' || c == '\r')
			buffer_byte(b, '\\');
		buffer_byte(b, c == '\r' ? 'r' : c);
	}
	buffer_byte(b, ')');
}

static void
put_items(struct buffer *b, const struct pdf_value *v)
{
	buffer_byte(b, '[');
	for (size_t i = 0; i < v->n; i++) {
		if (i > 0)
			buffer_byte(b, ' ');
		pdf_print(b, &v->items[i]);
	}
	buffer_byte(b, ']');
}

void
pdf_print(struct buffer *b, const struct pdf_value *v)
{
	switch (v->kind) {
	case PDF_NULL:
		buffer_text(b, "null");
		break;
	case PDF_BOOL:
		buffer_text(b, v->integer ? "true" : "false");
		break;
	case PDF_INT:
	case PDF_REAL:
		buffer_add(b, v->text, v->len);
		break;
	case PDF_STRING:
		put_string(b, v);
		break;
	case PDF_NAME:
		put_name(b, v);
		break;
	case PDF_ARRAY:
		put_items(b, v);
		break;
	case PDF_DICT:
		buffer_text(b, "<<");
		pdf_print_entries(b, v, (const char *const[]){ NULL });
		buffer_text(b, ">>");
		break;
	case PDF_REF:
		buffer_printf(b, "%u %u R", (unsigned)v->integer, (unsigned)v->generation);
		break;
	}
}

static bool
is_listed(const char *const *names, const struct pdf_value *key)
{
	while (*names != NULL && !pdf_is_name(key, *names))
		names++;
	return *names != NULL;
}

void
pdf_print_entries(struct buffer *b, const struct pdf_value *dict, const char *const *without)
{
	for (size_t i = 0; dict != NULL && dict->kind == PDF_DICT && i < dict->n; i += 2) {
		if (is_listed(without, &dict->items[i]))
			continue;
		put_name(b, &dict->items[i]);
		buffer_byte(b, ' ');
		pdf_print(b, &dict->items[i + 1]);
		buffer_byte(b, '\n');
	}
}
