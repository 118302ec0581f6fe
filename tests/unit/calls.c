/* Calls of the library in every order, without names, with nothing in them: they fail, and do no harm. */
#include "bytes.h"
#include "test.h"
#include "thethuc.h"

#include <stdio.h>

static const struct tt_options options = { .data_dir = "." };

static int
refuse(void *user, const void *data, size_t n)
{
	(void)data;
	(void)n;
	++*(int *)user;
	return -1;
}

/* Whether a call failed, with an error or, when its turn had not come, with nothing said. */
static int
failed(int result, const tt_document *d)
{
	return result == -1 && (tt_message_count(d) == 0 || tt_document_fault(d) != TT_FAULT_NONE);
}

/* Everything that needs a document laid out, or read. */
static void
test_too_early(tt_document *d)
{
	struct bytes out = { 0 };
	const char *path = "x";
	char sha256[65];
	size_t n = 7;

	CHECK(failed(tt_document_layout(d), d));
	CHECK(failed(tt_document_write(d, keep, &out), d));
	CHECK(failed(tt_document_report(d), d));
	CHECK(failed(tt_document_zones(d, keep, &out), d));
	CHECK(failed(tt_document_trace(d, keep, &out), d));
	CHECK(failed(tt_document_fit(d, keep, &out), d));
	CHECK(failed(tt_document_proof(d, 1, keep, &out), d));
	CHECK(failed(tt_document_issue(d, NULL, 0, NULL), d));
	CHECK(failed(tt_issue_write(d, 0, keep, &out), d));
	CHECK(failed(tt_issue_list(d, 0, keep, &out), d));
	for (int stage = TT_STAGE_PLAN; stage <= TT_STAGE_PAGES; stage++)
		CHECK(failed(tt_document_dump(d, (enum tt_stage)stage, keep, &out), d));
	CHECK(failed(tt_document_copy(d, "{}", 2, NULL, NULL), d));
	CHECK_INT(out.len, 0);
	CHECK_INT(tt_document_pages(d), 0);
	CHECK_INT(tt_document_is_report(d), 0);
	CHECK(tt_document_name(d) != NULL);
	CHECK(tt_document_profile(d) == NULL);
	CHECK_INT(tt_document_file(d, 0, &path, sha256), 0);
	CHECK(tt_document_source(d, &n) == NULL);
	CHECK_INT(tt_issue_count(d), 0);
	CHECK(tt_issue_at(d, 0) == NULL && tt_issue_together(d) == 0);
	CHECK(tt_message_at(d, tt_message_count(d)) == NULL);
	CHECK(tt_message_at(d, (size_t)-1) == NULL);
}

/* No bytes, and no name for them. */
static void
test_nothing(tt_document *d)
{
	static const char *const texts[] = { "", "{", "{}", "[]", "null", "\"", "%PDF-1.7\n" };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *text = texts[i];
		size_t n = strlen(text);
		CHECK(failed(tt_document_read(d, text, n, NULL), d) && tt_message_count(d) > 0);
		test_too_early(d);
		CHECK(failed(tt_document_read_at(d, text, n, NULL, 0, 0), d));
		CHECK(failed(tt_document_map(d, text, n, NULL), d));
		CHECK(failed(tt_document_extract(d, text, n, NULL), d));
		CHECK(failed(tt_document_verify(d, text, n, NULL), d));
		CHECK(failed(tt_document_read_pdf(d, text, n, NULL), d));
		test_too_early(d);
	}
	CHECK(failed(tt_document_read(d, NULL, 0, NULL), d));
	CHECK(failed(tt_document_read_pdf(d, NULL, 0, NULL), d));
	CHECK(failed(tt_document_read_below(d, ".", "../etc/passwd"), d));
	CHECK(failed(tt_document_read_below(d, "no such folder", "plan.json"), d));
	tt_document_map_unseen(d);
}

