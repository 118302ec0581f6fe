/* Plans: read, laid out and put out in every way; what travels in the PDF comes out as it went in. */
#include "fuzz.h"

#include <string.h>

const struct fuzz_target fuzz_target = { 1, NULL };

static const char name[] = "examples/signatures/fuzz.json";	/* pictures are found beside it */

/* The plan in its own PDF, byte for byte, and the PDF is the one the plan gives. */
static void
take_back(tt_context *c, const struct fuzz_bytes *pdf, const char *plan, size_t n)
{
	tt_document *d = tt_document_new(c);
	const char *out;
	size_t len;

	if (d == NULL || tt_document_extract(d, pdf->data, pdf->n, "examples/signatures/it.pdf") != 0)
		fuzz_defect("the plan cannot be taken out");
	out = tt_document_source(d, &len);
	if (len != n || memcmp(out, plan, n) != 0)
		fuzz_defect("another plan was taken out");
	if (tt_document_verify(d, pdf->data, pdf->n, "examples/signatures/it.pdf") != 0)
		fuzz_defect("the PDF is not what its plan gives");
	tt_document_free(d);
}

static void
attach(tt_context *c, const char *plan, size_t n)
{
	struct fuzz_bytes pdf = { 0 };
	tt_document *d = tt_document_new(c);

	if (d != NULL && tt_document_read(d, plan, n, name) == 0 && tt_document_layout(d) == 0
	    && tt_document_write(d, fuzz_keep, &pdf) == 0)
		take_back(c, &pdf, plan, n);
	tt_document_free(d);
	free(pdf.data);
}

void
fuzz_one(const char *data, size_t n)
{
	enum { KINDS = 5 };
	static tt_context *contexts[KINDS];
	static const struct tt_options options[KINDS] = {
		{ .images_beside = 1 },
		{ .images_beside = 1, .allow_secret = 1, .fields = 1, .language = TT_VIETNAMESE },
		{ .images_beside = 1, .allow_secret = 1, .draft = 1, .fit = TT_FIT_YES },
		{ .images_beside = 1, .medium = TT_MEDIUM_ELECTRONIC, .profile = "vptw05-2026", .fit = TT_FIT_LOOSE },
		{ .images_beside = 1, .attach_source = 1 },
	};
	uint64_t bits = fuzz_hash(data, n);
	unsigned kind = fuzz_choose(&bits, KINDS);
	char *plan = fuzz_copy(data, n);
	tt_document *d;
	int result;

	if (contexts[kind] == NULL)
		contexts[kind] = fuzz_context(options[kind]);
	if (options[kind].attach_source && fuzz_choose(&bits, 2) == 0) {
		attach(contexts[kind], plan, n);
		free(plan);
		return;
	}
	d = tt_document_new(contexts[kind]);
	result = tt_document_read(d, plan, n, name);
	fuzz_messages(d, result);
	if (result == 0)
		fuzz_document(d, bits);
	tt_document_free(d);
	free(plan);
}
