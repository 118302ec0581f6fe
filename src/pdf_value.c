#include "pdf_value.h"
#include "arena.h"

#include <string.h>

enum { MOST_DEPTH = 64, MOST_VALUES = 1 << 19, MOST_DIGITS = 18 };

bool
pdf_is_space(int c)
{
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool
is_digit(int c)
{
	return c >= '0' && c <= '9';
}

/* Neither white space nor one of the ten delimiters. */
static bool
is_regular(int c)
{
	return !pdf_is_space(c) && memchr("()<>[]{}/%", c, 10) == NULL;
}

static int
hex_digit(int c)
{
	return is_digit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10
	    : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The next byte, -1 at the end. */
static int
peek(const struct pdf_scan *s)
{
	return s->p < s->end ? (unsigned char)*s->p : -1;
}

static void
skip_space(struct pdf_scan *s)
{
	while (s->p < s->end) {
		if (*s->p == '%')
			while (s->p < s->end && *s->p != '\n' && *s->p != '\r')
				s->p++;
		else if (pdf_is_space(*s->p))
			s->p++;
		else
			return;
	}
}

int64_t
pdf_scan_number(struct pdf_scan *s)
{
	int64_t number = 0;
	const char *start;

	skip_space(s);
	start = s->p;
	for (; is_digit(peek(s)); s->p++) {
		if (s->p - start == MOST_DIGITS)
			return -1;
		number = number * 10 + (*s->p - '0');
	}
	return s->p == start ? -1 : number;
}

bool
pdf_scan_word(struct pdf_scan *s, const char *word)
{
	size_t n = strlen(word);

	skip_space(s);
	if ((size_t)(s->end - s->p) < n || memcmp(s->p, word, n) != 0)
		return false;
	if (s->p + n < s->end && is_regular(s->p[n]))
		return false;
	s->p += n;
	return true;
}

/* "12 0 R" where 12 was read already; nothing is moved where it is none. */
static void
read_reference(struct pdf_scan *s, struct pdf_value *v)
{
	struct pdf_scan ahead = *s;
	int64_t generation = pdf_scan_number(&ahead);

	if (generation < 0 || generation > UINT16_MAX || !pdf_scan_word(&ahead, "R"))
		return;
	v->kind = PDF_REF;
	v->generation = generation;
	s->p = ahead.p;
}

static int
read_number(struct pdf_scan *s, struct pdf_value *v)
{
	const char *start = s->p;
	bool negative = peek(s) == '-';
	int digits = 0, points = 0;

	s->p += negative || peek(s) == '+';
	for (; is_digit(peek(s)) || peek(s) == '.'; s->p++) {
		points += *s->p == '.';
		digits += *s->p != '.';
		if (points == 0 && digits <= MOST_DIGITS)
			v->integer = v->integer * 10 + (*s->p - '0');
	}
	if (digits == 0 || points > 1)
		return -1;
	v->kind = points == 0 && digits <= MOST_DIGITS ? PDF_INT : PDF_REAL;
	if (negative)
		v->integer = -v->integer;
	v->text = start;
	v->len = (size_t)(s->p - start);
	if (v->kind == PDF_INT && is_digit(*start))
		read_reference(s, v);
	return 0;
}

/* Room for the text of a string or name, which is never longer than what is left of its source. */
static char *
start_text(struct pdf_scan *s, struct pdf_value *v, enum pdf_kind kind, size_t most)
{
	char *text = arena_new(s->mem, most + 1);

	v->kind = kind;
	v->text = text;
	return text;
}

static int
read_name(struct pdf_scan *s, struct pdf_value *v)
{
	const char *end = ++s->p;
	char *out;

	while (end < s->end && is_regular(*end))
		end++;
	out = start_text(s, v, PDF_NAME, (size_t)(end - s->p));
	while (s->p < end) {
		bool coded = *s->p == '#' && end - s->p > 2 && hex_digit(s->p[1]) >= 0
		    && hex_digit(s->p[2]) >= 0;
		out[v->len++] = coded ? (char)(hex_digit(s->p[1]) << 4 | hex_digit(s->p[2])) : *s->p;
		s->p += coded ? 3 : 1;
	}
	return 0;
}

static int
read_hex(struct pdf_scan *s, struct pdf_value *v)
{
	const char *close = memchr(s->p, '>', (size_t)(s->end - s->p));
	int digits = 0, byte = 0;
	char *out;

	if (close == NULL)
		return -1;
	out = start_text(s, v, PDF_STRING, (size_t)(close - s->p) / 2 + 1);
	for (s->p++; s->p < close; s->p++) {
		int digit = hex_digit(*s->p);
		if (digit < 0 && !pdf_is_space(*s->p))
			return -1;
		if (digit < 0)
			continue;
		byte = (byte << 4 | digit) & 0xFF;
		if (++digits % 2 == 0)
			out[v->len++] = (char)byte;
	}
	if (digits % 2 != 0)
		out[v->len++] = (char)(byte << 4 & 0xFF);
	s->p++;
	return 0;
}

/* Where the literal string that starts at p ends, NULL when it does not. */
static const char *
find_close(const char *p, const char *end)
{
	int open = 0;

	for (; p < end; p++) {
		if (*p == '\\')
			p++;
		else if (*p == '(')
			open++;
		else if (*p == ')' && --open == 0)
			return p;
	}
	return NULL;
}

/* What stands after a backslash; -1 for a line break, which is nothing. */
static int
read_escape(struct pdf_scan *s)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	const char *known = memchr(from, *s->p, sizeof from - 1);
	int c = 0, digits = 0;

	for (; digits < 3 && *s->p >= '0' && *s->p <= '7'; digits++)
		c = c << 3 | (*s->p++ - '0');
	if (digits > 0)
		return c & 0xFF;
	c = (unsigned char)*s->p++;
	if (c == '\r' && *s->p == '\n')
		s->p++;
	if (c == '\r' || c == '\n')
		return -1;
	return known != NULL ? to[known - from] : c;
}

static int
read_literal(struct pdf_scan *s, struct pdf_value *v)
{
	const char *close = find_close(s->p, s->end);
	char *out;

	if (close == NULL)
		return -1;
	out = start_text(s, v, PDF_STRING, (size_t)(close - s->p));
	for (s->p++; s->p < close;) {
		int c = (unsigned char)*s->p++;
		if (c == '\\')
			c = read_escape(s);
		else if (c == '\r') {		/* any line break is read as LF (7.3.4.2) */
			s->p += *s->p == '\n';
			c = '\n';
		}
		if (c >= 0)
			out[v->len++] = (char)c;
	}
	s->p++;
	return 0;
}

static int
add_item(struct pdf_scan *s, struct pdf_value *v, size_t *room)
{
	v->items = arena_grow(s->mem, v->items, v->n, room, sizeof *v->items);
	memset(&v->items[v->n], 0, sizeof *v->items);
	return pdf_scan_value(s, &v->items[v->n++]);
}

static int
read_items(struct pdf_scan *s, struct pdf_value *v, const char *close)
{
	size_t room = 0, n = strlen(close);

	if (++s->depth > MOST_DEPTH)
		return -1;
	for (;;) {
		skip_space(s);
		if ((size_t)(s->end - s->p) >= n && memcmp(s->p, close, n) == 0)
			break;
		if (add_item(s, v, &room) != 0)
			return -1;
	}
	s->p += n;
	s->depth--;
	return 0;
}

static int
read_array(struct pdf_scan *s, struct pdf_value *v)
{
	v->kind = PDF_ARRAY;
	s->p++;
	return read_items(s, v, "]");
}

static int
read_dictionary(struct pdf_scan *s, struct pdf_value *v)
{
	v->kind = PDF_DICT;
	s->p += 2;
	if (read_items(s, v, ">>") != 0 || v->n % 2 != 0)
		return -1;
	for (size_t i = 0; i < v->n; i += 2)
		if (v->items[i].kind != PDF_NAME)
			return -1;
	return 0;
}

static int
read_keyword(struct pdf_scan *s, struct pdf_value *v)
{
	if (pdf_scan_word(s, "null")) {
		v->kind = PDF_NULL;
		return 0;
	}
	v->kind = PDF_BOOL;
	v->integer = pdf_scan_word(s, "true");
	return v->integer == 1 || pdf_scan_word(s, "false") ? 0 : -1;
}

int
pdf_scan_value(struct pdf_scan *s, struct pdf_value *v)
{
	int c;

	memset(v, 0, sizeof *v);
	skip_space(s);
	c = peek(s);
	if (c < 0 || ++s->count > MOST_VALUES)
		return -1;
	if (is_digit(c) || c == '+' || c == '-' || c == '.')
		return read_number(s, v);
	if (c == '/')
		return read_name(s, v);
	if (c == '(')
		return read_literal(s, v);
	if (c == '[')
		return read_array(s, v);
	if (c != '<')
		return read_keyword(s, v);
	return s->end - s->p > 1 && s->p[1] == '<' ? read_dictionary(s, v) : read_hex(s, v);
}

size_t
pdf_scan_operator(struct pdf_scan *s, const char **start)
{
	static const char *const words[] = { "true", "false", "null" };
	struct pdf_scan ahead;
	int c;

	skip_space(s);
	c = peek(s);
	if (c < 0 || !is_regular(c) || is_digit(c) || c == '+' || c == '-' || c == '.')
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		ahead = *s;
		if (pdf_scan_word(&ahead, words[i]))
			return 0;
	}
	for (*start = s->p; s->p < s->end && is_regular((unsigned char)*s->p); s->p++)
		continue;
	return (size_t)(s->p - *start);
}

