#include "chart.h"
#include "scale.h"
#include "test.h"

static void
test_scale(void)
{
	static const struct { int64_t least, most; int marks; struct scale want; } cases[] = {
		{ 0, 0, 5, { 0, 1, 1 } }, { 0, 1, 5, { 0, 1, 1 } }, { 3, 7, 5, { 0, 8, 2 } },
		{ 0, 100, 5, { 0, 100, 20 } }, { 0, 101, 5, { 0, 150, 50 } }, { -3, 6, 5, { -4, 6, 2 } },
		{ -7, -2, 5, { -8, 0, 2 } }, { 0, 1775, 6, { 0, 2000, 500 } },
		{ 0, SCALE_MOST, 5, { 0, SCALE_MOST, SCALE_MOST / 5 } },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct scale s = scale_over(cases[i].least, cases[i].most, cases[i].marks);
		CHECK_INT(s.from, cases[i].want.from);
		CHECK_INT(s.to, cases[i].want.to);
		CHECK_INT(s.step, cases[i].want.step);
	}
	CHECK_INT(scale_place(&(struct scale){ -4, 6, 2 }, 0, 1000), 400);
	CHECK_INT(scale_place(&(struct scale){ -4, 6, 2 }, 6, 1000), 1000);
}

static void
test_shares(void)
{
	int64_t thirds[] = { 1, 1, 1 }, none[] = { 0, CHART_MISSING }, some[] = { 5, CHART_MISSING, 0, 3 };
	struct chart_series s = { .name = "", .values = thirds };
	int shares[4];

	chart_shares(&s, 3, 1000, shares);
	CHECK_INT(shares[0] + shares[1] + shares[2], 1000);
	CHECK(shares[0] == 334 && shares[1] == 333 && shares[2] == 333);
	s.values = none;
	chart_shares(&s, 2, 1000, shares);
	CHECK(shares[0] == 0 && shares[1] == 0);
	s.values = some;
	chart_shares(&s, 4, 1000, shares);
	CHECK(shares[0] == 625 && shares[1] == 0 && shares[2] == 0 && shares[3] == 375);
}

static void
test_range(void)
{
	int64_t a[] = { 5, -2, CHART_MISSING }, b[] = { 4, -3, 1 }, least, most;
	struct chart_series series[] = { { .name = "a", .values = a }, { .name = "b", .values = b } };
	struct chart c = { .kind = CHART_BARS, .ncategories = 3, .series = series, .nseries = 2 };

	chart_range(&c, &least, &most);
	CHECK(least == -3 && most == 5);
	c.kind = CHART_STACKED;
	chart_range(&c, &least, &most);
	CHECK(least == -5 && most == 9);
	CHECK_INT(chart_sum(&c, 2), 1);
	CHECK_INT(chart_total(&c, 0), 3);
	c.nseries = 1;
	CHECK(chart_sum(&c, 2) == CHART_MISSING);
}

static void
test_part_done(void)
{
	int64_t done[] = { 12, 3, CHART_MISSING, 4 }, target[] = { 10, 0, 5, CHART_MISSING };
	struct chart_series series[] = { { .name = "done", .values = done }, { .name = "target", .values = target } };
	struct chart c = { .kind = CHART_PROGRESS, .ncategories = 4, .series = series, .nseries = 2 };

	CHECK_INT(chart_part_done(&c, 0), 1200);
	for (size_t i = 1; i < 4; i++)
		CHECK(chart_part_done(&c, i) == CHART_MISSING);
}

int
main(void)
{
	test_scale();
	test_shares();
	test_range();
	test_part_done();
	return test_end("chart");
}
