#include "arena.h"
#include "map_date.h"
#include "map_entity.h"
#include "pattern.h"
#include "test.h"

/* What is wanted of a text; NULL: it has not the form. */
static const char *
wanted(struct arena *mem, const char *form, const char *text)
{
	struct pattern pattern;
	struct pattern_match m;

	CHECK(pattern_read(mem, form, &pattern) == NULL);

	if (!pattern_matches(mem, &pattern, text, strlen(text), &m))
		return "-";
	return arena_copy(mem, text + m.start[PATTERN_WANTED], m.end[PATTERN_WANTED] - m.start[PATTERN_WANTED]);
}

static void
test_forms(struct arena *mem)
{
	static const struct { const char *form, *text, *want; } cases[] = {
		{ "{=0}/{?}", "15/KH-UBND", "15" }, { "{=0}/{?}", "/KH-UBND", "-" },
		{ "{0}/{=}", "15/KH-UBND", "KH-UBND" },
		{ "{=0}/{?}", "15a/KH", "-" }, { "{=0a}/{?}", "15a/KH", "15a" }, { "{=0a}/{?}", "15Đ/KH", "15Đ" },
		{ "Số: {=0a}-{?}", "  SỐ:15-NQ/TU ", "15" }, { "{?}Lưu: {=}.", "- Lưu: VT, TCCB.", "VT, TCCB" },
		{ "{?}Lưu: {=}", "- lưu :VT", "-" }, { "- {=};", "-Như trên;", "Như trên" },
		{ "- {=};", "- a; b;", "a; b" },
		{ "{I}. {=}", "IV. NỘI DUNG", "NỘI DUNG" }, { "{I}. {=}", "A. NỘI DUNG", "-" },
		{ "{a}) {=}", "đ) Điểm", "Điểm" },
		{ "{a}) {=}", "ab) Điểm", "-" }, { "{0}.{0}. {=}", "1.12. Mục", "Mục" },
		{ "{0}. {=}", "1.12. Mục", "12. Mục" },
		{ "{=}", "", "-" }, { "{?}", "", "" }, { "{=}", " x ", "x" },
		{ "{=} TỈNH {+}", "UBND TỈNH TỈNH A", "UBND" },
		{ "{?}a{?}b{=}", "aabab", "ab" }, { "{=}, ngày {?}", "Thái Nguyên, ngày __ tháng 12", "Thái Nguyên" },
		{ "KT. {=}", "KT.\xC2\xA0GIÁM ĐỐC", "GIÁM ĐỐC" }, { "x", "X", "X" }, { "x", "xy", "-" },
		{ "a {=} c", "a\nb\nc", "b" },
	};
	struct pattern pattern;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_TEXT(wanted(mem, cases[i].form, cases[i].text), cases[i].want);
	CHECK_TEXT(pattern_read(mem, "a {x} b", &pattern), "{x}");
	CHECK_TEXT(pattern_read(mem, "a {=", &pattern), "{=");
}

/* Texts that would take a search by all ways very long. */
static void
test_long(struct arena *mem)
{
	enum { LONG = 200000 };
	char *text = arena_new(mem, LONG + 1);

	memset(text, 'a', LONG);
	CHECK_TEXT(wanted(mem, "{?}ab{?}ab{?}ab{=}", text), "-");
	text[LONG - 1] = 'b';
	CHECK_TEXT(wanted(mem, "{?}ab", text) == text ? text : "whole", "whole");
}

static const char *
date_of(struct arena *mem, const char *form, enum date_clock clock, const char *text)
{
	struct date_form date = { .clock = clock, .text = form };
	struct rule rule = { .dates = &date, .ndates = 1 };
	const char *day;

	if (clock == DATE_PATTERN)
		pattern_read(mem, form, &date.pattern);
	day = map_date(mem, &rule, text, strlen(text));
	return day == NULL ? "-" : day;
}

