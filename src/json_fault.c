#include "json_fault.h"
#include "arena.h"
#include "diag.h"
#include "shortage.h"
#include "utf8.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void
refuse(struct diag *d, enum diag_code code, const struct source *source, size_t offset,
    const char *what)
{
	struct position spot = { .source = NULL };

	locate_byte(&spot, source, offset);
	diag_add_at(d, code, source, spot.line, spot.column, (const char *const[]){ "", what, NULL });
}

static bool
is_utf32(const struct source *source)
{
	static const char zeros[3] = "";
	const char *t = source->text;

	/* Text starts with ASCII, so that in UTF-32 three of its first four bytes are zero. */
	return source->len >= 4 && (memcmp(t, "\0\0\xFE\xFF", 4) == 0 || memcmp(t, "\xFF\xFE\0\0", 4) == 0
	    || (memcmp(t, zeros, 3) == 0) != (memcmp(t + 1, zeros, 3) == 0));
}

static bool
is_utf16(const struct source *source)
{
	const char *t = source->text;

	if (source->len < 2)
		return false;
	return memcmp(t, "\xFF\xFE", 2) == 0 || memcmp(t, "\xFE\xFF", 2) == 0
	    || (t[0] == '\0') != (t[1] == '\0');
}

/* The first byte that is no UTF-8, or NUL; NULL when there is none. */
static const char *
find_bad_byte(const struct source *source)
{
	const char *p = source->text, *end = p + source->len;

	while (p < end) {
		const char *start = p;
		unsigned c = utf8_next(&p, end);
		if (c == UTF8_BAD || c == 0)
			return start;
	}
	return NULL;
}

static void
refuse_byte(struct diag *d, const struct source *source, const char *at)
{
	char byte[8];

	if (is_utf32(source) || is_utf16(source)) {
		refuse(d, is_utf32(source) ? DIAG_JSON_UTF32 : DIAG_JSON_UTF16, source, 0, "");
		return;
	}
	if (*at == '\0') {
		refuse(d, DIAG_JSON_ZERO, source, (size_t)(at - source->text), "");
		return;
	}
	snprintf(byte, sizeof byte, "%02X", (unsigned char)*at);
	refuse(d, DIAG_JSON_ENCODING, source, (size_t)(at - source->text), byte);
}

static const char *
string_end(const char *p, const char *end)
{
	for (p++; p < end && *p != '"'; p++)
		if (*p == '\\' && p + 1 < end)
			p++;
	return p;
}

/* Offset of a bracket that is nested too deep, SIZE_MAX when there is none. jansson takes more. */
static size_t
find_deep(const struct source *source)
{
	const char *end = source->text + source->len;
	size_t depth = 0;

	for (const char *p = source->text; p < end; p++) {
		if (*p == '"')
			p = string_end(p, end);
		else if (*p == ']' || *p == '}')
			depth -= depth > 0;
		else if ((*p == '[' || *p == '{') && ++depth > JSON_DEPTH_MAX)
			return (size_t)(p - source->text);
	}
	return SIZE_MAX;
}

