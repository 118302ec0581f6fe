#include "utf8.h"
#include "test.h"

static void
test_next(void)
{
	static const struct { const char *bytes; size_t len; unsigned want; int used; } cases[] = {
		{ "a", 1, 'a', 1 }, { "\0", 1, 0, 1 }, { "\xC4\x91", 2, 0x111, 2 },
		{ "\xE1\xBA\xBF", 3, 0x1EBF, 3 }, { "\xF0\x9F\x98\x80", 4, 0x1F600, 4 },
		{ "\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4 },
		/* too short, alone, overlong, surrogate, too large */
		{ "\xC4", 1, UTF8_BAD, 1 }, { "\xE1\xBA", 2, UTF8_BAD, 1 },
		{ "\xF0\x9F\x98", 3, UTF8_BAD, 1 }, { "\x80", 1, UTF8_BAD, 1 },
		{ "\xC4" "a", 2, UTF8_BAD, 1 }, { "\xE1\xBA" "a", 3, UTF8_BAD, 1 },
		{ "\xC0\x80", 2, UTF8_BAD, 1 }, { "\xC1\xBF", 2, UTF8_BAD, 1 },
		{ "\xE0\x9F\xBF", 3, UTF8_BAD, 1 }, { "\xF0\x8F\xBF\xBF", 4, UTF8_BAD, 1 },
		{ "\xED\xA0\x80", 3, UTF8_BAD, 1 }, { "\xF4\x90\x80\x80", 4, UTF8_BAD, 1 },
		{ "\xF5\x80\x80\x80", 4, UTF8_BAD, 1 }, { "\xFF", 1, UTF8_BAD, 1 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *p = cases[i].bytes;
		CHECK_INT(utf8_next(&p, p + cases[i].len), cases[i].want);
		CHECK_INT(p - cases[i].bytes, cases[i].used);
	}
}

static void
test_round_trip(void)
{
	unsigned failed = 0;

	for (unsigned c = 0; c <= 0x10FFFF; c++) {
		char bytes[UTF8_MAX];
		const char *p = bytes;
		int n;
		if (c >= 0xD800 && c < 0xE000)
			continue;
		n = utf8_put(bytes, c);
		failed += utf8_next(&p, bytes + n) != c || p != bytes + n;
	}
	CHECK_INT(failed, 0);
}

int
main(void)
{
	test_next();
	test_round_trip();
	return test_end("utf8");
}
