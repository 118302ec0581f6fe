#include "json.h"
#include "arena.h"
#include "json_fault.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { OPEN = 64 };			/* values that wait for their list to end and need no room of their own */

struct reader {				/* a text on its way to a tree */
	struct arena	*mem;
	char		*p;		/* the next byte of a copy that ends with a NUL */
	const char	*start;		/* of the copy */
	size_t		 skip;		/* bytes of the source before it */
	struct value	*open;		/* what is in the arrays and objects that are not yet closed */
	size_t		 n, cap;
	int		 depth;
};

/* Whether all is UTF-8 without U+0000. */
static bool
is_text(const char *p, size_t n)
{
	const char *end = p + n;

	while (p < end) {
		if ((unsigned char)*p - 1u < 0x7F)
			p++;
		else if (*p == '\0' || utf8_next(&p, end) == UTF8_BAD)
			return false;
	}
	return true;
}

static void
skip_space(struct reader *r)
{
	while (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' || *r->p == '\t')
		r->p++;
}

/* The value of four hexadecimal digits; -1 when they are none. */
static int
hex4(const char *p)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	int v = 0;

	for (int i = 0; i < 4; i++) {
		const char *d = p[i] == '\0' ? NULL : strchr(digits, p[i]);
		if (d == NULL)
			return -1;
		v = v * 16 + (int)(d - digits) - (d - digits > 15 ? 6 : 0);
	}
	return v;
}

/* The code point of an escape at `p`, which starts with "u"; 0 where there is none to use. */
static unsigned
unicode_escape(char **p)
{
	int c = hex4(*p + 1), low;

	if (c <= 0 || (c >= 0xDC00 && c < 0xE000))
		return 0;
	*p += 5;
	if (c < 0xD800 || c >= 0xE000)
		return (unsigned)c;
	low = (*p)[0] == '\\' && (*p)[1] == 'u' ? hex4(*p + 2) : -1;
	if (low < 0xDC00 || low >= 0xE000)
		return 0;
	*p += 6;
	return 0x10000u + ((unsigned)(c & 0x3FF) << 10 | (unsigned)(low & 0x3FF));
}

/* Puts what the escape after a backslash at *from means at `to`; NULL when it is none. */
static char *
put_escape(char **from, char *to)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	const char *d;
	unsigned c;

	(*from)++;
	if (**from == 'u') {
		c = unicode_escape(from);
		return c == 0 ? NULL : to + utf8_put(to, c);
	}
	d = **from == '\0' ? NULL : strchr(names, **from);
	if (d == NULL)
		return NULL;
	*to = values[d - names];
	(*from)++;
	return to + 1;
}

