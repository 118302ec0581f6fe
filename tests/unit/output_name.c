/* Names given out in order: never twice, the same whatever was finished first. */
#include "output_name.h"
#include "test.h"

#include <stdlib.h>

static const char *
given(struct hash_table *taken, const char *wish)
{
	static char path[128];

	return output_name_claim(taken, wish, path, sizeof path) ? path : "none";
}

static void
test_order(void)
{
	struct hash_table taken = { 0 };

	CHECK_TEXT(given(&taken, "2024/a"), "2024/a.pdf");
	CHECK_TEXT(given(&taken, "2024/a"), "2024/a-2.pdf");
	CHECK_TEXT(given(&taken, "2024/a"), "2024/a-3.pdf");
	CHECK_TEXT(given(&taken, "2025/a"), "2025/a.pdf");
	CHECK_TEXT(given(&taken, "2024/a-2"), "2024/a-2-2.pdf");
	CHECK_TEXT(given(&taken, "b-2"), "b-2.pdf");
	CHECK_TEXT(given(&taken, "b"), "b.pdf");
	CHECK_TEXT(given(&taken, "b"), "b-3.pdf");
	CHECK_TEXT(given(&taken, "b"), "b-4.pdf");
	CHECK(output_name_taken(&taken, "b-3.pdf"));
	CHECK(!output_name_taken(&taken, "b-5.pdf"));
	hash_table_free(&taken);
}

/* A name that stays with who had it before is passed over, and does not count as given out. */
static void
test_left(void)
{
	struct hash_table taken = { 0 };

	CHECK_TEXT(given(&taken, "a"), "a.pdf");
	output_name_leave(&taken, "A.pdf");
	CHECK(!output_name_taken(&taken, "a.pdf"));
	CHECK_TEXT(given(&taken, "a"), "a-2.pdf");
	CHECK_TEXT(given(&taken, "a"), "a-3.pdf");
	CHECK(!output_name_taken(&taken, "a.pdf") && output_name_taken(&taken, "a-3.pdf"));
	output_name_leave(&taken, "b.pdf");
	CHECK_TEXT(given(&taken, "b"), "b.pdf");
	hash_table_free(&taken);
}

/* Names that one file system or another takes for one. */
static void
test_case(void)
{
	struct hash_table taken = { 0 };

	CHECK_TEXT(given(&taken, "UBND/x"), "UBND/x.pdf");
	CHECK_TEXT(given(&taken, "ubnd/X"), "ubnd/X-2.pdf");
	CHECK_TEXT(given(&taken, "ĐỀ ÁN Ư Ơ Ỵ"), "ĐỀ ÁN Ư Ơ Ỵ.pdf");
	CHECK_TEXT(given(&taken, "đề án ư ơ ỵ"), "đề án ư ơ ỵ-2.pdf");
	CHECK_TEXT(given(&taken, "đề án ư ơ y"), "đề án ư ơ y.pdf");
	hash_table_free(&taken);
}

static void
test_many(void)
{
	struct hash_table taken = { 0 };
	char want[32];

	CHECK_TEXT(given(&taken, "n"), "n.pdf");
	for (int i = 2; i <= 20000; i++) {
		const char *got = given(&taken, "n");
		snprintf(want, sizeof want, "n-%d.pdf", i);
		if (strcmp(got, want) != 0) {
			CHECK_TEXT(got, want);
			break;
		}
	}
	CHECK_INT(taken.n, 20000);
	CHECK_TEXT(given(&taken,
	    "a name that is far longer than the room there is for it, and that goes on until nobody could "
	    "remember how it began, nor why, or by whom"), "none");
	hash_table_free(&taken);
}

int
main(void)
{
	test_order();
	test_left();
	test_case();
	test_many();
	return test_end("claim");
}
