/* Reports on plans and results: the report's own data. */
#include "fuzz.h"

const struct fuzz_target fuzz_target = { 1, NULL };

void
fuzz_one(const char *data, size_t n)
{
	static tt_context *c;
	uint64_t bits = fuzz_hash(data, n);
	char *report = fuzz_copy(data, n);
	tt_document *d;
	int result;

	if (c == NULL)
		c = fuzz_context((struct tt_options){ .images_beside = 1 });
	d = tt_document_new(c);
	result = tt_document_read(d, report, n, "examples/report.json");
	fuzz_messages(d, result);
	if (result == 0) {
		result = tt_document_report(d);
		fuzz_messages(d, result);
	}
	if (result == 0)
		fuzz_document(d, bits);
	tt_document_free(d);
	free(report);
}
