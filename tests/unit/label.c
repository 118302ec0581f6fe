/* Paths of outputs: whatever the values are, they stay below their folder. */
#include "arena.h"
#include "label.h"
#include "test.h"

static const char *
value(void *user, const char *name)
{
	const char *const *values = user;

	return strcmp(name, "a") == 0 ? values[0] : strcmp(name, "b") == 0 ? values[1] : NULL;
}

static const char *
path(struct arena *mem, const char *pattern, const char *a, const char *b)
{
	const char *values[] = { a, b }, *unknown = NULL, *made = label_path(mem, pattern, value, values, &unknown);

	return made != NULL ? made : unknown;
}

static void
test_patterns(struct arena *mem)
{
	CHECK_TEXT(path(mem, "{a}", "81-kh", ""), "81-kh");
	CHECK_TEXT(path(mem, "{a}.pdf", "81-kh", ""), "81-kh");
	CHECK_TEXT(path(mem, "{a}.PDF", "81-kh", ""), "81-kh");
	CHECK_TEXT(path(mem, "2024/{a}/{b}-x", "UBND", "81"), "2024/UBND/81-x");
	CHECK_TEXT(path(mem, "/{a}//{b}/", "UBND", "81"), "UBND/81/_");
	CHECK_TEXT(path(mem, "../{a}", "x", ""), "_/x");
	CHECK_TEXT(path(mem, "{a}/{b}", "", "81"), "_/81");
	CHECK_TEXT(path(mem, "{no}", "", ""), "no");
	CHECK_TEXT(path(mem, "", "", ""), "_");
	CHECK_TEXT(path(mem, "{a", "x", ""), "{a");
}

static void
test_values(struct arena *mem)
{
	CHECK_TEXT(path(mem, "{a}/{b}", "../..", "/etc/passwd"), "_/etc-passwd");
	CHECK_TEXT(path(mem, "{a}", "a/b\\c:d*e?f\"g<h>i|j", ""), "a-b-c-d-e-f-g-h-i-j");
	CHECK_TEXT(path(mem, "{a}", ".hidden", ""), "hidden");
	CHECK_TEXT(path(mem, "{a}", "-rf", ""), "rf");
	CHECK_TEXT(path(mem, "{a}", " a. . ", ""), "a");
	CHECK_TEXT(path(mem, "{a}", "a\x01\x7F\u202E\u200Bb\uFEFF", ""), "ab");
	CHECK_TEXT(path(mem, "{a}", "a\xFF" "b\xC3", ""), "a-b-");
	CHECK_TEXT(path(mem, "{a}", "Đề án\u00A0số 1", ""), "Đề án số 1");
	CHECK_TEXT(path(mem, "{a}/{a}", "x.pdf", ""), "x.pdf_/x.pdf");
	CHECK_TEXT(path(mem, "{a}/x", "Manifest.NDJSON", ""), "Manifest.NDJSON_/x");
}

static void
test_devices(struct arena *mem)
{
	static const char *const devices[] = { "con", "CON", "nul.txt", "Aux ", "prn .x", "com1", "LPT9.a",
	    "com\u00B9", "conin$" };
	static const char *const others[] = { "con2", "com", "com12", "comx", "lpt\u00BD", "xcon", "com\u0139" };

	for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
		CHECK(path(mem, "{a}", devices[i], "")[0] == '_');
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		CHECK_TEXT(path(mem, "{a}", others[i], ""), others[i]);
}

/* A long value is cut between characters. */
static void
test_long(struct arena *mem)
{
	char text[601];
	const char *made;

	for (size_t i = 0; i < 200; i++)
		memcpy(text + 3 * i, "\u1EBF", 4);
	made = path(mem, "{a}", text, "");
	CHECK_INT(strlen(made), 180);
	made = path(mem, "x{a}", text, "");
	CHECK_INT(strlen(made), 178);
}

int
main(void)
{
	struct arena mem = { 0 };

	test_patterns(&mem);
	test_values(&mem);
	test_devices(&mem);
	test_long(&mem);
	arena_free(&mem);
	return test_end("label");
}
