#include "diag.h"
#include "arena.h"
#include "test.h"

#include <errno.h>
#include <stdlib.h>

static const char text[] = "{\n  \"a\": [1, 2],\n  \"b/~\": 3,\n\t\"c\": \"x\"\n}\n";
static const struct source source = { .name = "x.json", .text = text, .len = sizeof text - 1 };
static const struct where root = { .source = &source };
static const struct where at_a = { .up = &root, .key = "a" };
static const struct where at_a1 = { .up = &at_a, .index = 1 };
static const struct where at_b = { .up = &root, .key = "b/~" };
static const struct where at_c = { .up = &root, .key = "c" };

static void
test_place(struct arena *mem)
{
	struct diag *d = diag_new(mem, TT_ENGLISH);
	const struct tt_message *m;

	CHECK_INT(DIAG(d, LINE_OVERFULL, &at_a1, "Appendix I, II.6", "word"), -1);

	m = diag_message(d, 0);
	CHECK_INT(m->level, TT_WARNING);
	CHECK_TEXT(m->id, "line-overfull");
	CHECK_TEXT(m->file, "x.json");
	CHECK_INT(m->line, 2);
	CHECK_INT(m->column, 12);
	CHECK_INT(m->caret, 12);
	CHECK_TEXT(m->source_line, "  \"a\": [1, 2],");
	CHECK_TEXT(m->pointer, "/a/1");
	CHECK_TEXT(m->article, "Appendix I, II.6");
	CHECK_TEXT(m->text, "\"word\" is wider than its line, broken inside");
	CHECK(diag_message(d, 1) == NULL);
	CHECK_INT(diag_failed(d), 0);
	CHECK_INT(diag_worst(d), TT_FAULT_NONE);

	DIAG(d, LINE_LOOSE, &at_b, "", "x");
	CHECK_TEXT(diag_message(d, 1)->pointer, "/b~1~0");
	CHECK(diag_message(d, 1)->article == NULL);
	DIAG(d, LINE_LOOSE, &at_c, "", "x");
	CHECK_TEXT(diag_message(d, 2)->source_line, " \"c\": \"x\"");
	CHECK_INT(diag_message(d, 2)->caret, 7);
}

/* A text that is part of a file: lines and columns are those of the file, the line shown is what there is. */
static void
test_part(struct arena *mem)
{
	static const struct source part = { .name = "x.json", .text = text, .len = sizeof text - 1, .line = 40,
		.column = 90 };
	const struct where top = { .up = NULL, .source = &part };
	const struct where a = { .up = &top, .key = "a" }, in_a = { .up = &a, .index = 1 };
	struct diag *d = diag_new(mem, TT_ENGLISH);
	const struct tt_message *m;

	DIAG(d, LINE_LOOSE, &in_a, "", "x");

	m = diag_message(d, 0);
	CHECK(m->line == 41 && m->column == 12 && m->caret == 12);
	CHECK_TEXT(m->source_line, "  \"a\": [1, 2],");
	DIAG(d, FIELD_MISSING, &top, "", "x");
	m = diag_message(d, 0);
	CHECK(m->line == 40 && m->column == 90 && m->caret == 1);
	CHECK_TEXT(m->source_line, "…");
	diag_add_at(d, DIAG_JSON_TOKEN, &part, 42, 3, (const char *const[]){ "", "y", NULL });
	m = diag_message(d, 2);
	CHECK(m->line == 42 && m->column == 3 && m->caret == 3);
	CHECK_TEXT(m->source_line, "  \"b/~\": 3,");
	diag_add_at(d, DIAG_JSON_END, &part, 40, 91, NULL);
	m = diag_message(d, 1);
	CHECK(m->line == 40 && m->column == 91 && m->caret == 2);
}

/* A value that is not in the text is told at what would hold it. */
static void
test_absent(struct arena *mem)
{
	struct where missing = { .up = &at_a, .key = "none" };
	struct diag *d = diag_new(mem, TT_VIETNAMESE);

	DIAG(d, LINE_LOOSE, &missing, "", "x");
	CHECK_INT(diag_message(d, 0)->line, 2);
	CHECK_INT(diag_message(d, 0)->column, 8);
	CHECK_TEXT(diag_message(d, 0)->pointer, "/a/none");
	DIAG(d, FONT_NONE, NULL, "", "x");
	CHECK_TEXT(diag_message(d, 1)->text, "không tìm thấy tệp phông chữ cho x");
	CHECK(diag_message(d, 1)->file == NULL);
	CHECK(diag_message(d, 1)->pointer == NULL);
	CHECK_INT(diag_message(d, 1)->line, 0);

	CHECK_INT(diag_worst(d), TT_FAULT_ENVIRONMENT);
	CHECK_TEXT(diag_pointer(mem, &root), "");
}

