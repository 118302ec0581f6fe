/* Maps: read, and a record read by them. */
#include "fuzz.h"

const struct fuzz_target fuzz_target = { 1, NULL };

void
fuzz_one(const char *data, size_t n)
{
	static char *record;
	static size_t len;
	uint64_t bits = fuzz_hash(data, n);
	char *map = fuzz_copy(data, n);
	tt_context *c = fuzz_context((struct tt_options){ .attach_source = 1 });
	tt_document *d = tt_document_new(c);
	int result = tt_document_map(d, map, n, "map.json");

	if (record == NULL)
		record = fuzz_file("tests/golden/map/totrinh-1.json", &len);
	fuzz_messages(d, result);
	free(map);			/* the context has a copy */
	if (result == 0) {
		result = tt_document_read_at(d, record, len, "record.json", 7, 9);
		fuzz_messages(d, result);
		if (result == 0)
			fuzz_document(d, bits);
		fuzz_messages(d, tt_document_map_unseen(d));
	}
	tt_document_free(d);
	tt_context_free(c);
}
