/* Names of files that hold one page each. */
#include "page_name.h"
#include "test.h"

static const struct { const char *given, *pattern, *third; } names[] = {
	{ NULL, "plan-%d.png", "plan-3.png" },
	{ "a.png", "a-%d.png", "a-3.png" },
	{ "a", "a-%d", "a-3" },
	{ ".hidden", ".hidden-%d", ".hidden-3" },
	{ "out.d/a", "out.d/a-%d", "out.d/a-3" },
	{ "a-%d.png", "a-%d.png", "a-3.png" },
	{ "%02d.png", "%02d.png", "03.png" },
	{ "%00d%d", "%00d%d", "%00d3" },
	{ "x%d/a.png", "x%d/a-%d.png", "x%d/a-3.png" },
	{ "100%.png", "100%-%d.png", "100%-3.png" },
	{ "new/", "new/plan-%d.png", "new/plan-3.png" },
	{ "/tmp", "/tmp/plan-%d.png", "/tmp/plan-3.png" },
	{ "-", "-", "-" },
};

int
main(void)
{
	char pattern[PAGE_NAME_ROOM], name[PAGE_NAME_ROOM], large[PAGE_NAME_ROOM];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		CHECK(page_name_pattern(names[i].given, "plan", "png", pattern));
		CHECK_TEXT(pattern, names[i].pattern);
		CHECK(page_name(pattern, 3, name));
		CHECK_TEXT(name, names[i].third);
	}
	memset(large, 'a', sizeof large - 1);
	large[sizeof large - 1] = '\0';
	CHECK(!page_name_pattern(large, "plan", "png", pattern));
	memcpy(large + sizeof large - 3, "%d", 2);
	CHECK(page_name(large, 10, name));
	CHECK(!page_name(large, 100, name));
	return test_end("page_name");
}
