/* A context that has made other documents makes the same bytes as a fresh one. */
#include "bytes.h"
#include "test.h"
#include "thethuc.h"

#include <stdlib.h>

static struct bytes
render(tt_document *d, const char *path)
{
	struct bytes in = file(path), out = { 0 };

	CHECK(tt_document_read(d, in.data, in.len, path) == 0);

	CHECK(tt_document_layout(d) == 0);
	CHECK(tt_document_write(d, keep, &out) == 0);
	CHECK_INT(tt_document_fault(d), TT_FAULT_NONE);
	free(in.data);
	return out;
}

static struct bytes
render_fresh(const struct tt_options *o, const char *path)
{
	tt_context *c = tt_context_new(o);
	tt_document *d = tt_document_new(c);
	struct bytes out = render(d, path);

	tt_document_free(d);
	tt_context_free(c);
	return out;
}

static int
same(struct bytes a, struct bytes b)
{
	return a.len > 0 && a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

static int
stop(void *user, const void *data, size_t n)
{
	(void)data;
	(void)n;
	return --*(int *)user < 0 ? -1 : 0;
}

static void
test_order(const struct tt_options *o, const char *one, const char *two)
{
	struct bytes first = render_fresh(o, one), second = render_fresh(o, two);
	tt_context *c = tt_context_new(o);

	for (int reuse = 0; reuse < 2; reuse++) {
		const char *const order[] = { one, two, one, one, two };
		tt_document *kept = tt_document_new(c);
		for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
			tt_document *d = reuse ? kept : tt_document_new(c);
			struct bytes b = render(d, order[i]);
			CHECK(same(b, order[i] == one ? first : second));
			free(b.data);
			if (!reuse)
				tt_document_free(d);
		}
		tt_document_free(kept);
	}
	tt_context_free(c);
	free(first.data);
	free(second.data);
}

/* After bad input or a sink that refuses, the context and the document still work. */
static void
test_after_errors(const struct tt_options *o, const char *path)
{
	struct bytes want = render_fresh(o, path), in = file(path), got;
	tt_context *c = tt_context_new(o);
	tt_document *d = tt_document_new(c);
	int left = 0;

	CHECK(tt_document_read(d, "{\"kind\":", 8, "bad.json") == -1);

	CHECK_INT(tt_document_fault(d), TT_FAULT_DATA);
	CHECK(tt_document_layout(d) == -1);
	CHECK_INT(tt_document_pages(d), 0);
	CHECK(tt_document_read(d, in.data, in.len, path) == 0);
	CHECK(tt_document_layout(d) == 0);
	CHECK(tt_document_write(d, stop, &left) == -1);
	CHECK(tt_message_count(d) > 0);
	got = render(d, path);
	CHECK(same(got, want));
	free(got.data);
	free(want.data);
	free(in.data);
	tt_document_free(d);
	tt_context_free(c);
}

/* Too little memory for a document ends in an error that says so, whatever the limit. */
static void
test_no_memory(const struct tt_options *o, const char *path)
{
	struct tt_options tight = *o;
	struct bytes in = file(path);
	int failed = 0, done = 0;

	for (size_t limit = 4096; limit < (size_t)32 << 20; limit = limit * 3 / 2) {
		tt_context *c;
		tt_document *d;
		tight.max_memory = limit;
		c = tt_context_new(&tight);
		d = tt_document_new(c);
		if (d == NULL) {
			failed++;
			tt_context_free(c);
			continue;
		}
		if (tt_document_read(d, in.data, in.len, path) == 0 && tt_document_layout(d) == 0)
			done++;
		else {
			failed++;
			CHECK_INT(tt_document_fault(d), TT_FAULT_ENVIRONMENT);
		}
		tt_document_free(d);
		tt_context_free(c);
	}
	CHECK(failed > 0);
	CHECK(done > 0);
	free(in.data);
}

int
main(void)
{
	const struct tt_options options = { .data_dir = "." };
	const char *one = "examples/plans/soc-trang-2024.json", *two = "examples/plans/tra-vinh-2023.json";

	test_order(&options, one, two);
	test_order(&options, two, "examples/plans/kien-giang-2021.json");
	test_after_errors(&options, one);
	test_no_memory(&options, two);
	return test_end("warm");
}
