/* Data of copies: of a plan, and of a PDF. */
#include "fuzz.h"

const struct fuzz_target fuzz_target = { 1, NULL };

static tt_context *context;
static struct fuzz_bytes plan, pdf;

static void
open_originals(void)
{
	tt_document *d;

	context = fuzz_context((struct tt_options){ .images_beside = 1 });
	plan.data = fuzz_file("examples/types/cong-van.json", &plan.n);
	d = tt_document_new(context);
	if (tt_document_read(d, plan.data, plan.n, "it.json") != 0 || tt_document_layout(d) != 0
	    || tt_document_write(d, fuzz_keep, &pdf) != 0)
		fuzz_defect("the original");
	tt_document_free(d);
}

void
fuzz_one(const char *data, size_t n)
{
	uint64_t bits = fuzz_hash(data, n);
	char *copy = fuzz_copy(data, n);
	tt_document *d;
	int result;

	if (context == NULL)
		open_originals();
	d = tt_document_new(context);
	if (fuzz_choose(&bits, 2) == 0)
		result = tt_document_read(d, plan.data, plan.n, "it.json");
	else
		result = tt_document_read_pdf(d, pdf.data, pdf.n, "it.pdf");
	if (result != 0)
		fuzz_defect("the original cannot be read");
	result = tt_document_copy(d, copy, n, "copy.json", &(struct tt_copy){ 0 });
	fuzz_messages(d, result);
	if (result == 0)
		fuzz_document(d, bits);
	tt_document_free(d);
	free(copy);
}
