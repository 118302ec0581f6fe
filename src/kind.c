#include "kind.h"

#include <string.h>

static const char *const opening[] = { "(", "[", "{", "“", "‘", "«", NULL };
static const char *const quotes[] = { "(", "[", "{", "“", "‘", "«", "\"", "'", NULL };
static const char *const closing[] = { ",", ".", ";", ":", "!", "?", ")", "]", "}", "/", "”", "’",
	"»", NULL };
static const char *const trailing[] = { ",", ".", ";", ":", "!", "?", ")", "]", "}", "/", "”", "’",
	"»", "\"", "'", "…", NULL };
static const char *const dashes[] = { "-", "–", "—", NULL };
static const char *const dots[] = { ".", "…", NULL };
static const char *const pauses[] = { ",", ";", ":", NULL };

/*
 * These three tell most words at once: a mark is ASCII but no letter or digit, or two bytes from C2 on,
 * or three from E2 80 on.
 */
static bool
may_be_ascii(char c)
{
	return (unsigned char)c < 0x80 && (c < '0' || c > '9') && ((c | 0x20) < 'a' || (c | 0x20) > 'z');
}

static bool
may_start(const char *text, size_t n)
{
	return n > 0 && (may_be_ascii(text[0]) || text[0] == '\342' || text[0] == '\302');
}

static bool
may_end(const char *text, size_t n)
{
	return n > 0 && (may_be_ascii(text[n - 1])
	    || (n > 1 && (text[n - 2] == '\200' || text[n - 2] == '\302')));
}

/* Bytes of the first of `marks` that the text starts with; 0: none. */
static size_t
first_mark(const char *const *marks, const char *text, size_t n)
{
	if (!may_start(text, n))
		return 0;
	for (; *marks != NULL; marks++) {
		size_t m = strlen(*marks);
		if (m <= n && memcmp(text, *marks, m) == 0)
			return m;
	}
	return 0;
}

/* The same for its end. */
static size_t
last_mark(const char *const *marks, const char *text, size_t n)
{
	if (!may_end(text, n))
		return 0;
	for (; *marks != NULL; marks++) {
		size_t m = strlen(*marks);
		if (m <= n && memcmp(text + n - m, *marks, m) == 0)
			return m;
	}
	return 0;
}

size_t
kind_before(const char *text, size_t n)
{
	size_t at = 0, m;

	while ((m = first_mark(quotes, text + at, n - at)) > 0)
		at += m;
	return at;
}

size_t
kind_after(const char *text, size_t n)
{
	size_t left = n, m;

	while ((m = last_mark(trailing, text, left)) > 0)
		left -= m;
	return n - left;
}

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
all_in(const char *set, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] == '\0' || strchr(set, p[i]) == NULL)
			return false;
	return true;
}

/* One letter, or a Roman numeral: what numbers parts of a text beside figures. */
static bool
part_letter(const char *p, size_t n)
{
	n -= kind_after(p, n);
	if (n == 1)
		return (p[0] >= 'a' && p[0] <= 'z') || (p[0] >= 'A' && p[0] <= 'Z');
	if (n == 2 && memcmp(p, "đ", 2) == 0)
		return true;
	return n > 0 && n <= 8 && all_in("IVXLC", p, n);
}

/* Beside figures: the symbol of a document ("QĐ-TTg", "/KH-UBND"), or dots to write a number on. */
static bool
number_like(const char *p, size_t n)
{
	if (n == 0)
		return false;
	if (first_mark(dots, p, n) > 0)
		return true;
	for (size_t i = 0; i < n; i++)
		if (digit(p[i]) || p[i] == '/' || (p[i] == '-' && i > 0 && i + 1 < n))
			return true;
	return part_letter(p, n);
}

unsigned
kind_of(const char *text, size_t n)
{
	size_t skip = kind_before(text, n), dash = first_mark(dashes, text, n);
	unsigned bits = 0;

	if (number_like(text + skip, n - skip))
		bits |= KIND_NUMBER;
	if (skip < n && digit(text[skip]))
		bits |= KIND_FIGURE_FIRST;
	if ((bits & KIND_FIGURE_FIRST) && (digit(text[n - 1]) || text[n - 1] == '%'))
		bits |= KIND_FIGURE_LAST;
	if (n > 0 && memchr(text, '/', n) != NULL)
		bits |= KIND_SLASH;
	if (dash > 0)
		bits |= dash == n ? KIND_DASH : KIND_DASH_FIRST;
	if (first_mark(closing, text, n) > 0)
		bits |= KIND_CLOSING_FIRST;
	if (first_mark(opening, text, n) > 0)
		bits |= KIND_OPENING_FIRST;
	if (last_mark(opening, text, n) > 0)
		bits |= KIND_OPENING_LAST;
	if (last_mark(pauses, text, n) > 0)
		bits |= KIND_PAUSE_LAST;
	return bits;
}

bool
kind_label(const char *p, size_t n)
{
	if (n == 1 && all_in("-+*", p, 1))
		return true;
	if (n == 3 && (first_mark(dashes, p, n) == n || memcmp(p, "•", 3) == 0))
		return true;
	if (n < 2 || n > 12 || !all_in(".)/", p + n - 1, 1))
		return false;
	if (p[0] == '(') {
		p++;
		n--;
	}
	for (size_t i = 0; i < n; i++)
		if (!digit(p[i]) && !all_in(".)/", p + i, 1))
			return part_letter(p, n) || (p[n - 1] == ')' && all_in("ivx", p, n - 1));
	return digit(p[0]);
}
