/* Exported records, read by the maps of the examples. */
#include "fuzz.h"

const struct fuzz_target fuzz_target = { 1, NULL };

static tt_context *
open_map(const char *path)
{
	tt_context *c = fuzz_context((struct tt_options){ .attach_source = 1 });
	tt_document *d = tt_document_new(c);
	size_t n;
	char *map = fuzz_file(path, &n);

	if (tt_document_map(d, map, n, path) != 0)
		fuzz_defect("the map");
	tt_document_free(d);
	free(map);
	return c;
}

void
fuzz_one(const char *data, size_t n)
{
	static const char *const maps[] = { "examples/batch/maps/edxml.json", "examples/batch/maps/eoffice.json",
		"examples/batch/maps/docgen.json", "examples/batch/maps/totrinh.json" };
	static tt_context *contexts[sizeof maps / sizeof *maps];
	uint64_t bits = fuzz_hash(data, n);
	char *record = fuzz_copy(data, n);
	tt_document *d;
	int result;

	if (contexts[0] == NULL)
		for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
			contexts[i] = open_map(maps[i]);
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
		d = tt_document_new(contexts[i]);
		result = tt_document_read(d, record, n, "record.json");
		fuzz_messages(d, result);
		if (result == 0)
			fuzz_document(d, bits);
		tt_document_free(d);
	}
	free(record);
}
