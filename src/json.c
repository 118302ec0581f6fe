#include "json.h"
#include "arena.h"
#include "utf8.h"

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { DEPTH_MAX = 512 };

struct pool {				/* room for a whole tree, in one piece */
	struct value	*values;	/* next free value */
	size_t		 nvalues;	/* values left */
	char		*bytes;		/* next free byte of string */
	size_t		 nbytes;	/* bytes left */
};

struct extent {				/* what a text can hold at most */
	size_t		 values;
	size_t		 deep;		/* offset of a bracket beyond DEPTH_MAX; SIZE_MAX: none */
};

static int
refuse(struct diag *d, enum diag_code code, const struct source *source, size_t offset,
    const char *what)
{
	int line, column;

	locate_byte(source, offset, &line, &column);
	return diag_add_at(d, code, source, line, column, (const char *const[]){ "", what, NULL });
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

static int
check_encoding(struct diag *d, const struct source *source)
{
	const char *p = source->text, *end = p + source->len;
	char byte[8];

	if (is_utf16(source))
		return refuse(d, DIAG_JSON_UTF16, source, 0, "");
	while (p < end) {
		size_t at = (size_t)(p - source->text);
		unsigned c = utf8_next(&p, end);
		if (c == UTF8_BAD || c == 0) {
			snprintf(byte, sizeof byte, "%02X", (unsigned char)source->text[at]);
			return refuse(d, DIAG_JSON_ENCODING, source, at, byte);
		}
	}
	return 0;
}

static const char *
string_end(const char *p, const char *end)
{
	for (p++; p < end && *p != '"'; p++)
		if (*p == '\\' && p + 1 < end)
			p++;
	return p;
}

/*
 * Counts values and depth before jansson sees the text: its parser recurses, and memory for the
 * tree must be taken while no json_t is held, since an arena that is full leaves by longjmp.
 */
static struct extent
measure(const struct source *source)
{
	const char *end = source->text + source->len;
	struct extent e = { .values = 1, .deep = SIZE_MAX };
	bool in_array[DEPTH_MAX + 1] = { false };
	size_t depth = 0;

	for (const char *p = source->text; p < end; p++) {
		char c = *p;
		if (c == '"') {
			p = string_end(p, end);
		} else if (c == '[' || c == '{') {
			if (depth == DEPTH_MAX) {
				e.deep = (size_t)(p - source->text);
				return e;
			}
			in_array[++depth] = c == '[';
			e.values += c == '[';
		} else if (c == ']' || c == '}') {
			depth -= depth > 0;
		} else if (c == ':' || (c == ',' && in_array[depth])) {
			e.values++;
		}
	}
	return e;
}

static const char *
keep_string(struct pool *pool, const char *text, size_t n)
{
	char *p = pool->bytes;

	assert(n < pool->nbytes);
	memcpy(p, text, n);
	pool->bytes += n + 1;
	pool->nbytes -= n + 1;
	return p;
}

static struct value *
take_values(struct pool *pool, size_t n)
{
	struct value *v = pool->values;

	assert(n <= pool->nvalues);
	pool->values += n;
	pool->nvalues -= n;
	return v;
}

static void convert(struct pool *, struct value *, const json_t *);

static void
convert_array(struct pool *pool, struct value *v, const json_t *j)
{
	v->type = VALUE_ARRAY;
	v->n = json_array_size(j);
	v->items = take_values(pool, v->n);
	for (size_t i = 0; i < v->n; i++) {
		v->items[i].at = (struct where){ .up = &v->at, .index = i };
		convert(pool, &v->items[i], json_array_get(j, i));
	}
}

static void
convert_object(struct pool *pool, struct value *v, json_t *j)
{
	const char *key;
	json_t *member;
	size_t i = 0;

	v->type = VALUE_OBJECT;
	v->n = json_object_size(j);
	v->items = take_values(pool, v->n);
	json_object_foreach(j, key, member) {
		v->items[i].at = (struct where){ .up = &v->at, .index = i };
		v->items[i].at.key = keep_string(pool, key, strlen(key));
		convert(pool, &v->items[i++], member);
	}
}

static void
convert_scalar(struct pool *pool, struct value *v, const json_t *j)
{
	v->type = VALUE_NULL;
	if (json_is_string(j)) {
		v->type = VALUE_STRING;
		v->len = json_string_length(j);
		v->string = keep_string(pool, json_string_value(j), v->len);
	} else if (json_is_integer(j)) {
		v->type = VALUE_INT;
		v->integer = json_integer_value(j);
		v->real = (double)v->integer;
	} else if (json_is_real(j)) {
		v->type = VALUE_REAL;
		v->real = json_real_value(j);
	} else if (json_is_boolean(j)) {
		v->type = VALUE_BOOL;
		v->truth = json_is_true(j);
	}
}

static void
convert(struct pool *pool, struct value *v, const json_t *j)
{
	if (json_is_array(j))
		convert_array(pool, v, j);
	else if (json_is_object(j))
		convert_object(pool, v, (json_t *)(uintptr_t)j);
	else
		convert_scalar(pool, v, j);
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

static struct value *
parse(struct arena *mem, struct diag *d, const struct source *source, size_t skip, size_t values)
{
	struct pool pool = {
		.values = arena_array(mem, values, sizeof(struct value)),
		.nvalues = values,
		.bytes = arena_new(mem, source->len + 1),
		.nbytes = source->len + 1,
	};
	json_error_t error;
	json_t *j = json_loadb(source->text + skip, source->len - skip,
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	struct value *root;

	if (j == NULL && json_error_code(&error) == json_error_out_of_memory) {
		DIAG(d, NO_MEMORY, NULL, "");
		return NULL;
	}
	if (j == NULL) {
		report(mem, d, source, skip + (size_t)error.position, &error);
		return NULL;
	}
	root = take_values(&pool, 1);
	root->at.source = source;
	convert(&pool, root, j);
	json_decref(j);
	return root;
}

struct value *
json_read(struct arena *mem, struct diag *d, const struct source *source)
{
	struct extent extent;
	size_t skip = 0, space;

	if (source->len >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0) {
		skip = 3;
		diag_add_at(d, DIAG_JSON_BOM, source, 1, 1, NULL);
	}
	for (space = skip; space < source->len && strchr(" \t\r\n", source->text[space]); space++)
		if (source->text[space] == '\0')
			break;
	if (space == source->len) {
		diag_add_at(d, DIAG_JSON_EMPTY, source, 0, 0, NULL);
		return NULL;
	}
	if (check_encoding(d, source) != 0)
		return NULL;
	extent = measure(source);
	if (extent.deep != SIZE_MAX) {
		refuse(d, DIAG_JSON_DEPTH, source, extent.deep, "512");
		return NULL;
	}
	return parse(mem, d, source, skip, extent.values);
}

const struct value *
json_member(const struct value *v, const char *name)
{
	if (v == NULL || v->type != VALUE_OBJECT)
		return NULL;
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(v->items[i].at.key, name) == 0)
			return &v->items[i];
	return NULL;
}
