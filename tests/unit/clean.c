#include "clean.h"
#include "arena.h"
#include "test.h"
#include "utf8.h"

static const struct source source = { .name = "x.json", .text = "\"\"", .len = 2 };
static const struct where root = { .source = &source };

struct sample {
	const char	*given, *want;
	const char	*id;		/* of the message, NULL: none */
};

static const char *
clean(struct arena *mem, struct diag *d, const char *text)
{
	size_t n = strlen(text);
	const char *got = clean_text(mem, d, &root, text, &n);

	return arena_copy(mem, got, n);
}

static void
check_samples(struct arena *mem, const struct sample *samples, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct diag *d = diag_new(mem, TT_ENGLISH);
		CHECK_TEXT(clean(mem, d, samples[i].given), samples[i].want);
		CHECK_INT(diag_count(d), samples[i].id != NULL);
		if (diag_count(d) > 0)
			CHECK_TEXT(diag_message(d, 0)->id, samples[i].id);
	}
}

static void
test_compose(struct arena *mem)
{
	static const struct sample samples[] = {
		{ "", "", NULL },
		{ "Kế hoạch", "Kế hoạch", NULL },
		{ "Ke\u0302\u0301 hoa\u0323ch", "Kế hoạch", NULL },
		{ "ê\u0301 ê\u0323 ư\u0301 ơ\u0303", "ế ệ ứ ỡ", NULL },
		{ "a\u0301\u0302 á\u0302 Ẻ\u0302 ò\u0302", "ấ ấ Ể ồ", NULL },
		{ "ã\u0306 a\u0309\u0306 A\u0323\u0306", "ẵ ẳ Ặ", NULL },
		{ "ó\u031B ù\u031B ạ\u0302 ọ\u031B", "ớ ừ ậ ợ", NULL },
		{ "e\u0341 a\u0340", "é à", NULL },
		{ "ú\u0302 ý\u0306", "ú\u0302 ý\u0306", NULL },
		{ "\u212B \u1E9B\u0323", "Å \u1E9B\u0323", NULL },
		{ "10⁻³ m², 5 ₫, “–—…”, − ≤ ¥ €", "10⁻³ m², 5 ₫, “–—…”, − ≤ ¥ €", NULL },
		{ "ភាសាខ្មែរ ພາສາລາວ 中文 ＡＢＣ", "ភាសាខ្មែរ ພາສາລາວ 中文 ＡＢＣ", NULL },
		{ "a\r\nb\rc\nd", "a\nb\nc\nd", NULL },
	};

	check_samples(mem, samples, sizeof samples / sizeof *samples);
}

