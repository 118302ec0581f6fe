#include "locate.h"
#include "utf8.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>

struct scan {
	const char	*p, *end;
};

static void
skip_space(struct scan *s)
{
	while (s->p < s->end && memchr(" \t\r\n", *s->p, 4) != NULL)
		s->p++;
}

static bool
skip_byte(struct scan *s, char c)
{
	skip_space(s);
	if (s->p == s->end || *s->p != c)
		return false;
	s->p++;
	return true;
}

static void
skip_string(struct scan *s)
{
	for (s->p++; s->p < s->end && *s->p != '"'; s->p++)
		if (*s->p == '\\' && s->p + 1 < s->end)
			s->p++;
	if (s->p < s->end)
		s->p++;
}

/* Over a value of any kind: to the comma or bracket that follows it. */
static void
skip_value(struct scan *s)
{
	size_t depth = 0;

	while (s->p < s->end) {
		char c = *s->p;
		if (depth == 0 && (c == ',' || c == ']' || c == '}'))
			return;
		if (c == '"') {
			skip_string(s);
			continue;
		}
		if (c == '[' || c == '{')
			depth++;
		else if (c == ']' || c == '}')
			depth--;
		s->p++;
	}
}

static unsigned
hex4(struct scan *s)
{
	unsigned v = 0;

	for (int i = 0; i < 4 && s->p < s->end; i++, s->p++) {
		static const char digits[] = "0123456789abcdefABCDEF";
		const char *d = memchr(digits, *s->p, sizeof digits - 1);
		unsigned x = d == NULL ? 0 : (unsigned)(d - digits);
		v = v << 4 | (x < 16 ? x : x - 6);
	}
	return v;
}

/* One code point of a string, escapes resolved. */
static unsigned
next_in_string(struct scan *s)
{
	static const char names[] = "bfnrt", values[] = "\b\f\n\r\t";
	const char *d;
	unsigned c;

	if (*s->p != '\\' || s->p + 1 == s->end)
		return utf8_next(&s->p, s->end);
	s->p++;
	c = (unsigned char)*s->p++;
	if (c != 'u') {
		d = memchr(names, (int)c, sizeof names - 1);
		return d == NULL ? c : (unsigned char)values[d - names];
	}
	c = hex4(s);
	if (c >= 0xD800 && c < 0xDC00 && s->end - s->p >= 6 && s->p[0] == '\\' && s->p[1] == 'u') {
		s->p += 2;
		c = 0x10000 + ((c & 0x3FF) << 10) + (hex4(s) & 0x3FF);
	}
	return c;
}

/* Over the string at the scan; whether it spells `key`. */
static bool
skip_name(struct scan *s, const char *key)
{
	const char *k = key, *kend = key + strlen(key);
	bool same = true;

	for (s->p++; s->p < s->end && *s->p != '"';) {
		unsigned c = next_in_string(s);
		if (k == kend || c != utf8_next(&k, kend)) {
			same = false;
			break;
		}
	}
	if (same && s->p < s->end) {
		s->p++;
		return k == kend;
	}
	/* What was read ends between two characters, so the rest is a string without its quote. */
	s->p--;
	skip_string(s);
	return false;
}

/* From before an object to the value of its member. */
static bool
enter_object(struct scan *s, const char *key)
{
	if (!skip_byte(s, '{'))
		return false;
	do {
		bool found;
		skip_space(s);
		if (s->p == s->end || *s->p != '"')
			return false;
		found = skip_name(s, key);
		if (!skip_byte(s, ':'))
			return false;
		skip_space(s);
		if (found)
			return s->p < s->end;
		skip_value(s);
	} while (skip_byte(s, ','));
	return false;
}

static bool
enter_array(struct scan *s, size_t index)
{
	if (!skip_byte(s, '['))
		return false;
	for (size_t i = 0;; i++) {
		skip_space(s);
		if (s->p == s->end || *s->p == ']')
			return false;
		if (i == index)
			return true;
		skip_value(s);
		if (!skip_byte(s, ','))
			return false;
	}
}