/* What jansson's error texts start with. Without an own row an error is JSON_SYNTAX. */
static const struct fault {
	const char	*start;		/* of jansson's text */
	const char	*token;		/* first byte of the token is one of these; NULL: any */
	enum diag_code	 code;
	bool		 after;		/* the place is after the token, not its start */
} faults[] = {
	{ "premature end of input", NULL, DIAG_JSON_STRING_OPEN, false },
	{ "unexpected newline", NULL, DIAG_JSON_CONTROL, true },
	{ "control character", NULL, DIAG_JSON_CONTROL, true },
	{ "invalid escape", NULL, DIAG_JSON_ESCAPE, false },
	{ "invalid Unicode", NULL, DIAG_JSON_ESCAPE, false },
	{ "\\u0000", NULL, DIAG_JSON_NUL, false },
	{ "NUL byte", NULL, DIAG_JSON_NUL, false },
	{ "too big", NULL, DIAG_JSON_NUMBER, false },
	{ "real number overflow", NULL, DIAG_JSON_NUMBER, false },
	{ "duplicate object key", NULL, DIAG_JSON_DUPLICATE, false },
	{ "string or '}' expected", "}", DIAG_JSON_COMMA_EXTRA, false },
	{ "string or '}' expected", "'\xE2", DIAG_JSON_QUOTES, false },
	{ "string or '}' expected", "/#", DIAG_JSON_COMMENT, false },
	{ "string or '}' expected", NULL, DIAG_JSON_NAME, false },
	{ "unexpected token", "]}", DIAG_JSON_COMMA_EXTRA, false },
	{ "unexpected token", NULL, DIAG_JSON_TOKEN, false },
	{ "invalid token", "'\xE2", DIAG_JSON_QUOTES, false },
	{ "invalid token", "/#", DIAG_JSON_COMMENT, false },
	{ "invalid token", "+-.0123456789", DIAG_JSON_NUMBER_FORM, false },
	{ "invalid token", NULL, DIAG_JSON_TOKEN, false },
	{ "':' expected", NULL, DIAG_JSON_COLON, false },
	{ "'}' expected", "]", DIAG_JSON_BRACKET, false },
	{ "']' expected", "}", DIAG_JSON_BRACKET, false },
	{ "'}' expected", ".", DIAG_JSON_NUMBER_FORM, false },
	{ "']' expected", ".", DIAG_JSON_NUMBER_FORM, false },
	{ "'}' expected", "/#", DIAG_JSON_COMMENT, false },
	{ "']' expected", "/#", DIAG_JSON_COMMENT, false },
	{ "'}' expected", NULL, DIAG_JSON_COMMA_MISSING, false },
	{ "']' expected", NULL, DIAG_JSON_COMMA_MISSING, false },
	{ "end of file expected", NULL, DIAG_JSON_AFTER_END, false },
};

/* Where the token starts that ends at `end`: a string, or a run without JSON's punctuation. */
static const char *
token_start(const char *text, const char *end)
{
	const char *p = end;

	if (p > text && p[-1] == '"') {
		for (p--; p > text; p--)
			if (p[-1] == '"' && (p - 1 == text || p[-2] != '\\'))
				return p - 1;
		return end - 1;
	}
	while (p > text && strchr(" \t\r\n,:[]{}\"", p[-1]) == NULL)
		p--;
	return p < end || p == text ? p : p - 1;
}

/* jansson's error at `offset` bytes from the start of the text it was given. */
static void
report(struct arena *mem, struct diag *d, const struct source *source, size_t offset,
    const json_error_t *error)
{
	const char *near = strstr(error->text, " near '"), *text = source->text;
	const char *end = text + offset, *start = token_start(text, end);
	size_t n = near == NULL ? 0 : strlen(near + 7);
	const struct fault *f = faults, *stop = faults + sizeof faults / sizeof *faults;

	if (strstr(error->text, "near end of file") != NULL) {
		refuse(d, DIAG_JSON_END, source, offset, "");
		return;
	}
	if (n > 1 && n - 1 <= offset)
		start = end - (n - 1);
	while (f < stop && (strncmp(error->text, f->start, strlen(f->start)) != 0
	    || (f->token != NULL && (start == end || strchr(f->token, *start) == NULL))))
		f++;
	if (f == stop)
		refuse(d, DIAG_JSON_SYNTAX, source, (size_t)(start - text), error->text);
	else
		refuse(d, f->code, source, (size_t)((f->after ? end : start) - text),
		    arena_copy(mem, start, (size_t)(end - start)));
}

void
json_fault(struct arena *mem, struct diag *d, const struct source *source, size_t skip)
{
	const char *bad = find_bad_byte(source);
	size_t deep = find_deep(source);
	json_error_t error;
	json_t *j;

	if (bad != NULL) {
		refuse_byte(d, source, bad);
		return;
	}
	if (deep != SIZE_MAX) {
		refuse(d, DIAG_JSON_DEPTH, source, deep, arena_printf(mem, "%d", JSON_DEPTH_MAX));
		return;
	}
	shortage_watch();
	j = json_loadb(source->text + skip, source->len - skip,
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	json_decref(j);
	if (shortage_seen() || j != NULL)
		arena_no_memory(mem);
	report(mem, d, source, skip + (size_t)error.position, &error);
}

bool
json_double(struct arena *mem, const char *text, size_t n, double *out)
{
	json_t *j;

	shortage_watch();
	j = json_loadb(text, n, JSON_DECODE_ANY, NULL);
	if (j == NULL && shortage_seen())
		arena_no_memory(mem);
	if (j == NULL)
		return false;
	*out = json_real_value(j);
	json_decref(j);
	return true;
}
