/* Numbers as documents write them, with the words and letters of the shipped layouts. */
#include "arena.h"
#include "diag.h"
#include "number.h"
#include "profile.h"
#include "test.h"

static const struct { int64_t n; const char *words; } rows[] = {
	{ 0, "không" },
	{ 1, "một" },
	{ 4, "bốn" },
	{ 5, "năm" },
	{ 9, "chín" },
	{ 10, "mười" },
	{ 11, "mười một" },
	{ 14, "mười bốn" },
	{ 15, "mười lăm" },
	{ 20, "hai mươi" },
	{ 21, "hai mươi mốt" },
	{ 24, "hai mươi tư" },
	{ 25, "hai mươi lăm" },
	{ 44, "bốn mươi tư" },
	{ 55, "năm mươi lăm" },
	{ 94, "chín mươi tư" },
	{ 100, "một trăm" },
	{ 101, "một trăm linh một" },
	{ 104, "một trăm linh bốn" },
	{ 105, "một trăm linh năm" },
	{ 110, "một trăm mười" },
	{ 115, "một trăm mười lăm" },
	{ 1000, "một nghìn" },
	{ 1005, "một nghìn không trăm linh năm" },
	{ 1015, "một nghìn không trăm mười lăm" },
	{ 10000, "mười nghìn" },
	{ 10005, "mười nghìn không trăm linh năm" },
	{ 1000001, "một triệu không trăm linh một" },
	{ 21000000, "hai mươi mốt triệu" },
	{ 105000000, "một trăm linh năm triệu" },
	{ 1005000000, "một tỷ không trăm linh năm triệu" },
	{ 2024000000, "hai tỷ không trăm hai mươi tư triệu" },
	{ 2278000000, "hai tỷ hai trăm bảy mươi tám triệu" },
	{ 1000000000000, "một nghìn tỷ" },
	{ 1500000000005, "một nghìn năm trăm tỷ không trăm linh năm" },
	{ 1000000000000000000, "một tỷ tỷ" },
	{ -1, "âm một" },
	{ -2278000000, "âm hai tỷ hai trăm bảy mươi tám triệu" },
	{ INT64_MAX, "chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm ba mươi sáu tỷ "
	    "tám trăm năm mươi tư triệu bảy trăm bảy mươi lăm nghìn tám trăm linh bảy" },
	{ INT64_MIN, "âm chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm ba mươi sáu tỷ "
	    "tám trăm năm mươi tư triệu bảy trăm bảy mươi lăm nghìn tám trăm linh tám" },
};

static void
test_words(struct arena *mem, const struct number_words *w)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK_TEXT(number_in_words(mem, w, rows[i].n), rows[i].words);
		CHECK(number_words_agree(mem, w, rows[i].words, rows[i].words));
	}
}

/* Each number agrees with its own words only, also where one is the beginning of another. */
static void
test_each_other(struct arena *mem, const struct number_words *w)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
			if (number_words_agree(mem, w, rows[i].words, rows[k].words) != (i == k))
				CHECK_TEXT(rows[i].words, rows[k].words);
}