static void
test_dates(struct arena *mem)
{
	static const char words[] = "{?}ngày {d} tháng {M} năm {y}";
	static const struct { const char *text, *want; } moments[] = {
		{ "2022-12-05", "2022-12-05" }, { "2022-12-05T16:59:59Z", "2022-12-05" },
		{ "2022-12-05T17:00:00Z", "2022-12-06" },
		{ "2022-12-31T17:30:00.000Z", "2023-01-01" }, { "2024-02-28T23:00:00+02:00", "2024-02-29" },
		{ "2024-03-01T00:30:00+09:00", "2024-02-29" }, { "2022-12-05T23:59:00", "2022-12-05" },
		{ "2022-12-05 08:00:00+0700", "2022-12-05" }, { "2022-13-05", "-" }, { "2023-02-29", "-" },
		{ "05/12/2022", "-" },
		{ "2022-12-05T25:00:00Z", "-" }, { "2022-12-05Tx", "-" }, { "2022-1-5", "2022-01-05" }, { "", "-" },
		{ "2000-02-29T20:00:00Z", "2000-03-01" }, { "1969-12-31", "1969-12-31" },
	};

	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
		CHECK_TEXT(date_of(mem, "iso", DATE_ISO, moments[i].text), moments[i].want);
	CHECK_TEXT(date_of(mem, "ms", DATE_MILLISECONDS, "1670198400000"), "2022-12-05");
	CHECK_TEXT(date_of(mem, "ms", DATE_MILLISECONDS, "/Date(1670198400000+0700)/"), "2022-12-05");
	CHECK_TEXT(date_of(mem, "s", DATE_SECONDS, "0"), "1970-01-01");
	CHECK_TEXT(date_of(mem, "s", DATE_SECONDS, "x"), "-");
	CHECK_TEXT(date_of(mem, words, DATE_PATTERN, "Minh Họa, ngày 05 tháng 12 năm 2022"), "2022-12-05");
	CHECK_TEXT(date_of(mem, words, DATE_PATTERN, "Minh Họa, ngày __ tháng 12 năm 2022"), "2022-12");
	CHECK_TEXT(date_of(mem, words, DATE_PATTERN, "ngày … tháng … năm 2022"), "2022");
	CHECK_TEXT(date_of(mem, words, DATE_PATTERN, "ngày    tháng 3 năm 2022"), "2022-03");
	CHECK_TEXT(date_of(mem, words, DATE_PATTERN, "ngày 5 tháng   năm 2022"), "-");
	CHECK_TEXT(date_of(mem, "{d}/{M}/{y}", DATE_PATTERN, "5/12/2022"), "2022-12-05");
	CHECK_TEXT(date_of(mem, "{d}/{M}/{y}", DATE_PATTERN, "5/12/22"), "-");
}

static void
test_entities(void)
{
	size_t n = 0;

	CHECK_INT(map_entity("&agrave;", 8, &n), 0xE0);
	CHECK_INT(n, 8);
	CHECK_INT(map_entity("&#7879;x", 8, &n), 0x1EC7);
	CHECK_INT(n, 7);
	CHECK_INT(map_entity("&#x1EC7;", 8, &n), 0x1EC7);
	CHECK_INT(map_entity("&nbsp;", 6, &n), ' ');
	CHECK_INT(map_entity("&yuml;", 6, &n), 0xFF);
	CHECK_INT(map_entity("&none;", 6, &n), 0);
	CHECK_INT(map_entity("& b;", 4, &n), 0);
	CHECK_INT(map_entity("&#xD800;", 8, &n), 0);
	CHECK_INT(map_entity("&;", 2, &n), 0);
	CHECK_INT(map_entity("&amp", 4, &n), 0);
}

int
main(void)
{
	struct arena mem = { NULL };

	test_forms(&mem);
	test_long(&mem);
	test_dates(&mem);
	test_entities();
	arena_free(&mem);
	return test_end("pattern");
}