double
pdf_real(const struct pdf_value *v)
{
	const double most = 1e9;
	double x = 0, part = 1;
	bool point = false;

	if (v == NULL || (v->kind != PDF_INT && v->kind != PDF_REAL))
		return 0;
	for (size_t i = 0; i < v->len; i++) {
		char c = v->text[i];
		point |= c == '.';
		if (!is_digit(c))
			continue;
		x = point ? x + (c - '0') * (part /= 10) : x * 10 + (c - '0');
		if (x > most)
			x = most;
	}
	return v->text[0] == '-' ? -x : x;
}

const char *
pdf_text_find(const char *bytes, size_t n, const char *text)
{
	size_t length = strlen(text);

	for (; n >= length; bytes++, n--)
		if (memcmp(bytes, text, length) == 0)
			return bytes;
	return NULL;
}

const struct pdf_value *
pdf_entry(const struct pdf_value *v, const char *name)
{
	if (v == NULL || v->kind != PDF_DICT)
		return NULL;
	for (size_t i = 0; i < v->n; i += 2)
		if (pdf_is_name(&v->items[i], name))
			return v->items[i + 1].kind == PDF_NULL ? NULL : &v->items[i + 1];
	return NULL;
}

bool
pdf_is_name(const struct pdf_value *v, const char *name)
{
	return v != NULL && v->kind == PDF_NAME && v->len == strlen(name)
	    && memcmp(v->text, name, v->len) == 0;
}

