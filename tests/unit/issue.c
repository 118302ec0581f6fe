/* Fitting and print sets through the library: order of calls, what is returned, memory that runs out. */
#include "bytes.h"
#include "test.h"
#include "thethuc.h"

#include <stdlib.h>

static int
refuse(void *user, const void *data, size_t n)
{
	(void)user;
	(void)data;
	(void)n;
	return -1;
}

static void
test_order(const char *path)
{
	static const char set[] = "{\"copies\": [{\"for\": \"file\", \"copies\": 2}], \"output\": \"one\"}";
	struct bytes in = file(path), first = { 0 }, again = { 0 }, list = { 0 };
	tt_context *c = tt_context_new(&(struct tt_options){ .data_dir = "." });
	tt_document *d = tt_document_new(c);

	CHECK(tt_document_issue(d, NULL, 0, NULL) != 0);

	CHECK_INT(tt_issue_count(d), 0);
	CHECK(tt_issue_at(d, 0) == NULL);
	CHECK_TEXT(tt_issue_list_name(d), "");
	CHECK(tt_issue_list(d, 1, keep, &list) != 0);
	CHECK_INT(tt_document_read(d, in.data, in.len, path), 0);
	CHECK(tt_document_issue(d, NULL, 0, NULL) != 0);
	CHECK(tt_document_fit(d, keep, &list) != 0);
	CHECK_INT(tt_document_layout(d), 0);
	CHECK_INT(tt_document_write(d, keep, &first), 0);
	CHECK_INT(tt_document_issue(d, NULL, 0, NULL), 0);
	CHECK_INT(tt_issue_count(d), 12);
	CHECK_INT(tt_issue_together(d), 0);
	CHECK_TEXT(tt_issue_at(d, 0)->label, "Bản ký");
	CHECK(tt_issue_at(d, 12) == NULL);
	CHECK(tt_issue_write(d, 12, keep, &list) != 0);
	CHECK_INT(list.len, 0);
	CHECK(tt_issue_write(d, 3, refuse, NULL) != 0);
	CHECK_INT(tt_document_issue(d, set, sizeof set - 1, "set.json"), -1);	/* after that error */
	CHECK_INT(tt_document_read(d, in.data, in.len, path), 0);
	CHECK_INT(tt_issue_count(d), 0);
	CHECK_INT(tt_document_layout(d), 0);
	CHECK_INT(tt_document_issue(d, set, sizeof set - 1, "set.json"), 0);
	CHECK_INT(tt_issue_count(d), 1);
	CHECK_INT(tt_issue_at(d, 0)->copies, 2);
	CHECK_INT(tt_issue_together(d), 1);
	CHECK_INT(tt_document_write(d, keep, &again), 0);
	CHECK(first.len == again.len && memcmp(first.data, again.data, first.len) == 0);
	CHECK_INT(tt_issue_list(d, 0, keep, &list), 0);
	CHECK(list.len > 0);
	tt_document_free(d);
	tt_context_free(c);
	free(in.data);
	free(first.data);
	free(again.data);
	free(list.data);
}

/* Whatever the limit: the same document, or a message; and then the context serves the next. */
static void
test_memory(const char *path)
{
	struct tt_options o = { .data_dir = ".", .fit = TT_FIT_YES };
	struct bytes in = file(path), whole = { 0 }, made = { 0 };
	int done = 0, failed = 0;

	for (size_t limit = 8u << 20; limit > 60000; limit = limit / 10 * 9) {
		tt_context *c;
		tt_document *d;
		o.max_memory = limit;
		c = tt_context_new(&o);
		for (int i = 0; i < 2; i++) {
			d = tt_document_new(c);
			if (d == NULL)
				continue;
			made.len = 0;
			if (tt_document_read(d, in.data, in.len, path) == 0 && tt_document_layout(d) == 0
			    && tt_document_write(d, keep, &made) == 0) {
				done++;
				if (whole.len == 0)
					keep(&whole, made.data, made.len);
				CHECK(made.len == whole.len && memcmp(made.data, whole.data, made.len) == 0);
			} else {
				failed++;
				CHECK_INT(tt_document_fault(d), TT_FAULT_ENVIRONMENT);
				CHECK(tt_document_dump(d, TT_STAGE_PAGES, keep, &made) != 0);
			}
			tt_document_free(d);
		}
		tt_context_free(c);
	}
	CHECK(done > 2);
	CHECK(failed > 2);
	free(in.data);
	free(whole.data);
	free(made.data);
}

int
main(void)
{
	test_order("examples/plans/soc-trang-2024.json");
	test_memory("examples/plans/soc-trang-2024.json");
	return test_end("issue");
}
