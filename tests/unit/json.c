#include "json.h"
#include "arena.h"
#include "test.h"

#include <stdlib.h>

static struct source
source_of(const char *text, size_t len)
{
	return (struct source){ .name = "x.json", .text = text, .len = len };
}

static void
test_values(struct arena *mem)
{
	static const char text[] = "{\"s\": \"a\\u1ebf\\n\", \"i\": -7, \"r\": 2.5, \"t\": true, \"f\": false,"
	    " \"n\": null, \"a\": [1, [], {}], \"o\": {\"z\": 1, \"y\": 2}, \"\": 0}";
	struct source s = source_of(text, sizeof text - 1);
	struct diag *d = diag_new(mem, TT_ENGLISH);
	const struct value *v = json_read(mem, d, &s), *a, *o;

	CHECK(v != NULL);
	CHECK_INT(diag_count(d), 0);
	if (v == NULL)
		return;
	CHECK_INT(v->type, VALUE_OBJECT);
	CHECK_INT(v->n, 9);
	CHECK(v->at.up == NULL && v->at.source == &s);
	CHECK_TEXT(json_member(v, "s")->string, "aế\n");
	CHECK_INT(json_member(v, "s")->len, 5);
	CHECK_INT(json_member(v, "i")->integer, -7);
	CHECK(json_member(v, "i")->real == -7.0);
	CHECK_INT(json_member(v, "r")->type, VALUE_REAL);
	CHECK(json_member(v, "r")->real == 2.5);
	CHECK(json_member(v, "t")->truth);
	CHECK(json_member(v, "f")->type == VALUE_BOOL && !json_member(v, "f")->truth);
	CHECK_INT(json_member(v, "n")->type, VALUE_NULL);
	CHECK_INT(json_member(v, "")->type, VALUE_INT);
	CHECK(json_member(v, "none") == NULL);
	CHECK(json_member(json_member(v, "i"), "s") == NULL);
	CHECK(json_member(NULL, "s") == NULL);
	a = json_member(v, "a");
	CHECK_INT(a->n, 3);
	CHECK_TEXT(diag_pointer(mem, &a->items[2].at), "/a/2");
	o = json_member(v, "o");
	CHECK_TEXT(o->items[0].at.key, "z");
	CHECK_TEXT(o->items[1].at.key, "y");
	CHECK_TEXT(diag_pointer(mem, &o->items[1].at), "/o/y");
}