static void
test_agree(struct arena *mem, const struct number_words *w)
{
	static const struct { int64_t n; const char *given; bool agree; } cases[] = {
		{ 1005, "một nghìn không trăm linh năm", true },
		{ 1005, "Một nghìn không trăm linh năm đồng", true },
		{ 1005, "một ngàn không trăm linh năm đồng", true },
		{ 1005, "một nghìn không trăm lẻ năm đồng", true },
		{ 1005, "Một ngàn không trăm lẻ năm đồng chẵn", true },
		{ 1005, "  một   nghìn không trăm linh năm ", true },
		{ 1005, "MỘT NGHÌN KHÔNG TRĂM LINH NĂM ĐỒNG", true },
		{ 24, "hai mươi tư triệu", false },
		{ 24, "hai mươi tư", true },
		{ 24, "hai mươi bốn đại biểu", true },
		{ 25, "hai mươi nhăm", true },
		{ 25, "hai mươi năm", false },
		{ 14, "mười bốn", true },
		{ 14, "mười tư", true },
		{ 2278000000, "hai tỉ hai trăm bảy mươi tám triệu đồng", true },
		{ 2278000000, "hai tỷ hai trăm bảy mươi triệu đồng", false },
		{ 2278000000, "hai tỷ hai trăm bảy mươi tám", false },
		{ 2278000000, "hai tỷ hai trăm bảy mươi tám triệu năm trăm nghìn đồng", false },
		{ 20, "hai mươi mốt", false },
		{ 2, "hai mươi", false },
		{ 100, "một trăm linh một đồng", false },
		{ 100, "một trăm lẻ một đồng", false },
		{ 1000, "một ngàn tỉ đồng", false },
		{ 0, "không đồng", true },
		{ 0, "", false },
		{ 7, "đồng", false },
		{ -5, "âm năm", true },
		{ 5, "âm năm", false },
		{ -5, "năm", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *own = number_in_words(mem, w, cases[i].n);
		if (!CHECK(number_words_agree(mem, w, own, cases[i].given) == cases[i].agree))
			printf("\t\"%s\" for \"%s\"\n", cases[i].given, own);
	}
}

/* Without variants the profile's own words still count, and only these. */
static void
test_no_variants(struct arena *mem, const struct number_words *w)
{
	struct number_words plain = *w;

	plain.variants = NULL;
	CHECK(number_words_agree(mem, &plain, "một nghìn", "một nghìn đồng"));
	CHECK(!number_words_agree(mem, &plain, "một nghìn", "một ngàn đồng"));
}

static void
test_roman(struct arena *mem)
{
	static const struct { int n; const char *text; } cases[] = {
		{ 1, "I" }, { 2, "II" }, { 3, "III" }, { 4, "IV" }, { 5, "V" }, { 6, "VI" }, { 8, "VIII" },
		{ 9, "IX" }, { 10, "X" }, { 14, "XIV" }, { 19, "XIX" }, { 40, "XL" }, { 44, "XLIV" },
		{ 49, "XLIX" }, { 90, "XC" }, { 99, "XCIX" }, { 400, "CD" }, { 494, "CDXCIV" },
		{ 900, "CM" }, { 1888, "MDCCCLXXXVIII" }, { 2024, "MMXXIV" }, { 3999, "MMMCMXCIX" },
		{ 4000, "4000" }, { 0, "0" }, { -1, "-1" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_TEXT(number_roman(mem, cases[i].n), cases[i].text);
}

/* 23 letters: no f, j, w, z and none with a mark but đ. */
static void
test_letter(const char *const *letters)
{
	static const char *const none[] = { NULL };

	CHECK_TEXT(number_letter(letters, 1), "a");
	CHECK_TEXT(number_letter(letters, 4), "d");
	CHECK_TEXT(number_letter(letters, 5), "đ");
	CHECK_TEXT(number_letter(letters, 6), "e");
	CHECK_TEXT(number_letter(letters, 23), "y");
	CHECK_TEXT(number_letter(letters, 24), NULL);
	CHECK_TEXT(number_letter(letters, 0), NULL);
	CHECK_TEXT(number_letter(letters, -1), NULL);
	CHECK_TEXT(number_letter(none, 1), NULL);
}

static void
test_figures(struct arena *mem)
{
	CHECK_TEXT(number_padded(mem, 0, 10), "00");
	CHECK_TEXT(number_padded(mem, 6, 10), "06");
	CHECK_TEXT(number_padded(mem, 9, 10), "09");
	CHECK_TEXT(number_padded(mem, 10, 10), "10");
	CHECK_TEXT(number_padded(mem, 2, 3), "02");
	CHECK_TEXT(number_padded(mem, 3, 3), "3");
	CHECK_TEXT(number_padded(mem, 5, 0), "5");
	CHECK_TEXT(number_padded(mem, 105, 10), "105");
	CHECK_TEXT(number_padded(mem, -4, 10), "-4");
	CHECK_TEXT(number_grouped(mem, 0, "."), "0");
	CHECK_TEXT(number_grouped(mem, 7, "."), "7");
	CHECK_TEXT(number_grouped(mem, 999, "."), "999");
	CHECK_TEXT(number_grouped(mem, 1000, "."), "1.000");
	CHECK_TEXT(number_grouped(mem, 100005, "."), "100.005");
	CHECK_TEXT(number_grouped(mem, 2278000000, "."), "2.278.000.000");
	CHECK_TEXT(number_grouped(mem, 1234567, " "), "1 234 567");
	CHECK_TEXT(number_grouped(mem, 1234567, ""), "1234567");
	CHECK_TEXT(number_grouped(mem, -999, "."), "-999");
	CHECK_TEXT(number_grouped(mem, -1000, "."), "-1.000");
	CHECK_TEXT(number_grouped(mem, INT64_MAX, "."), "9.223.372.036.854.775.807");
	CHECK_TEXT(number_grouped(mem, INT64_MIN, "."), "-9.223.372.036.854.775.808");
}

int
main(void)
{
	struct arena mem = { 0 };
	struct plan plan = { .kind = "state", .type = "ke-hoach" };
	const struct profile *p = profile_for(&mem, diag_new(&mem, TT_ENGLISH),
	    profile_cache_new(&mem, "layouts"), &plan, NULL);

	if (CHECK(p != NULL)) {
		test_words(&mem, &p->words);
		test_each_other(&mem, &p->words);
		test_agree(&mem, &p->words);
		test_no_variants(&mem, &p->words);
		test_letter((const char *const *)p->letters);
	}
	test_roman(&mem);
	test_figures(&mem);
	arena_free(&mem);
	return test_end("number");
}
