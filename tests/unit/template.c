/* Templates: their parts, and names replaced. */
#include "arena.h"
#include "buffer.h"
#include "template.h"
#include "test.h"

/* Parts with bars between them, names in angle brackets. */
static const char *
parts(struct arena *mem, const char *text)
{
	struct buffer b = { .mem = mem };
	struct template_part part;

	buffer_add(&b, "", 0);
	while (template_next(&text, &part)) {
		if (b.len > 0)
			buffer_byte(&b, '|');
		if (part.is_name)
			buffer_byte(&b, '<');
		buffer_add(&b, part.text, part.len);
		if (part.is_name)
			buffer_byte(&b, '>');
	}
	CHECK(*text == '\0');
	CHECK(!template_next(&text, &part));
	return b.data;
}

static void
test_next(struct arena *mem)
{
	CHECK_TEXT(parts(mem, ""), "");
	CHECK_TEXT(parts(mem, "Số"), "Số");
	CHECK_TEXT(parts(mem, "Số: {number}/{symbol}"), "Số: |<number>|/|<symbol>");
	CHECK_TEXT(parts(mem, "{a}{b}"), "<a>|<b>");
	CHECK_TEXT(parts(mem, "{a} và {b}."), "<a>| và |<b>|.");
	CHECK_TEXT(parts(mem, "{}"), "<>");
	CHECK_TEXT(parts(mem, "{open"), "{open");
	CHECK_TEXT(parts(mem, "a {open"), "a |{open");
	CHECK_TEXT(parts(mem, "a } b"), "a } b");
	CHECK_TEXT(parts(mem, "{a}}"), "<a>|}");
	CHECK_TEXT(parts(mem, "{"), "{");
	CHECK_TEXT(parts(mem, "}"), "}");
}

static void
test_fill(struct arena *mem)
{
	CHECK_TEXT(template_fill(mem, "", "n", "x"), "");
	CHECK_TEXT(template_fill(mem, "Số: {number}/{symbol}", "number", "05"), "Số: 05/{symbol}");
	CHECK_TEXT(template_fill(mem, "{n}, {n}", "n", "x"), "x, x");
	CHECK_TEXT(template_fill(mem, "{number}", "num", "x"), "{number}");
	CHECK_TEXT(template_fill(mem, "{num}", "number", "x"), "{num}");
	CHECK_TEXT(template_fill(mem, "không có gì", "n", "x"), "không có gì");
	CHECK_TEXT(template_fill(mem, "{n", "n", "x"), "{n");
	CHECK_TEXT(template_fill(mem, "a {n", "n", ""), "a {n");
	CHECK_TEXT(template_fill(mem, "{a}", "a", "{b}"), "{b}");
	CHECK_TEXT(template_fill(mem, "{a}{b}", "b", "{a}"), "{a}{a}");
}

static void
test_empty(struct arena *mem)
{
	CHECK_TEXT(template_fill(mem, "{figures} {unit}", "unit", ""), "{figures}");
	CHECK_TEXT(template_fill(mem, template_fill(mem, "{figures} {unit}", "figures", "500"), "unit", ""), "500");
	CHECK_TEXT(template_fill(mem, "({words} {unit})", "unit", ""), "({words})");
	CHECK_TEXT(template_fill(mem, "a  {n}", "n", ""), "a ");
	CHECK_TEXT(template_fill(mem, "a {n} b", "n", ""), "a b");
	CHECK_TEXT(template_fill(mem, "{n} b", "n", ""), " b");
	CHECK_TEXT(template_fill(mem, "a/{n}", "n", ""), "a/");
	CHECK_TEXT(template_fill(mem, "{n}", "n", ""), "");
	CHECK_TEXT(template_fill(mem, " {n}", "n", ""), "");
}

int
main(void)
{
	struct arena mem = { 0 };

	test_next(&mem);
	test_fill(&mem);
	test_empty(&mem);
	arena_free(&mem);
	return test_end("template");
}
