#include "pdf_blank.h"

#include <string.h>

enum { SPACE = 0x20, NO_BREAK_SPACE = 0xA0, OPERANDS = 300 };

static const size_t most_map = (size_t)1 << 20;	/* bytes of a ToUnicode */

static int64_t
number_of(const struct pdf_value *v)
{
	int64_t n = 0;

	if (v->kind != PDF_STRING || v->len == 0 || v->len > 4)
		return -1;
	for (size_t i = 0; i < v->len; i++)
		n = n << 8 | (unsigned char)v->text[i];
	return n;
}

/* Codes from `low` to `high` stand for characters from `first` on. */
static void
take_range(struct pdf_blanks *b, int64_t low, int64_t high, int64_t first)
{
	static const int64_t spaces[] = { SPACE, NO_BREAK_SPACE };

	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		if (low >= 0 && first >= 0 && high >= low && high - low <= UINT16_MAX && spaces[i] >= first
		    && spaces[i] - first <= high - low && b->n < PDF_BLANKS)
			b->codes[b->n++] = (unsigned)(low + spaces[i] - first);
}

/* The entries of a section of a CMap: pairs, or triples with a range. */
static void
take_section(struct pdf_blanks *b, const struct pdf_value *v, size_t n, size_t step)
{
	for (size_t i = 0; i + step <= n; i += step) {
		int64_t low = number_of(&v[i]), high = number_of(&v[i + step - 2]);
		take_range(b, low, high, number_of(&v[i + step - 1]));
	}
}

static void
read_map(struct pdf_in *in, struct pdf_blanks *b, const char *bytes, size_t size)
{
	struct pdf_scan s = { .mem = in->mem, .p = bytes, .end = bytes + size };
	struct pdf_value v[OPERANDS];
	const char *name;
	size_t n = 0;

	while (s.p < s.end) {
		size_t length = pdf_scan_operator(&s, &name);
		if (length == 0) {
			if (n == OPERANDS || s.p == s.end || pdf_scan_value(&s, &v[n]) != 0)
				return;
			n++;
			continue;
		}
		if (length == 9 && memcmp(name, "endbfchar", 9) == 0)
			take_section(b, v, n, 2);
		else if (length == 10 && memcmp(name, "endbfrange", 10) == 0)
			take_section(b, v, n, 3);
		n = 0;
	}
}

void
pdf_blanks_read(struct pdf_in *in, const struct pdf_value *font, struct pdf_blanks *b)
{
	struct pdf_in look = *in;
	const struct pdf_object *o = pdf_stream_of(&look, pdf_entry(font, "ToUnicode"));
	const char *bytes;
	size_t n;

	*b = (struct pdf_blanks){ .font = font, .wide = pdf_is_name(pdf_get(&look, font, "Subtype"), "Type0") };
	if (o != NULL && pdf_unpack(&look, o, most_map, &bytes, &n) == 0)
		read_map(&look, b, bytes, n);
	else if (!b->wide)
		b->codes[b->n++] = SPACE;
	in->left = look.left;
}

static bool
is_blank(const struct pdf_blanks *b, unsigned code)
{
	for (int i = 0; i < b->n; i++)
		if (b->codes[i] == code)
			return true;
	return false;
}

bool
pdf_blanks_only(const struct pdf_blanks *b, const struct pdf_value *v)
{
	size_t bytes = b->wide ? 2 : 1;

	if (v->len % bytes != 0)
		return false;
	for (size_t i = 0; i < v->len; i += bytes) {
		unsigned code = (unsigned char)v->text[i];
		if (b->wide)
			code = code << 8 | (unsigned char)v->text[i + 1];
		if (!is_blank(b, code))
			return false;
	}
	return true;
}