static void
test_errors(struct arena *mem)
{
	static const struct { const char *text, *id; int line, column; } cases[] = {
		{ "", "json-empty", 0, 0 }, { " \n\t", "json-empty", 0, 0 },
		{ "\xEF\xBB\xBF", "json-bom", 1, 1 },
		{ "{\"a\":1,}", "json-comma-extra", 1, 8 }, { "[1,2,\n]", "json-comma-extra", 2, 1 },
		{ "{\"a\" 1}", "json-colon", 1, 6 }, { "{\"a\":1 \"b\":2}", "json-comma-missing", 1, 8 },
		{ "{\"ế\":1\n \"b\":2}", "json-comma-missing", 2, 2 },
		{ "[\"ế\" \"abcdefghijklmnopqrstuvwxyz\"]", "json-comma-missing", 1, 6 },
		{ "{'a':1}", "json-quotes", 1, 2 }, { "{\"a\":“x”}", "json-quotes", 1, 6 },
		{ "{a:1}", "json-name", 1, 2 }, { "{\"a\":tru}", "json-token", 1, 6 },
		{ "\"abc", "json-string-open", 1, 1 }, { "{\"a\":\"x\ny\"}", "json-control", 1, 8 },
		{ "{\"a\":\"x\ty\"}", "json-control", 1, 8 }, { "[\"\\q\"]", "json-escape", 1, 2 },
		{ "\"\\ud800\"", "json-escape", 1, 1 }, { "\"\\u0000\"", "json-nul", 1, 1 },
		{ "{\"a\":1,\n\"a\":2}", "json-duplicate", 2, 1 },
		{ "[12345678901234567890123]", "json-number", 1, 2 }, { "1e999", "json-number", 1, 1 },
		{ "01", "json-number-form", 1, 1 }, { "[1.000.000]", "json-number-form", 1, 7 },
		{ "{} x", "json-after-end", 1, 4 }, { "[1,", "json-end", 1, 4 },
		{ "{\"a\":[1,2}", "json-bracket", 1, 10 }, { "// c\n{}", "json-comment", 1, 1 },
		{ "{\"a\": 1 /* c */}", "json-comment", 1, 9 }, { "[\xC3]", "json-encoding", 1, 2 },
		{ "[\"ế\",\n \"\xE1\xBA\"]", "json-encoding", 2, 3 },
		{ "\xFF\xFE[\x01", "json-utf16", 1, 1 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct source s = source_of(cases[i].text, strlen(cases[i].text));
		struct diag *d = diag_new(mem, TT_ENGLISH);
		CHECK(json_read(mem, d, &s) == NULL);
		CHECK(diag_count(d) > 0 && diag_failed(d));
		CHECK_TEXT(diag_message(d, 0)->id, cases[i].id);
		CHECK_INT(diag_message(d, 0)->line, cases[i].line);
		CHECK_INT(diag_message(d, 0)->column, cases[i].column);
	}
}

static void
test_bytes(struct arena *mem)
{
	static const struct { const char *text; size_t len; const char *id; } cases[] = {
		{ "{\0}\0", 4, "json-utf16" }, { "\0{\0}", 4, "json-utf16" },
		{ "[\"a\0b\"]", 7, "json-zero" },
		{ "{\0\0\0}\0\0\0", 8, "json-utf32" }, { "\0\0\0{\0\0\0}", 8, "json-utf32" },
		{ "\xFF\xFE\0\0{\0\0\0", 8, "json-utf32" }, { "\xFF\xFE{\0", 4, "json-utf16" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct source s = source_of(cases[i].text, cases[i].len);
		struct diag *d = diag_new(mem, TT_ENGLISH);
		CHECK(json_read(mem, d, &s) == NULL);
		CHECK_TEXT(diag_message(d, 0)->id, cases[i].id);
	}
}

/* Depth, and places behind a byte order mark. */
static void
test_depth(struct arena *mem)
{
	static const struct { size_t depth; int ok; } cases[] = { { 512, 1 }, { 513, 0 }, { 100000, 0 } };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t n = cases[i].depth;
		char *text = arena_new(mem, 2 * n + 1);
		struct source s = source_of(text, 2 * n);
		struct diag *d = diag_new(mem, TT_ENGLISH);
		memset(text, '[', n);
		memset(text + n, ']', n);
		CHECK_INT(json_read(mem, d, &s) != NULL, cases[i].ok);
		CHECK_INT(diag_count(d), !cases[i].ok);
		if (!cases[i].ok)
			CHECK_TEXT(diag_message(d, 0)->id, "json-depth");
	}
}

static void
test_mark(struct arena *mem)
{
	struct source s = source_of("\xEF\xBB\xBF[7]", 6);
	struct diag *d = diag_new(mem, TT_ENGLISH);
	const struct value *v = json_read(mem, d, &s);

	CHECK(v != NULL && v->items[0].integer == 7);
	CHECK_INT(diag_count(d), 1);
	CHECK_TEXT(diag_message(d, 0)->id, "json-bom");
	CHECK_INT(diag_message(d, 0)->level, TT_NOTE);
}

/* Broken texts give one error each and no more than the text's bytes are read. */
static void
test_broken(struct arena *mem)
{
	static const char whole[] = "{\"a\\u00e1\": [1, -2.5e3, {\"b\": \"\\ud83d\\ude00\"}, [[]]], \"c\": {}}";
	static const char bytes[] = "{}[]\",:\\u0\n\xE1\xBA 1-.e/'#\0";
	unsigned seed = 1;
	int wrong = 0;

	for (int i = 0; i < 20000; i++) {
		size_t n = (size_t)i % sizeof whole;
		char *text = malloc(n == 0 ? 1 : n);
		struct source s = source_of(text, n);
		struct arena own = { .limit = 0 };
		struct diag *d = diag_new(&own, TT_ENGLISH);
		memcpy(text, whole, n);
		for (int k = 0; n > 0 && k < i % 4; k++) {
			seed = seed * 1103515245 + 12345;
			text[(seed >> 16) % n] = bytes[(seed >> 8) % (sizeof bytes - 1)];
		}
		wrong += (json_read(&own, d, &s) == NULL) != diag_failed(d);
		arena_free(&own);
		free(text);
	}
	CHECK_INT(wrong, 0);
	(void)mem;
}

int
main(void)
{
	struct arena mem = { .limit = 0 };

	test_values(&mem);
	test_errors(&mem);
	test_bytes(&mem);
	test_depth(&mem);
	test_mark(&mem);
	test_broken(&mem);
	arena_free(&mem);
	return test_end("json");
}
