/* Results that a report is computed from. They lie beside their plan, in a folder of their own. */
#include "fuzz.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

const struct fuzz_target fuzz_target = { 1, NULL };

static char folder[] = "/tmp/thethuc-fuzz-XXXXXX";

static void
put(const char *name, const char *data, size_t n)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "wb");
	if (f == NULL || fwrite(data, 1, n, f) != n || fclose(f) != 0)
		fuzz_defect("a file of the report");
}

static void
remove_folder(void)
{
	static const char *const names[] = { "soc-trang-2024.json", "results.json" };
	char path[128];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
}

static void
make_folder(void)
{
	size_t n;
	char *plan = fuzz_file("examples/plans/soc-trang-2024.json", &n);

	if (mkdtemp(folder) == NULL)
		fuzz_defect("a folder for the report");
	put("soc-trang-2024.json", plan, n);
	free(plan);
	atexit(remove_folder);
}

void
fuzz_one(const char *data, size_t n)
{
	static const char report[] = "{\"kind\": \"state\", \"issuer\": {\"name\": \"T\", \"abbreviation\": \"UBND\"},"
	    " \"place\": \"M\","
	    "\"date\": \"2024-12\", \"type\": \"bao-cao\", \"subject\": \"K\","
	    " \"signature\": {\"title\": \"C\", \"name\": \"A\"},"
	    "\"recipients\": {\"items\": [\"S\"], \"archive\": \"VT\"}, \"report\": {\"period\": {\"year\": 2024,"
	    "\"from\": \"2023-12-15\", \"to\": \"2024-12-14\"}, \"plans\": [\"soc-trang-2024.json\"],"
	    " \"results\": [\"results.json\"]}}";
	static tt_context *c;
	static char name[64];
	tt_document *d;
	int result;

	if (c == NULL) {
		c = fuzz_context((struct tt_options){ 0 });
		make_folder();
		snprintf(name, sizeof name, "%s/report.json", folder);
	}
	put("results.json", data, n);
	d = tt_document_new(c);
	if (tt_document_read(d, report, sizeof report - 1, name) != 0)
		fuzz_defect("the report");
	result = tt_document_report(d);
	fuzz_messages(d, result);
	if (result == 0)
		fuzz_document(d, fuzz_hash(data, n));
	tt_document_free(d);
}