static bool
same_text(const struct pdf_value *a, const struct pdf_value *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* Where a dictionary has a name that it has once; its number of items when that is nowhere. */
static size_t
only_place(const struct pdf_value *dict, const struct pdf_value *key)
{
	size_t place = dict->n;

	for (size_t i = 0; i < dict->n; i += 2) {
		if (!same_text(&dict->items[i], key))
			continue;
		if (place < dict->n)
			return dict->n;
		place = i;
	}
	return place;
}

/* Entries mean the same in any order, but a name given twice means something else to every reader. */
static bool
same_entries(const struct pdf_value *a, const struct pdf_value *b)
{
	for (size_t i = 0; i < a->n; i += 2) {
		size_t k = same_text(&a->items[i], &b->items[i]) ? i
		    : only_place(a, &a->items[i]) == i ? only_place(b, &a->items[i]) : b->n;
		if (k == b->n || !pdf_same(&a->items[i + 1], &b->items[k + 1]))
			return false;
	}
	return true;
}

bool
pdf_same(const struct pdf_value *a, const struct pdf_value *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	if (a->kind != b->kind || a->n != b->n)
		return false;
	if (a->kind == PDF_REAL || a->kind == PDF_STRING || a->kind == PDF_NAME)
		return same_text(a, b);
	if (a->integer != b->integer || a->generation != b->generation)
		return false;
	if (a->kind == PDF_DICT)
		return same_entries(a, b);
	for (size_t i = 0; i < a->n; i++)
		if (!pdf_same(&a->items[i], &b->items[i]))
			return false;
	return true;
}