/* What stands for itself in a string. */
static char *
plain_end(char *p)
{
	while (*p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
		p++;
	return p;
}

/* Reads a string where it stands: a NUL takes the place of its closing quote or comes before. */
static bool
read_string(struct reader *r, const char **string, size_t *len)
{
	char *from, *to, *end;

	*string = ++r->p;
	from = to = plain_end(r->p);
	while (*from == '\\') {
		to = put_escape(&from, to);
		if (to == NULL)
			return false;
		end = plain_end(from);
		memmove(to, from, (size_t)(end - from));
		to += end - from;
		from = end;
	}
	if (*from != '"')
		return false;
	r->p = from + 1;
	*to = '\0';
	*len = (size_t)(to - *string);
	return true;
}

static bool
skip_digits(char **p)
{
	const char *start = *p;

	while (**p >= '0' && **p <= '9')
		(*p)++;
	return *p > start;
}

/* The integer of the digits up to `end`; counts downwards, where there is room for one more. */
static bool
set_integer(struct value *v, const char *p, const char *end)
{
	bool negative = *p == '-';
	int64_t n = 0;

	for (p += negative; p < end; p++) {
		int digit = *p - '0';
		if (n < (INT64_MIN + digit) / 10)
			return false;
		n = n * 10 - digit;
	}
	if (!negative && n == INT64_MIN)
		return false;
	v->type = VALUE_INT;
	v->integer = negative ? n : -n;
	v->real = (double)v->integer;
	return true;
}

static bool
read_number(struct reader *r, struct value *v)
{
	char *p = r->p, *start = p;
	bool whole = true;

	p += *p == '-';
	if (*p == '0')
		p++;
	else if (!skip_digits(&p))
		return false;
	if (*p == '.') {
		whole = false;
		p++;
		if (!skip_digits(&p))
			return false;
	}
	if (*p == 'e' || *p == 'E') {
		whole = false;
		p++;
		p += *p == '+' || *p == '-';
		if (!skip_digits(&p))
			return false;
	}
	r->p = p;
	if (whole)
		return set_integer(v, start, p);
	v->type = VALUE_REAL;
	return json_double(r->mem, start, (size_t)(p - start), &v->real);
}

static bool
read_word(struct reader *r, struct value *v)
{
	static const struct { const char *word; size_t n; enum value_type type; bool truth; } words[] = {
		{ "true", 4, VALUE_BOOL, true }, { "false", 5, VALUE_BOOL, false },
		{ "null", 4, VALUE_NULL, false },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strncmp(r->p, words[i].word, words[i].n) != 0)
			continue;
		r->p += words[i].n;
		v->type = words[i].type;
		v->truth = words[i].truth;
		return true;
	}
	return false;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Whether two members have one name. Many are sorted: looking at all pairs would take too long. */
static bool
has_double(struct reader *r, const struct value *v)
{
	enum { FEW = 24 };
	const char **names;

	for (size_t i = 1; v->n <= FEW && i < v->n; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(v->items[i].at.key, v->items[k].at.key) == 0)
				return true;
	if (v->n <= FEW)
		return false;
	names = arena_array(r->mem, v->n, sizeof *names);
	for (size_t i = 0; i < v->n; i++)
		names[i] = v->items[i].at.key;
	qsort(names, v->n, sizeof *names, by_name);
	for (size_t i = 1; i < v->n; i++)
		if (strcmp(names[i - 1], names[i]) == 0)
			return true;
	return false;
}

static void
adopt(struct value *v)
{
	for (size_t i = 0; i < v->n; i++)
		v->items[i].at.up = &v->at;
}

/* Gives an array or object what was read since `first`, in a place that stays. */
static void
close_list(struct reader *r, struct value *v, size_t first)
{
	v->n = r->n - first;
	v->items = arena_array(r->mem, v->n, sizeof *v->items);
	memcpy(v->items, r->open + first, v->n * sizeof *v->items);
	r->n = first;
	for (size_t i = 0; i < v->n; i++)
		adopt(&v->items[i]);
}

static bool read_value(struct reader *, struct value *);

/* An element, or a member with its name. */
static bool
read_item(struct reader *r, struct value *item, bool named)
{
	size_t len;

	skip_space(r);
	if (named) {
		if (*r->p != '"' || !read_string(r, &item->at.key, &len))
			return false;
		skip_space(r);
		if (*r->p++ != ':')
			return false;
	}
	return read_value(r, item);
}

/* The items of an array or object and its closing bracket. */
static bool
read_list(struct reader *r, struct value *v, char close)
{
	size_t first = r->n;

	if (r->depth == JSON_DEPTH_MAX)
		return false;
	r->p++;
	skip_space(r);
	if (*r->p == close) {
		r->p++;
		return true;
	}
	r->depth++;
	do {
		struct value item = { .at.index = (uint32_t)(r->n - first) };
		if (!read_item(r, &item, v->type == VALUE_OBJECT))
			return false;
		r->open = arena_grow(r->mem, r->open, r->n, &r->cap, sizeof *r->open);
		r->open[r->n++] = item;
		skip_space(r);
	} while (*r->p++ == ',');
	r->depth--;
	close_list(r, v, first);
	return r->p[-1] == close && !(v->type == VALUE_OBJECT && has_double(r, v));
}

/* Takes exactly what jansson takes; false where it would find a fault. */
static bool
read_value(struct reader *r, struct value *v)
{
	skip_space(r);
	if (r->p - r->start <= INT32_MAX)
		v->at.offset = (uint32_t)((size_t)(r->p - r->start) + r->skip);
	switch (*r->p) {
	case '"':
		v->type = VALUE_STRING;
		return read_string(r, &v->string, &v->len);
	case '{':
		v->type = VALUE_OBJECT;
		return read_list(r, v, '}');
	case '[':
		v->type = VALUE_ARRAY;
		return read_list(r, v, ']');
	case 't': case 'f': case 'n':
		return read_word(r, v);
	default:
		return read_number(r, v);
	}
}

static bool
at_end(struct reader *r)
{
	skip_space(r);
	return *r->p == '\0';
}

struct value *
json_read(struct arena *mem, struct diag *d, const struct source *source)
{
	struct value few[OPEN];
	struct reader r = { .mem = mem, .open = few, .cap = OPEN };
	struct value *root;
	size_t skip = locate_mark(source), space;

	if (skip > 0)
		diag_add_at(d, DIAG_JSON_BOM, source, 1, 1, NULL);
	for (space = skip; space < source->len && strchr(" \t\r\n", source->text[space]); space++)
		if (source->text[space] == '\0')
			break;
	if (space == source->len) {
		diag_add_at(d, DIAG_JSON_EMPTY, source, 0, 0, NULL);
		return NULL;
	}
	root = arena_new(mem, sizeof *root);
	root->at.source = source;
	r.p = arena_copy(mem, source->text + skip, source->len - skip);
	r.start = r.p;
	r.skip = skip;
	if (!is_text(source->text, source->len) || !read_value(&r, root) || !at_end(&r)) {
		json_fault(mem, d, source, skip);
		return NULL;
	}
	adopt(root);
	return root;
}

const struct value *
json_member(const struct value *v, const char *name)
{
	if (v == NULL || v->type != VALUE_OBJECT)
		return NULL;
	for (size_t i = 0; i < v->n; i++)
		if (v->items[i].at.key[0] == name[0] && strcmp(v->items[i].at.key, name) == 0)
			return &v->items[i];
	return NULL;
}

const char *
json_figures(struct arena *mem, const struct value *v)
{
	ptrdiff_t start = locate_start(&v->at);
	const char *p;

	if (start < 0)
		return "";
	p = locate_source(&v->at)->text + start;
	return arena_copy(mem, p, strspn(p, "+-.0123456789eE"));
}
