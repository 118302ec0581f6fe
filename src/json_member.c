#include "json_member.h"

#include <string.h>

static const char *
skip_space(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
		p++;
	return p;
}

/* Behind the string whose first quote is at p; `end` when it is not closed. */
static const char *
skip_string(const char *p, const char *end)
{
	const char *first = ++p;

	while ((p = memchr(p, '"', (size_t)(end - p))) != NULL) {
		const char *q = p;
		while (q > first && q[-1] == '\\')
			q--;
		p++;
		if ((p - 1 - q) % 2 == 0)
			return p;
	}
	return end;
}

/* Behind the value at p. */
static const char *
skip_value(const char *p, const char *end)
{
	size_t depth = 0;

	while (p < end) {
		if (*p == '"') {
			p = skip_string(p, end);
		} else if (*p == '{' || *p == '[') {
			depth++;
			p++;
		} else if (*p == '}' || *p == ']') {
			if (depth == 0)
				return p;
			depth--;
			p++;
		} else if (depth == 0) {
			while (p < end && strchr(",}] \n\t\r", *p) == NULL)
				p++;
		} else {
			p++;
		}
		if (depth == 0)
			return p;
	}
	return p;
}

void
json_members_open(struct json_members *m, const char *text, size_t n)
{
	m->end = text + n;
	m->p = text;
	if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		m->p += 3;
	m->p = skip_space(m->p, m->end);
	m->p = m->p < m->end && *m->p == '{' ? m->p + 1 : m->end;
}

bool
json_members_next(struct json_members *m, struct json_member *out)
{
	const char *p = skip_space(m->p, m->end);

	if (p < m->end && *p == ',')
		p = skip_space(p + 1, m->end);
	m->p = m->end;
	if (p >= m->end || *p != '"')
		return false;
	out->name = p + 1;
	p = skip_string(p, m->end);
	out->name_len = (size_t)(p - out->name) - 1;
	p = skip_space(p, m->end);
	if (p >= m->end || *p != ':')
		return false;
	out->value = skip_space(p + 1, m->end);
	m->p = skip_value(out->value, m->end);
	out->len = (size_t)(m->p - out->value);
	return out->len > 0;
}

bool
json_member_is(const struct json_member *m, const char *name)
{
	return m->name_len == strlen(name) && memcmp(m->name, name, m->name_len) == 0;
}

bool
json_member_find(const char *text, size_t n, const char *name, struct json_member *m)
{
	struct json_members all;

	json_members_open(&all, text, n);
	while (json_members_next(&all, m))
		if (json_member_is(m, name))
			return true;
	return false;
}

/* Value of up to four hexadecimal digits; -1 when they are none. */
static int
hex(const char *p, const char *end)
{
	int value = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdef0123456789ABCDEF", *d = strchr(digits, p[i]);
		if (p[i] == '\0' || d == NULL)
			return -1;
		value = value << 4 | (int)((d - digits) % 16);
	}
	return value;
}

static size_t
put(char *to, unsigned c)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xC0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (char)(0xE0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 0x3F));
		to[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 0x3F));
	to[2] = (char)(0x80 | (c >> 6 & 0x3F));
	to[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* The character of the escape behind the backslash at *p, which it moves behind it; 0: none. */
static unsigned
unescape(const char **p, const char *end)
{
	static const char written[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	const char *e = *p + 1, *found;
	int high, low;

	if (e >= end || *e == '\0')
		return 0;
	*p = e + 1;
	if (*e != 'u') {
		found = strchr(written, *e);
		return found == NULL ? 0 : (unsigned)meant[found - written];
	}
	high = hex(*p, end);
	if (high <= 0)
		return 0;
	*p += 4;
	if (high < 0xD800 || high > 0xDFFF)
		return (unsigned)high;
	low = end - *p >= 6 && (*p)[0] == '\\' && (*p)[1] == 'u' ? hex(*p + 2, end) : -1;
	if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
		return 0;
	*p += 6;
	return 0x10000 + ((unsigned)(high - 0xD800) << 10 | (unsigned)(low - 0xDC00));
}

bool
json_member_text(const struct json_member *m, char *text, size_t room)
{
	const char *p = m->value, *end = p + m->len;
	size_t n = 0;

	if (*p == '"' && m->len >= 2) {
		p++;
		end--;
	} else if (!(*p >= '0' && *p <= '9') && *p != '-') {
		return false;
	}
	while (p < end) {
		unsigned c;
		if (n + (*p == '\\' ? 5 : 2) > room)
			return false;
		if (*p != '\\') {
			text[n++] = *p++;
			if (text[n - 1] == '\0')
				return false;
			continue;
		}
		c = unescape(&p, end);
		if (c == 0)
			return false;
		n += put(text + n, c);
	}
	text[n] = '\0';
	return n > 0;
}

uint64_t
json_member_number(const struct json_member *m, uint64_t otherwise)
{
	uint64_t value = 0;

	for (size_t i = 0; i < m->len; i++) {
		if (m->value[i] < '0' || m->value[i] > '9' || value > UINT64_MAX / 16)
			return otherwise;
		value = value * 10 + (uint64_t)(m->value[i] - '0');
	}
	return m->len == 0 ? otherwise : value;
}
