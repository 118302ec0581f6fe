#include "arena.h"
#include "decimal.h"
#include "test.h"

static struct decimal
parsed(const char *s)
{
	struct decimal d = { -1, -1 };

	CHECK(decimal_parse(s, &d));

	return d;
}

static void
test_parse(void)
{
	static const char *const not_numbers[] = { "", "-", "1.5", "1.2345", "1234.567", "12,", ",5", "1,2,3", "12 kg",
		"(12", "12)", "1.23", "99999999999999999999", "1,1234567890", "--1", "1.000.00" };
	struct decimal d;

	d = parsed("1.234.567,89");
	CHECK(d.units == 123456789 && d.scale == 2);
	d = parsed("1234567");
	CHECK(d.units == 1234567 && d.scale == 0);
	d = parsed("(12,50)");
	CHECK(d.units == -1250 && d.scale == 2);
	d = parsed("-0,5");
	CHECK(d.units == -5 && d.scale == 1);
	CHECK(parsed("95%").units == 95);
	for (size_t i = 0; i < sizeof not_numbers / sizeof *not_numbers; i++)
		CHECK(!decimal_parse(not_numbers[i], &d));
}

static void
test_double(void)
{
	struct decimal d;

	CHECK(decimal_from_double(0.1, &d) && d.units == 1 && d.scale == 1);
	CHECK(decimal_from_double(-412.25, &d) && d.units == -41225 && d.scale == 2);
	CHECK(decimal_from_double(1e12, &d) && d.units == 1000000000000 && d.scale == 0);
	CHECK(decimal_from_double(0.07, &d) && d.units == 7 && d.scale == 2);
	CHECK(!decimal_from_double(1e300, &d));
	CHECK(!decimal_from_double(1.0 / 3, &d));
	CHECK(!decimal_from_double(12345678901234.567, &d));
}

/* 0,1 ten times is 1, which binary numbers get wrong. */
static void
test_add(void)
{
	struct decimal sum = { 0, 0 }, large = { INT64_MAX - 1, 0 };

	for (int i = 0; i < 10; i++)
		CHECK(decimal_add(&sum, (struct decimal){ 1, 1 }));
	CHECK(decimal_same(sum, (struct decimal){ 1, 0 }));
	CHECK(!decimal_same(sum, (struct decimal){ 1, 1 }));
	CHECK(!decimal_add(&large, (struct decimal){ 2, 0 }));
	CHECK(!decimal_add(&large, (struct decimal){ 1, 1 }));
	CHECK(large.units == INT64_MAX - 1 && large.scale == 0);
}

static void
test_align(void)
{
	struct decimal a = { 5, 0 }, b = { 25, 2 }, large = { INT64_MAX / 10, 0 };

	CHECK(decimal_align(&a, &b));
	CHECK(a.units == 500 && a.scale == 2 && b.units == 25 && b.scale == 2);
	CHECK(!decimal_align(&large, &b));
	CHECK(large.units == INT64_MAX / 10 && large.scale == 0 && b.units == 25);
}

static void
test_percent(void)
{
	struct arena a = { .limit = 0 };

	CHECK_TEXT(decimal_percent(&a, 125, ".", ","), "12,5%");
	CHECK_TEXT(decimal_percent(&a, 1000, ".", ","), "100%");
	CHECK_TEXT(decimal_percent(&a, 0, ".", ","), "0%");
	CHECK_TEXT(decimal_percent(&a, 12345678, ".", ","), "1.234.567,8%");
	arena_free(&a);
}

static void
test_figures(void)
{
	struct arena a = { .limit = 0 };

	CHECK_TEXT(decimal_text(&a, (struct decimal){ 123456789, 2 }, ".", ",", 0), "1.234.567,89");
	CHECK_TEXT(decimal_text(&a, (struct decimal){ 1000000, 0 }, ".", ",", 0), "1.000.000");
	CHECK_TEXT(decimal_text(&a, (struct decimal){ 5, 3 }, ".", ",", 0), "0,005");
	CHECK_TEXT(decimal_text(&a, (struct decimal){ -5, 1 }, ".", ",", 2), "-0,50");
	CHECK_TEXT(decimal_text(&a, (struct decimal){ 12, 0 }, ".", ",", 2), "12,00");
	CHECK_TEXT(decimal_text(&a, (struct decimal){ 2026, 0 }, "", ",", 0), "2026");
	CHECK_TEXT(decimal_text(&a, (struct decimal){ 0, 0 }, ".", ",", 0), "0");
	CHECK_TEXT(decimal_text(&a, (struct decimal){ 999, 0 }, ".", ",", 0), "999");
	CHECK_TEXT(decimal_text(&a, (struct decimal){ INT64_MAX, 0 }, ".", ",", 0), "9.223.372.036.854.775.807");
	arena_free(&a);
}

int
main(void)
{
	test_parse();
	test_double();
	test_add();
	test_align();
	test_percent();
	test_figures();
	return test_end("decimal");
}