static const struct sample treated[] = {
	{ "a\x01" "b", "ab", "text-control" }, { "a\x1F", "a", "text-control" },
	{ "a\x7F", "a", "text-control" },
	{ "a\tb", "a b", "text-changed" }, { "a\x0B" "b", "a b", "text-changed" },
	{ "a\x0C" "b", "a b", "text-changed" }, { "a\nb", "a\nb", NULL }, { "a\rb", "a\nb", NULL },
	{ "a\xC2\x80", "a", "text-misread" }, { "a\xC2\x9F", "a", "text-misread" },
	{ "a\u00ADb", "ab", "text-dropped" },
	{ "\u00D0à", "Đà", "text-changed" }, { "\u0189à", "Đà", "text-changed" },
	{ "a\u034Fb", "ab", "text-dropped" }, { "a\u061C", "a", "text-direction" },
	{ "a\u180E", "a", "text-dropped" },
	{ "a\u00A0b", "a\u00A0b", NULL }, { "a\u202Fb", "a\u00A0b", NULL },
	{ "a\u2003b", "a b", "text-changed" }, { "a\u205Fb", "a b", "text-changed" },
	{ "a\u3000b", "a b", "text-changed" },
	{ "a\u200Bb", "ab", "text-dropped" }, { "a\u200Cb", "ab", "text-dropped" },
	{ "a\u200Db", "ab", "text-dropped" },
	{ "ខ\u200Bម ລ\u200Bາ ข\u200Bม", "ខ\u200Bម ລ\u200Bາ ข\u200Bม", NULL },
	{ "ខ\u200Cម ខ\u200Dម", "ខ\u200Cម ខ\u200Dម", NULL },
	{ "ខ\u200B a", "ខ a", "text-dropped" }, { "\u200Bខ", "ខ", "text-dropped" },
	{ "a\u200Eb", "ab", "text-direction" }, { "a\u200Fb", "ab", "text-direction" },
	{ "a\u202Eb", "ab", "text-direction" }, { "a\u2066b", "ab", "text-direction" },
	{ "a\u2011b", "a-b", "text-changed" }, { "a\u2010b", "a\u2010b", NULL },
	{ "a\u2028b", "a\nb", "text-changed" }, { "a\u2029b", "a\nb", "text-changed" },
	{ "a\u2060b", "ab", "text-dropped" }, { "a\u2062b", "ab", "text-dropped" },
	{ "a\u206Ab", "ab", "text-dropped" }, { "a\uFE0Fb", "ab", "text-dropped" },
	{ "\uFEFFa", "a", "text-dropped" }, { "a\uFFF9b", "ab", "text-dropped" },
	{ "a\U000E0041b", "ab", "text-dropped" },
	{ "\uE000", "", "text-private" }, { "\uF02E", "", "text-private" },
	{ "\uF0A8", "", "text-private" }, { "\uF0B8", "", "text-private" },
	{ "\uF8FF", "", "text-private" }, { "\U000F0000", "", "text-private" },
	{ "\U00100000", "", "text-private" },
	{ "\uF02D a", "- a", "text-bullet" }, { "\uF0A7 a", "▪ a", "text-bullet" },
	{ "\uF0B7 a", "• a", "text-bullet" }, { "\uF0D8 a", "➢ a", "text-bullet" },
	{ "a\uFFFCb", "ab", "text-lost" }, { "a\uFFFDb", "ab", "text-lost" },
	{ "\uFDD0", "", "text-noncharacter" }, { "\xEF\xBF\xBE", "", "text-noncharacter" },
	{ "\xF0\x9F\xBF\xBF", "", "text-noncharacter" },
	{ "a\u05E9", "a", "text-right" }, { "a\u0750", "a", "text-right" },
	{ "a\uFB2A", "a", "text-right" }, { "a\uFDF2", "a", "text-right" },
	{ "a\uFE8D", "a", "text-right" }, { "a\U00010800", "a", "text-right" },
	{ "a\U0001E900", "a", "text-right" },
};

/* Every row of the table has a sample, and the rows are in order. */
static void
test_table(struct arena *mem)
{
#define X(first, last, treatment, replacement, name) { first, last },
	static const struct { unsigned first, last; } rows[] = {
#include "clean.def"
	};
#undef X
	check_samples(mem, treated, sizeof treated / sizeof *treated);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int found = 0;
		for (size_t s = 0; s < sizeof treated / sizeof *treated; s++) {
			const char *p = treated[s].given, *end = p + strlen(p);
			while (p < end) {
				unsigned c = utf8_next(&p, end);
				found |= c >= rows[i].first && c <= rows[i].last;
			}
		}
		if (!found)
			printf("no sample for U+%04X\n", rows[i].first);
		CHECK(found);
		CHECK(rows[i].first <= rows[i].last);
		CHECK(i == 0 || rows[i].first > rows[i - 1].last);
	}
}

