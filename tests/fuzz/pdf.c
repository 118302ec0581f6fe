/* PDFs from outside: copied, taken apart, verified. */
#include "fuzz.h"

#include <string.h>

const struct fuzz_target fuzz_target = { 0, fuzz_mend_pdf };

static void
copy_pdf(tt_document *d, const char *pdf, size_t n)
{
	static const char copy[] = "{\"form\": \"sao-y\", \"issuer\": {\"name\": \"V\", \"abbreviation\": \"V\"},"
	    " \"number\": 1,"
	    "\"place\": \"M\", \"date\": \"2024-05-09\", \"signature\": {\"title\": \"C\", \"name\": \"A\"},"
	    "\"recipients\": {\"items\": [\"S\"], \"archive\": \"VT\"}}";
	int result = tt_document_read_pdf(d, pdf, n, "it.pdf");

	fuzz_messages(d, result);
	if (result != 0)
		return;
	result = tt_document_copy(d, copy, sizeof copy - 1, "copy.json", &(struct tt_copy){ 0 });
	fuzz_messages(d, result);
	if (result == 0)
		fuzz_document(d, 7 * 8 / 2 + 3);
}

void
fuzz_one(const char *data, size_t n)
{
	static tt_context *c;
	uint64_t bits = fuzz_hash(data, n);
	char *pdf = fuzz_copy(data, n);
	tt_document *d;

	if (c == NULL)
		c = fuzz_context((struct tt_options){ 0 });
	d = tt_document_new(c);
	copy_pdf(d, pdf, n);
	if (fuzz_choose(&bits, 2) == 0)
		fuzz_messages(d, tt_document_verify(d, pdf, n, "it.pdf"));
	else
		fuzz_messages(d, tt_document_extract(d, pdf, n, "it.pdf"));
	if (strchr(tt_document_name(d), '/') != NULL || tt_document_name(d)[0] == '.')
		fuzz_defect("the name of what was taken out");
	tt_document_free(d);
	free(pdf);
}
