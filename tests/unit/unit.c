#include "unit.h"
#include "arena.h"
#include "buffer.h"
#include "test.h"

static void
test_millimetres(void)
{
	CHECK_INT(unit_from_mm(210), 595276);
	CHECK_INT(unit_from_mm(25.4), 72000);
	CHECK_INT(unit_from_mm(0), 0);
	CHECK_INT(unit_in_mm(595276, 1), 210000);
	CHECK_INT(unit_in_mm(28346, 1), 10000);
	CHECK_INT(unit_in_mm(1417, 10), 500);
	CHECK_INT(unit_in_mm(1432, 10), 510);		/* 0.5052 mm */
	CHECK_INT(unit_in_mm(-1432, 10), -510);
	CHECK_INT(unit_in_mm(1432, 100), 500);
	CHECK_INT(unit_in_mm_up(1432, 100), 600);
	CHECK_INT(unit_in_mm_up(0, 100), 0);
	CHECK_INT(unit_in_mm(LEN_MOST, 1), 378792254);
}

static void
test_pixels(void)
{
	CHECK_INT(unit_per_metre(300), 11811);
	CHECK_INT(unit_per_metre(96), 3780);
	CHECK_INT(unit_of_pixels(11811, 11811), 2834645);
	CHECK_INT(unit_of_pixels(INT32_MAX, 1), LEN_MOST);
}

static void
test_root(void)
{
	CHECK_INT(unit_root(0), 0);
	CHECK_INT(unit_root(3), 1);
	CHECK_INT(unit_root(4), 2);
	CHECK_INT(unit_root((int64_t)LEN_MOST * LEN_MOST - 1), LEN_MOST - 1);
	CHECK_INT(unit_root((int64_t)LEN_MOST * LEN_MOST), LEN_MOST);
}

/* What messages show is what a ruler shows. */
static void
test_shown(void)
{
	struct arena mem = { .head = NULL };

	CHECK_TEXT(buffer_mm(&mem, 70866), "25");
	CHECK_TEXT(buffer_mm(&mem, 595276), "210");
	CHECK_TEXT(buffer_mm(&mem, 1432), "0.5");
	CHECK_TEXT(buffer_mm(&mem, -70866), "-25");
	arena_free(&mem);
}

int
main(void)
{
	test_millimetres();
	test_pixels();
	test_root();
	test_shown();
	return test_end("unit");
}