static void
test_sinks(tt_context *c, tt_document *d, const char *path)
{
	struct bytes in = file(path);
	int calls = 0;

	CHECK_INT(tt_document_read(d, in.data, in.len, NULL), 0);

	CHECK_INT(tt_document_layout(d), 0);
	CHECK(failed(tt_document_zones(d, refuse, &calls), d) && tt_message_count(d) > 0);
	CHECK_INT(tt_document_read(d, in.data, in.len, NULL), 0);
	CHECK_INT(tt_document_layout(d), 0);
	CHECK(failed(tt_document_write(d, refuse, &calls), d) && tt_message_count(d) > 0);
	CHECK_INT(tt_schema(c, refuse, &calls), -1);
	CHECK_INT(tt_schema_copy(c, refuse, &calls), -1);
	CHECK_INT(tt_schema_set(c, refuse, &calls), -1);
	CHECK_INT(tt_schema_results(c, refuse, &calls), -1);
	CHECK_INT(tt_schema_map(c, refuse, &calls), -1);
	CHECK_INT(tt_schema_layout(c, refuse, &calls), -1);
	CHECK_INT(tt_lint_rules(c, 1, refuse, &calls), -1);
	CHECK_INT(calls, 9);
	free(in.data);
}

/* Options and their lists are copied. */
static void
test_options(const char *path)
{
	char dir[] = ".", standard[] = "a-2a", rule[] = "money-words=off";
	const char *rules[] = { rule, NULL };
	const struct tt_options o = { .data_dir = dir, .pdf_standard = standard, .lint = rules };
	tt_context *c = tt_context_new(&o);
	tt_document *d = tt_document_new(c);
	struct bytes in = file(path), out = { 0 };

	memset(dir, '!', sizeof dir - 1);
	memset(standard, '!', sizeof standard - 1);
	memset(rule, '!', sizeof rule - 1);
	rules[0] = NULL;
	CHECK_INT(tt_document_read(d, in.data, in.len, path), 0);
	CHECK_INT(tt_document_layout(d), 0);
	CHECK_INT(tt_document_write(d, keep, &out), 0);
	tt_document_free(d);
	tt_context_free(c);
	free(in.data);
	free(out.data);
}

/* Freed in any order: what a context owns is there for as long as one of its documents. */
static void
test_orders(const char *path)
{
	struct bytes in = file(path), out = { 0 }, again = { 0 };
	tt_context *c = tt_context_new(&options);
	tt_document *d = tt_document_new(c), *e = tt_document_new(c);

	CHECK_INT(tt_document_read(d, in.data, in.len, path), 0);

	CHECK_INT(tt_document_layout(d), 0);
	tt_context_free(c);
	CHECK_INT(tt_document_write(d, keep, &out), 0);
	tt_document_free(d);
	CHECK_INT(tt_document_read(e, in.data, in.len, path), 0);
	CHECK_INT(tt_document_layout(e), 0);
	CHECK_INT(tt_document_write(e, keep, &again), 0);
	CHECK(out.len > 0 && out.len == again.len && memcmp(out.data, again.data, out.len) == 0);
	tt_document_free(e);
	CHECK(tt_document_new(NULL) == NULL);
	free(in.data);
	free(out.data);
	free(again.data);
}

/* Numbers that are in no list count as the default, and stages that are none fail. */
static void
test_numbers(const char *path)
{
	const struct tt_options wrong[] = {
		{ .data_dir = ".", .fit = (enum tt_fit)99, .attach_source = 1 },
		{ .data_dir = ".", .fit = (enum tt_fit)-1 },
		{ .data_dir = ".", .language = (enum tt_language)7 }, { .data_dir = ".", .medium = (enum tt_medium)-3 },
	};
	struct bytes in = file(path), out = { 0 };

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		tt_context *c = tt_context_new(&wrong[i]);
		tt_document *d = tt_document_new(c);
		CHECK_INT(tt_document_read(d, in.data, in.len, path), 0);
		CHECK_INT(tt_document_layout(d), 0);
		CHECK_INT(tt_document_write(d, keep, &out), 0);
		out.len = 0;
		CHECK(failed(tt_document_dump(d, (enum tt_stage)(TT_STAGE_PAGES + 1), keep, &out), d));
		CHECK(failed(tt_document_dump(d, (enum tt_stage)-1, keep, &out), d));
		CHECK_INT(out.len, 0);
		CHECK(tt_document_name_by(d, "{hash}", NULL) != NULL);
		CHECK(failed(tt_document_start(d, NULL, NULL, keep, &out), d) && tt_message_count(d) == 1);
		tt_document_free(d);
		tt_context_free(c);
	}
	free(in.data);
	free(out.data);
}

