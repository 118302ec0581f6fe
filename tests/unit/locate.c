#include "locate.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

struct step {
	const char	*key;		/* NULL: by index */
	size_t		 index;
};

enum { DEPTH = 4 };

/* Line and column of the value that the steps lead to; 0 and 0: it is not there. */
static void
find(const char *text, size_t len, const struct step *steps, size_t n, int *line, int *column)
{
	struct position spot = { .source = NULL };
	ptrdiff_t start;
	struct source source = { .name = "x.json", .text = text, .len = len };
	struct where chain[DEPTH + 1] = { { .source = &source } };

	for (size_t i = 0; i < n; i++)
		chain[i + 1] = (struct where){ .up = &chain[i], .key = steps[i].key,
		    .index = (uint32_t)steps[i].index };
	start = locate_start(&chain[n]);
	if (start >= 0)
		locate_byte(&spot, &source, (size_t)start);
	*line = spot.line;
	*column = spot.column;
}

static void
test_places(void)
{
	static const struct {
		const char	*text;
		struct step	 steps[DEPTH];
		size_t		 n;
		int		 line, column;
	} cases[] = {
		{ "1", { { NULL, 0 } }, 0, 1, 1 },
		{ " \n\t {}", { { NULL, 0 } }, 0, 2, 3 },
		{ "{\"a\":1}", { { "a", 0 } }, 1, 1, 6 },
		{ "{\"a\":1}", { { "b", 0 } }, 1, 0, 0 },
		{ "{\"a\":1}", { { NULL, 0 } }, 1, 0, 0 },
		{ "{}", { { "a", 0 } }, 1, 0, 0 },
		{ "[]", { { NULL, 0 } }, 1, 0, 0 },
		{ "[1]", { { NULL, 1 } }, 1, 0, 0 },
		{ "[1, 2,\n  3]", { { NULL, 2 } }, 1, 2, 3 },
		{ "[[1,[2]],\n {\"x\":[5 , 6]}]", { { NULL, 1 }, { "x", 0 }, { NULL, 1 } }, 3, 2, 12 },
		/* columns are characters, and a line may end with \r\n */
		{ "{\"khóa\":\"ế\",\r\n\"b\":[\"ếế\", 2]}", { { "b", 0 }, { NULL, 1 } }, 2, 2, 12 },
		{ "{\"khóa\":\"ế\", \"b\":2}", { { "b", 0 } }, 1, 1, 18 },
		/* names with escapes, brackets and quotes */
		{ "{\"a\\\"b\":1}", { { "a\"b", 0 } }, 1, 1, 9 },
		{ "{\"\\u1ebf\":1}", { { "ế", 0 } }, 1, 1, 11 },
		{ "{\"\\ud83d\\uDE00\":1}", { { "😀", 0 } }, 1, 1, 17 },
		{ "{\"\\n\\/\\\\\":1}", { { "\n/\\", 0 } }, 1, 1, 11 },
		{ "{\"ab\":0,\"a\":1}", { { "a", 0 } }, 1, 1, 13 },
		{ "{\"a\":0,\"ab\":1}", { { "ab", 0 } }, 1, 1, 13 },
		{ "{\"x\":\"}]\\\"\",\"a\":1}", { { "a", 0 } }, 1, 1, 17 },
		{ "{\"\":[7]}", { { "", 0 }, { NULL, 0 } }, 2, 1, 6 },
		/* a byte order mark is no column */
		{ "\xEF\xBB\xBF{\"a\":1}", { { "a", 0 } }, 1, 1, 6 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int line, column;
		find(cases[i].text, strlen(cases[i].text), cases[i].steps, cases[i].n, &line, &column);
		if (line != cases[i].line || column != cases[i].column)
			printf("case %zu: %s\n", i, cases[i].text);
		CHECK_INT(line, cases[i].line);
		CHECK_INT(column, cases[i].column);
	}
}

/* Whatever the text, the search ends, reads nothing beyond it, and finds nothing outside it. */
static void
test_broken(void)
{
	static const char whole[] = "{\"a\\u00e1\\\"\": [1, {\"b\": \"\\ud83d\\ude00\"}, [[]]], \"c\": {}}";
	static const char bytes[] = "{}[]\",:\\u0\n\xE1\xBA ";
	static const struct step steps[] = { { "c", 0 }, { NULL, 1 }, { "b", 0 } };
	unsigned seed = 1;
	int line, column, wrong = 0;

	for (int i = 0; i < 20000; i++) {
		size_t n = (size_t)i % sizeof whole;
		char *text = malloc(n + 1);
		memcpy(text, whole, n);
		for (int k = 0; n > 0 && k < i % 4; k++) {
			seed = seed * 1103515245 + 12345;
			text[(seed >> 16) % n] = bytes[(seed >> 8) % (sizeof bytes - 1)];
		}
		text = realloc(text, n + 1);
		for (size_t s = 0; s <= 3; s++) {
			char *exact = malloc(n == 0 ? 1 : n);
			memcpy(exact, text, n);
			find(exact, n, steps, s, &line, &column);
			wrong += line < 0 || (line == 0) != (column == 0) || (size_t)column > n + 1;
			free(exact);
		}
		free(text);
	}
	CHECK_INT(wrong, 0);
}

/* Bytes of what the reader made of a string are found again in it. */
static void
test_inside(void)
{
	static const struct {
		const char	*json, *text;
		size_t		 n;	/* byte of the text */
		const char	*rest;	/* what stands there in the source; NULL: it is no string */
	} cases[] = {
		{ "\"abc\"", "abc", 0, "abc\"" },
		{ "\"abc\"", "abc", 2, "c\"" },
		{ "\"abc\"", "abc", 3, "\"" },
		{ "\"ệa\"", "ệa", 3, "a\"" },
		{ "\"\\u1ec7a\"", "ệa", 3, "a\"" },			/* escaped */
		{ "\"\\\"\\n\\u00e9x\"", "\"\néx", 4, "x\"" },
		{ "\"e\xCC\x81x\"", "éx", 2, "x\"" },			/* composed */
		{ "\"o\xCC\x82\xCC\xA3n \"", "ộn", 3, "n \"" },
		{ "\"  a   b \"", "a b", 0, "a   b \"" },		/* spaces left out */
		{ "\"  a   b \"", "a b", 2, "b \"" },
		{ "\"a\\t b\"", "a b", 2, "b\"" },
		{ "\"a  b\"", "a  b", 2, " b\"" },			/* and kept */
		{ "{\"bold\":true, \"text\": \"xy\"}", "xy", 1, "y\"}" },
		{ "{\"amount\": 5}", "5", 0, NULL },
		{ "12", "12", 0, NULL },
		{ "\"ab", "abcd", 4, "" },				/* not what was read */
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct source source = { .name = "x.json", .text = cases[i].json, .len = strlen(cases[i].json) };
		struct where root = { .source = &source };
		struct inside inside = { .at = NULL };
		int found = locate_inside(&inside, &root, cases[i].text, cases[i].n);
		CHECK_INT(found, cases[i].rest == NULL ? -1 : 0);
		if (found == 0)
			CHECK_TEXT(source.text + inside.offset, cases[i].rest);
		/* Step by step it comes to the same place. */
		inside = (struct inside){ .at = NULL };
		for (size_t n = 0; found == 0 && n <= cases[i].n; n++)
			if (((unsigned char)cases[i].text[n] & 0xC0) != 0x80)
				locate_inside(&inside, &root, cases[i].text, n);
		if (found == 0)
			CHECK_TEXT(source.text + inside.offset, cases[i].rest);
	}
}

int
main(void)
{
	test_places();
	test_inside();
	test_broken();
	CHECK_INT(locate_start(NULL), -1);
	CHECK(locate_source(NULL) == NULL);
	return test_end("locate");
}