static void
test_order(struct arena *mem)
{
	static const struct source other = { .name = "profile.json", .text = "{}", .len = 2 };
	struct where other_root = { .source = &other };
	struct diag *d = diag_new(mem, TT_ENGLISH);

	DIAG(d, FONT_NONE, NULL, "", "nowhere");
	DIAG(d, LINE_LOOSE, &at_c, "", "3");
	DIAG(d, LINE_LOOSE, &other_root, "", "4");
	DIAG(d, LINE_LOOSE, &at_a, "", "1");
	DIAG(d, LINE_LOOSE, &at_a, "", "2");
	DIAG(d, LINE_LOOSE, &at_a, "", "1");

	CHECK_INT(diag_count(d), 5);
	CHECK(strstr(diag_message(d, 0)->text, "\"1\"") != NULL);
	CHECK(strstr(diag_message(d, 1)->text, "\"2\"") != NULL);
	CHECK(strstr(diag_message(d, 2)->text, "\"3\"") != NULL);
	CHECK_TEXT(diag_message(d, 3)->file, "profile.json");
	CHECK_TEXT(diag_message(d, 4)->id, "font-none");
}

static void
test_arguments(struct arena *mem)
{
	static const struct { const char *given, *shown; } cases[] = {
		{ "a\nb\x01", "a\\u000Ab\\u0001" },
		{ "\xC2\x85|\xE2\x80\xAE|\xC2\xAD", "\\u0085|\\u202E|\\u00AD" },
		{ "\xE1\xBA!", "\\xE1\\xBA!" },
		{ "{1}{2}", "{1}{2}" },
		{ "ếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếế",
		    "ếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếế" },
		{ "ếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếX",
		    "ếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếếế…" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct diag *d = diag_new(mem, TT_ENGLISH);
		DIAG(d, FONT_NONE, NULL, "", cases[i].given);
		CHECK_TEXT(diag_message(d, 0)->text,
		    arena_printf(mem, "no font file found for %s", cases[i].shown));
	}
}

/* A long line is cut around its column; the caret says where the column is in the rest. */
static void
test_long_line(struct arena *mem)
{
	size_t n = 1000;
	char *line = arena_new(mem, n + 1);
	struct source s = { .name = "x", .text = line, .len = n };

	for (size_t i = 0; i < n; i++)
		line[i] = (char)('a' + i % 26);
	for (int column = 1; column <= (int)n; column += 37) {
		struct diag *d = diag_new(mem, TT_ENGLISH);
		const struct tt_message *m;
		diag_add_at(d, DIAG_JSON_END, &s, 1, column, NULL);
		m = diag_message(d, 0);
		CHECK_INT(m->column, column);
		CHECK(strlen(m->source_line) <= 170);
		CHECK(m->caret <= column);
		if (column < 80)
			CHECK(m->source_line[m->caret - 1] == line[column - 1]);
		else
			CHECK(m->source_line[m->caret - 1 + 2] == line[column - 1]);
	}
}

/* A message that comes again costs nothing, and the places of many are found in one pass. */
static void
test_many(struct arena *mem)
{
	enum { MANY = 300000 };
	struct source s = { .name = "x", .text = "" };
	struct where top = { .source = &s }, places[TT_MESSAGES_MAX];
	struct diag *d = diag_new(mem, TT_ENGLISH);
	char *line = arena_new(mem, MANY * 8 + 1);
	size_t before;

	for (size_t i = 0; i < MANY; i++)
		memcpy(line + i * 8, "ế,\"xy\"", 8);
	s.text = line;
	s.len = MANY * 8;
	for (int i = 0; i < MANY; i++)
		DIAG(d, LINE_OVERFULL, &top, "", "again");
	CHECK_INT(diag_count(d), 1);
	before = mem->total;
	for (int i = 0; i < MANY; i++)
		DIAG(d, LINE_OVERFULL, &top, "", "again");
	CHECK_INT(mem->total, before);
	for (uint32_t i = 0; i + 2 < TT_MESSAGES_MAX; i++) {
		places[i] = (struct where){ .up = &top, .index = i, .offset = (MANY - TT_MESSAGES_MAX + i) * 8 + 3 };
		DIAG(d, FIELD_EMPTY, &places[i], "");
	}
	CHECK_INT(diag_count(d), TT_MESSAGES_MAX - 1);
	CHECK_INT(diag_message(d, 1)->column, (MANY - TT_MESSAGES_MAX) * 6 + 2);
	CHECK_INT(diag_message(d, TT_MESSAGES_MAX - 2)->column, (MANY - 3) * 6 + 2);
	CHECK_INT(diag_takes(d, DIAG_LINE_LOOSE), 1);
}

/* What is wrong in a file of the program or the office is not the fault of the data. */
static void
test_ours(struct arena *mem)
{
	static const struct source profile = { .name = "p.json", .text = "{}", .len = 2, .ours = true };
	static const struct where place = { .source = &profile };
	struct diag *d = diag_new(mem, TT_VIETNAMESE);

	DIAG(d, FIELD_MISSING, &place, "", "a");

	CHECK_INT(diag_worst(d), TT_FAULT_ENVIRONMENT);
	d = diag_new(mem, TT_VIETNAMESE);
	diag_add_at(d, DIAG_JSON_END, &profile, 1, 1, NULL);
	CHECK_INT(diag_worst(d), TT_FAULT_ENVIRONMENT);
	CHECK_TEXT(diag_reason(d, ENOENT), "không có tệp hoặc thư mục này");
	CHECK_TEXT(diag_reason(d, -1), "hệ thống từ chối");
	CHECK_TEXT(diag_term(d, DIAG_TERM_ARRAY), "mảng");
}

static void
test_limit(struct arena *mem)
{
	struct diag *d = diag_new(mem, TT_ENGLISH);
	const struct tt_message *m;

	for (int i = 0; i < TT_MESSAGES_MAX + 10; i++)
		DIAG(d, LINE_LOOSE, &at_a, "", arena_printf(mem, "%d", i));
	CHECK_INT(diag_count(d), TT_MESSAGES_MAX + 1);
	CHECK_TEXT(diag_message(d, TT_MESSAGES_MAX)->id, "limit");
	CHECK_INT(diag_failed(d), 0);
	CHECK_INT(diag_takes(d, DIAG_LINE_LOOSE), 0);
	CHECK_INT(diag_takes(d, DIAG_GLYPH_MISSING), 1);

	/* Errors are not lost among notes. */
	DIAG(d, GLYPH_MISSING, &at_c, "", "x", "U+0041");
	CHECK_INT(diag_failed(d), 1);
	CHECK_INT(diag_count(d), TT_MESSAGES_MAX + 1);
	DIAG(d, NO_MEMORY, NULL, "");
	DIAG(d, NO_MEMORY, NULL, "");
	CHECK_INT(diag_count(d), TT_MESSAGES_MAX + 2);
	CHECK_INT(diag_worst(d), TT_FAULT_ENVIRONMENT);
	m = diag_message(d, TT_MESSAGES_MAX + 1);
	CHECK_TEXT(m->id, "limit");
}

/* What is taken out makes room, however much was told, and what comes then is not lost. */
static void
test_dropped(struct arena *mem)
{
	static const struct source other = { .name = "other.json", .text = "[]", .len = 2 };
	const struct where top = { .source = &other };
	struct diag *d = diag_new(mem, TT_ENGLISH);

	for (int round = 0; round < 20; round++) {
		for (int i = 0; i < TT_MESSAGES_MAX - 50 + round * 10; i++) {
			struct where at = { .up = &top, .index = (uint32_t)(round * 1000 + i) };
			DIAG(d, FIELD_EMPTY, &at, "");
		}
		diag_drop_source(d, &other);
		CHECK(!diag_failed(d) && diag_takes(d, DIAG_LINE_LOOSE));
		CHECK(diag_count(d) <= 1);		/* that there were too many */
	}
	DIAG(d, FIELD_EMPTY, &at_a, "");
	CHECK(diag_failed(d) && diag_failed_in(d, &source) && !diag_failed_in(d, &other));
}

/* Messages that differ only in what a place shows behind the length of other arguments are two. */
static void
test_places(struct arena *mem)
{
	static const struct source far = {
		.name = "a/folder/with/a/long/name/and/another/one/in/it/for/the/plans/plan.json",
		.text = "[1,2]", .len = 5 };
	const struct where top = { .source = &far }, first = { .up = &top }, second = { .up = &top, .index = 1 };
	struct diag *d = diag_new(mem, TT_ENGLISH);

	DIAG(d, TASK_ID_SAME, &at_a, "", "key", diag_place(d, &first));
	DIAG(d, TASK_ID_SAME, &at_a, "", "key", diag_place(d, &second));
	DIAG(d, TASK_ID_SAME, &at_a, "", "key", diag_place(d, &second));

	CHECK_INT(diag_count(d), 2);
}

/* Every message has both languages with the same arguments; only errors have a fault. */
static void
test_rows(struct arena *mem)
{
	static const char *const args[] = { "", "¹", "²", "³", "⁴", "⁵", NULL };
	static const char *const marks[] = { "¹", "²", "³", "⁴", "⁵" };

	for (int code = 0; code < DIAG__MAX; code++) {
		struct diag *en = diag_new(mem, TT_ENGLISH), *vi = diag_new(mem, TT_VIETNAMESE);
		const struct tt_message *e, *v;
		diag_add(en, (enum diag_code)code, NULL, args);
		diag_add(vi, (enum diag_code)code, NULL, args);
		e = diag_message(en, 0);
		v = diag_message(vi, 0);
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (!strstr(e->text, marks[i]) != !strstr(v->text, marks[i]))
				CHECK_TEXT(e->text, v->text);
		CHECK((e->level == TT_ERROR) == (e->fault != TT_FAULT_NONE));
		CHECK(strcmp(e->text, v->text) != 0 && *v->text != '\0');
		CHECK(strchr(e->text, '\n') == NULL && strchr(v->text, '\n') == NULL);
	}
}

/* A code at many places of one value, with a level of the caller's, which can change or go. */
static void
test_inside(struct arena *mem)
{
	struct diag *d = diag_new(mem, TT_ENGLISH);
	const char *const args[] = { "Art. 1", "x", "y", NULL };
	enum diag_code code = DIAG_RULE_MISREAD;

	for (int i = 0; i < 2; i++)		/* told once each */
		for (size_t offset = 10; offset-- > 8;)
			diag_add_inside(d, code, TT_NOTE, &at_a, offset, args);
	diag_add_inside(d, code, TT_ERROR, &at_a, 10, args);
	CHECK_INT(diag_count(d), 3);
	CHECK_TEXT(diag_message(d, 0)->id, "misread");
	CHECK_TEXT(diag_message(d, 0)->pointer, "/a");
	CHECK_TEXT(diag_message(d, 0)->article, "Art. 1");
	for (int i = 0; i < 3; i++)
		CHECK_INT(diag_message(d, (size_t)i)->column, i + 7);
	CHECK_INT(diag_message(d, 0)->level, TT_NOTE);
	CHECK_INT(diag_message(d, 0)->fault, TT_FAULT_NONE);
	CHECK_INT(diag_worst(d), TT_FAULT_DATA);
	diag_set_level(d, code, TT_WARNING);
	CHECK(!diag_failed(d));
	CHECK_INT(diag_message(d, 2)->level, TT_WARNING);
	diag_set_level(d, code, TT_ERROR);
	CHECK(diag_failed(d));
	diag_drop(d, code);
	CHECK_INT(diag_count(d), 0);
	CHECK(!diag_failed(d));
	CHECK_INT(diag_level(code), TT_WARNING);
}

int
main(void)
{
	struct arena mem = { .limit = 0 };

	test_place(&mem);
	test_absent(&mem);
	test_part(&mem);
	test_order(&mem);
	test_arguments(&mem);
	test_long_line(&mem);
	test_many(&mem);
	test_ours(&mem);
	test_limit(&mem);
	test_dropped(&mem);
	test_places(&mem);
	test_rows(&mem);
	test_inside(&mem);
	arena_free(&mem);
	return test_end("diag");
}