/* What is done twice is done once. */
static void
test_twice(tt_document *d, const char *path)
{
	struct bytes in = file(path), copy = file("examples/copies/sao-y.json"),
	    report = file("examples/report-soc-trang-2024.json");
	char name[200];
	int pages;

	CHECK_INT(tt_document_read(d, in.data, in.len, path), 0);
	CHECK_INT(tt_document_copy(d, copy.data, copy.len, NULL, NULL), 0);

	snprintf(name, sizeof name, "%s", tt_document_name(d));
	CHECK_INT(tt_document_copy(d, copy.data, copy.len, NULL, NULL), 0);
	CHECK_TEXT(tt_document_name(d), name);
	CHECK_INT(tt_document_layout(d), 0);
	pages = tt_document_pages(d);
	CHECK_INT(tt_document_layout(d), 0);
	CHECK(pages > 0 && tt_document_pages(d) == pages);
	CHECK_INT(tt_document_read(d, report.data, report.len, "examples/report-soc-trang-2024.json"), 0);
	CHECK_INT(tt_document_report(d), 0);
	CHECK_INT(tt_document_report(d), 0);
	CHECK_INT(tt_document_layout(d), 0);
	CHECK_INT(tt_document_report(d), 0);
	CHECK_INT(tt_document_fault(d), TT_FAULT_NONE);
	free(in.data);
	free(copy.data);
	free(report.data);
}

/* A part that is asked for and not there: nothing was read that could be laid out. */
static void
test_no_part(const char *path)
{
	const struct tt_options o = { .data_dir = ".", .appendix = "no such part" };
	tt_context *c = tt_context_new(&o);
	tt_document *d = tt_document_new(c);
	struct bytes in = file(path);

	CHECK(failed(tt_document_read(d, in.data, in.len, path), d) && tt_message_count(d) == 1);
	test_too_early(d);
	CHECK_INT(tt_message_count(d), 1);
	tt_document_free(d);
	tt_context_free(c);
	free(in.data);
}

/* The memory of one document bounds what writing takes as well. */
static void
test_memory(const char *path)
{
	const struct tt_options o = { .data_dir = ".", .max_memory = 4 << 20 };
	static const char set[] = "{\"copies\": [{\"for\": \"signing\", \"copies\": 2000}], \"output\": \"one\"}";
	tt_context *c = tt_context_new(&o);
	tt_document *d = tt_document_new(c);
	struct bytes in = file(path), out = { 0 };

	CHECK_INT(tt_document_read(d, in.data, in.len, path), 0);

	CHECK_INT(tt_document_layout(d), 0);
	CHECK_INT(tt_document_issue(d, set, sizeof set - 1, NULL), 0);
	CHECK(failed(tt_issue_write(d, 0, keep, &out), d));
	CHECK_INT(tt_document_fault(d), TT_FAULT_ENVIRONMENT);
	CHECK_INT(out.len, 0);
	tt_document_free(d);
	tt_context_free(c);
	free(in.data);
	free(out.data);
}

int
main(void)
{
	const char *path = "examples/plans/soc-trang-2023.json";
	tt_context *c = tt_context_new(&options);
	tt_document *d = tt_document_new(c);

	tt_document_free(NULL);
	tt_context_free(NULL);
	CHECK_TEXT(tt_version(), TT_VERSION);
	CHECK_INT(tt_message_count(d), 0);
	CHECK(tt_map_records(c) == NULL && tt_map_id(c) == NULL && tt_map_seen(c, NULL, 0) == 0);
	tt_map_add_seen(c, NULL, 0);
	test_too_early(d);
	test_nothing(d);
	test_sinks(c, d, path);
	test_twice(d, path);
	tt_document_free(d);
	tt_context_free(c);
	test_options(path);
	test_orders(path);
	test_numbers(path);
	test_no_part(path);
	test_memory(path);
	return test_end("calls");
}
