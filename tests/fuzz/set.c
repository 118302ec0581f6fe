/* Print sets of a plan. */
#include "fuzz.h"

#include <string.h>

const struct fuzz_target fuzz_target = { 1, NULL };

void
fuzz_one(const char *data, size_t n)
{
	static tt_context *c;
	static char *plan;
	static size_t len;
	uint64_t sum = 0;
	char *set = fuzz_copy(data, n);
	tt_document *d;
	int result;

	if (c == NULL) {
		c = fuzz_context((struct tt_options){ .images_beside = 1 });
		plan = fuzz_file("examples/sets/cong-van.json", &len);
	}
	d = tt_document_new(c);
	if (tt_document_read(d, plan, len, "examples/sets/cong-van.json") != 0 || tt_document_layout(d) != 0)
		fuzz_defect("the plan");
	result = tt_document_issue(d, set, n, "set.json");
	fuzz_messages(d, result);
	for (size_t i = 0; result == 0 && i < tt_issue_count(d); i++) {
		const struct tt_issue *copy = tt_issue_at(d, i);
		if (copy->file[0] == '\0' || copy->file[0] == '.' || strchr(copy->file, '/') != NULL
		    || copy->copies < 1)
			fuzz_defect("an entry of the set");
		if (i < 3)
			tt_issue_write(d, i, fuzz_drop, &sum);
	}
	if (result == 0)
		tt_issue_list(d, (int)(sum & 1), fuzz_drop, &sum);
	tt_document_free(d);
	free(set);
}