/* Many marks on one letter are refused, whatever is dropped between them; those of a text are not. */
static void
test_marks(struct arena *mem)
{
	static const struct { const char *mark; int n; const char *id; } cases[] = {
		{ "\u0316", 30, NULL }, { "\u0316", 31, "text-marks" }, { "\u0316\u2060", 31, "text-dropped" },
		{ "e\u0301", 400, NULL }, { "\u0316", 100000, "text-marks" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct diag *d = diag_new(mem, TT_ENGLISH);
		size_t size = strlen(cases[i].mark);
		char *text = arena_new(mem, size * (size_t)cases[i].n + 2);
		text[0] = 'a';
		for (int k = 0; k < cases[i].n; k++)
			memcpy(text + 1 + size * (size_t)k, cases[i].mark, size);
		CHECK(strlen(clean(mem, d, text)) <= 1 + size * 400);
		CHECK_INT(diag_failed(d), cases[i].id != NULL);
		CHECK(cases[i].id == NULL || strcmp(diag_message(d, 0)->id, cases[i].id) == 0);
	}
}

static void
test_messages(struct arena *mem)
{
	struct diag *d = diag_new(mem, TT_ENGLISH);

	clean(mem, d, "a\u00ADb\u00ADc\u2028\u2003d\uF0B7");
	CHECK_INT(diag_count(d), 4);
	CHECK_TEXT(diag_message(d, 0)->text, "U+00AD SOFT HYPHEN, which is invisible, dropped");
	CHECK_TEXT(diag_message(d, 1)->text, "U+2028 LINE SEPARATOR replaced by \\n");
	CHECK_TEXT(diag_message(d, 2)->text, "U+2003 SPACE OF ITS OWN WIDTH replaced by \" \"");
	CHECK_TEXT(diag_message(d, 3)->text,
	    "U+F0B7 DOT cannot be printed; it was probably a bullet in Word, write • instead");
	CHECK_INT(diag_worst(d), TT_FAULT_DATA);
}

static void
test_legacy(struct arena *mem)
{
	static const struct sample samples[] = {
		{ "Ñoäc laäp", "Ñoäc laäp", "legacy-vni" }, { "KÕ ho¹ch", "KÕ ho¹ch", "legacy-tcvn3" },
		{ "Káº¿ hoáº¡ch", "Káº¿ hoáº¡ch", "legacy-double" },
		{ "Müller São Paulo café", "Müller São Paulo café", NULL },
	};

	check_samples(mem, samples, sizeof samples / sizeof *samples);
}

static void
test_line(struct arena *mem)
{
	static const struct { const char *given, *want; } cases[] = {
		{ "", "" }, { " \n ", "" }, { "a", "a" }, { "  a b\n", "a b" }, { "a\nb", "a b" },
		{ "a\r\nb", "a b" }, { "\ta\t", "a" },
	};
	const char *same = "Kế hoạch";
	size_t n = strlen(same);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct diag *d = diag_new(mem, TT_ENGLISH);
		const char *got;
		n = strlen(cases[i].given);
		got = clean_line(mem, d, &root, cases[i].given, &n);
		CHECK_TEXT(got, cases[i].want);
		CHECK_INT(n, strlen(cases[i].want));
	}
	n = strlen(same);
	CHECK(clean_text(mem, NULL, &root, same, &n) == same);
	CHECK(clean_line(mem, NULL, &root, same, &n) == same);
}

static void
test_case(struct arena *mem)
{
	static const char lower[] = "kế hoạch đường ơ ư ỹ ẵ", upper[] = "KẾ HOẠCH ĐƯỜNG Ơ Ư Ỹ Ẵ";

	CHECK_TEXT(clean_upper(mem, lower, sizeof lower - 1), upper);
	CHECK_TEXT(clean_lower(mem, upper, sizeof upper - 1), lower);
	CHECK_TEXT(clean_upper(mem, "ab", 1), "A");
}

int
main(void)
{
	struct arena mem = { .limit = 0 };

	test_compose(&mem);
	test_table(&mem);
	test_marks(&mem);
	test_messages(&mem);
	test_legacy(&mem);
	test_line(&mem);
	test_case(&mem);
	arena_free(&mem);
	return test_end("clean");
}
