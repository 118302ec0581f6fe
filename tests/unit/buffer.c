#include "buffer.h"
#include "arena.h"
#include "test.h"

static void
test_add(struct arena *mem)
{
	struct buffer b = { .mem = mem };

	buffer_text(&b, "");
	CHECK_TEXT(b.data, "");
	buffer_text(&b, "ab");
	buffer_byte(&b, 'c');
	buffer_printf(&b, "%d-%s", 12, "x");
	buffer_add(&b, "yz", 1);
	CHECK_TEXT(b.data, "abc12-xy");
	CHECK_INT(b.len, 8);
	for (int i = 0; i < 10000; i++)
		buffer_printf(&b, "%04d", i);
	CHECK_INT(b.len, 40008);
	CHECK_TEXT(b.data + b.len - 4, "9999");
	CHECK_INT(b.data[b.len], 0);
}

static void
test_length(struct arena *mem)
{
	static const struct { int64_t value; const char *want; } cases[] = {
		{ 0, "0" }, { 1, "0.001" }, { 56693, "56.693" }, { 56690, "56.69" }, { 500, "0.5" },
		{ 1000, "1" }, { -1500, "-1.5" }, { -1, "-0.001" }, { 100, "0.1" }, { 10, "0.01" },
		{ INT64_MAX, "9223372036854775.807" }, { INT64_MIN, "-9223372036854775.808" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer b = { .mem = mem };
		buffer_length(&b, cases[i].value);
		CHECK_TEXT(b.data, cases[i].want);
	}
}

static void
test_number(struct arena *mem)
{
	static const struct { int64_t value; const char *want; } cases[] = {
		{ 0, "0" }, { 9, "9" }, { 10, "10" }, { 100, "100" }, { 9999, "9999" }, { 10000, "10000" },
		{ -1, "-1" }, { INT64_MAX, "9223372036854775807" }, { INT64_MIN, "-9223372036854775808" },
	};
	struct buffer all = { .mem = mem };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer b = { .mem = mem };
		buffer_number(&b, cases[i].value);
		CHECK_TEXT(b.data, cases[i].want);
	}
	for (int i = 0; i < 1000; i++)
		buffer_number(&all, 123);
	CHECK_INT(all.len, 3000);
	CHECK_TEXT(all.data + 2994, "123123");
}

static void
test_json(struct arena *mem)
{
	struct buffer b = { .mem = mem };

	buffer_json(&b, "a\"\\\n\t\x7Fế", 9);
	CHECK_TEXT(b.data, "\"a\\\"\\\\\\n\\u0009\\u007fế\"");
}

int
main(void)
{
	struct arena mem = { .limit = 0 };

	test_add(&mem);
	test_length(&mem);
	test_number(&mem);
	test_json(&mem);
	arena_free(&mem);
	return test_end("buffer");
}