size_t
locate_mark(const struct source *source)
{
	return source->len >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Lines and columns that do not fit an int stay at its largest value. */
void
locate_byte(struct position *spot, const struct source *source, size_t offset)
{
	const char *place = source->text + offset, *p, *next;

	if (spot->source != source || spot->offset > offset)
		*spot = (struct position){ source, locate_mark(source), source->line > 0 ? source->line : 1,
		    source->column > 0 ? source->column : 1 };
	p = source->text + spot->offset;
	while (p < place && (next = memchr(p, '\n', (size_t)(place - p))) != NULL) {
		p = next + 1;
		spot->line += spot->line < INT_MAX;
		spot->column = 1;
	}
	while (p < place) {
		utf8_next(&p, source->text + source->len);
		spot->column += spot->column < INT_MAX;
	}
	if ((size_t)(p - source->text) > spot->offset)
		spot->offset = (size_t)(p - source->text);
}

/* The nearest place around that was made of another; NULL: all are in the input itself. */
static const struct where *
made(const struct where *at)
{
	while (at != NULL && at->real == NULL)
		at = at->up;
	return at;
}

const struct where *
locate_real(const struct where *at)
{
	for (const struct where *w; (w = made(at)) != NULL;)
		at = w->real;
	return at;
}

/* The byte inside its input that a value was made from, 0 when it is not known more closely. */
static uint32_t
part_offset(const struct where *at)
{
	for (; (at = made(at)) != NULL; at = at->real)
		if (at->offset > 0)
			return at->offset;
	return 0;
}

static const struct where *
ancestor(const struct where *at, size_t up)
{
	while (up-- > 0)
		at = at->up;
	return at;
}

/* Searches the text for a value; NULL when it is not there. */
static const char *
search(const struct where *at)
{
	const struct where *root = at;
	struct scan s;
	size_t depth = 0;

	for (; root != NULL && root->up != NULL; root = root->up)
		depth++;
	if (root == NULL || root->source == NULL || root->source->text == NULL)
		return NULL;
	s.p = root->source->text + locate_mark(root->source);
	s.end = root->source->text + root->source->len;
	skip_space(&s);
	while (depth-- > 0) {
		const struct where *step = ancestor(at, depth);
		bool found = step->key != NULL ? enter_object(&s, step->key) : enter_array(&s, step->index);
		if (!found)
			return NULL;
	}
	return s.p < s.end ? s.p : NULL;
}

const struct source *
locate_source(const struct where *at)
{
	at = locate_real(at);
	while (at != NULL && at->up != NULL)
		at = at->up;
	return at == NULL ? NULL : at->source;
}

ptrdiff_t
locate_start(const struct where *at)
{
	uint32_t part = part_offset(at);
	const char *place;

	if (part > 0)
		return part;
	at = locate_real(at);
	if (at != NULL && at->offset > 0)
		return at->offset;
	place = search(at);
	return place == NULL ? -1 : place - locate_source(at)->text;
}

/* Where the characters of the string at `at` start in the source; -1: it is no string. */
static ptrdiff_t
string_start(const struct where *at)
{
	const struct where text = { .up = at, .key = "text" };
	ptrdiff_t start = at == NULL ? -1 : locate_start(at);

	if (part_offset(at) > 0)
		return start;
	if (start >= 0 && locate_source(at)->text[start] == '{')
		start = locate_start(&text);
	return start >= 0 && locate_source(at)->text[start] == '"' ? start + 1 : -1;
}

size_t
locate_ahead(const struct source *source, size_t offset, size_t n)
{
	struct scan s = { source->text + offset, source->text + source->len };
	char bytes[UTF8_MAX];
	size_t done = 0;

	while (done < n && s.p < s.end && *s.p != '"') {
		unsigned c = next_in_string(&s);
		done += c == UTF8_BAD ? 1 : (size_t)utf8_put(bytes, c);
	}
	return (size_t)(s.p - source->text);
}

static bool
is_gap(unsigned c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0 || (c >= 0x2000 && c <= 0x200F)
	    || c == 0x202F || c == 0x2028 || c == 0x2029 || c == 0x205F || c == 0x3000;
}

/* Over what the reader left out before the character `c` of the text. */
static void
skip_left_out(struct scan *s, unsigned c)
{
	while (s->p < s->end && *s->p != '"') {
		struct scan ahead = *s;
		unsigned raw = next_in_string(&ahead);
		bool left_out = is_gap(raw) ? !is_gap(c) : (raw >= 0x0300 && raw <= 0x036F && raw != c);
		if (!left_out)
			return;
		*s = ahead;
	}
}

int
locate_inside(struct inside *in, const struct where *at, const char *text, size_t n)
{
	const struct source *source = locate_source(at);
	const char *p, *end = text + n, *stop = end + strlen(end);
	ptrdiff_t start;
	struct scan s;

	if (in->at != at || in->text != text || in->n > n) {
		start = source == NULL || source->text == NULL ? -1 : string_start(at);
		if (start < 0)
			return -1;
		*in = (struct inside){ at, text, 0, (size_t)start };
	}
	s = (struct scan){ source->text + in->offset, source->text + source->len };
	for (p = text + in->n; p < end && s.p < s.end && *s.p != '"';) {
		skip_left_out(&s, utf8_next(&p, stop));
		if (s.p < s.end && *s.p != '"')
			next_in_string(&s);
	}
	in->offset = (size_t)(s.p - source->text);
	in->n = n;
	p = end;
	if (p < stop)
		skip_left_out(&s, utf8_next(&p, stop));
	in->offset = (size_t)(s.p - source->text);
	return 0;
}
