/* Levels of conformance, alone and in lists. */
#include "test.h"
#include "standard.h"

static struct standard
parsed(const char *list)
{
	struct standard s = { 0 };
	const char *bad = NULL;

	if (!CHECK_INT(standard_parse(list, &s, &bad), STANDARD_OK))
		printf("\tlist \"%s\", at \"%s\"\n", list, bad);
	CHECK(bad == NULL);
	return s;
}

static void
test_levels(void)
{
	static const struct { const char *name; struct standard want; } levels[] = {
		{ "a-2a", { 2, 'A', 0, true, true, true, true, false } },
		{ "a-2b", { 2, 'B', 0, false, false, true, true, false } },
		{ "a-2u", { 2, 'U', 0, false, true, true, true, false } },
		{ "a-3a", { 3, 'A', 0, true, true, true, true, true } },
		{ "a-3b", { 3, 'B', 0, false, false, true, true, true } },
		{ "a-3u", { 3, 'U', 0, false, true, true, true, true } },
		{ "ua-1", { 0, '\0', 1, true, true, false, true, true } },
		{ "1.7", { 0, '\0', 0, false, false, false, false, true } },
		{ "a-2a,ua-1", { 2, 'A', 1, true, true, true, true, false } },
		{ "ua-1,a-2a", { 2, 'A', 1, true, true, true, true, false } },
		{ "a-2b,ua-1", { 2, 'B', 1, true, true, true, true, false } },
		{ "a-3a,ua-1", { 3, 'A', 1, true, true, true, true, true } },
		{ "a-2b,1.7", { 2, 'B', 0, false, false, true, true, false } },
		{ "a-2b,a-2b", { 2, 'B', 0, false, false, true, true, false } },
	};

	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		const struct standard s = parsed(levels[i].name), *w = &levels[i].want;
		CHECK_INT(s.pdfa, w->pdfa);
		CHECK_INT(s.conformance, w->conformance);
		CHECK_INT(s.pdfua, w->pdfua);
		CHECK_INT(s.tags, w->tags);
		CHECK_INT(s.unicode, w->unicode);
		CHECK_INT(s.intent, w->intent);
		CHECK_INT(s.metadata, w->metadata);
		CHECK_INT(s.attachments, w->attachments);
	}
}

static void
test_refusals(void)
{
	static const struct { const char *list; enum standard_result result; size_t at; } lists[] = {
		{ "", STANDARD_UNKNOWN, 0 },
		{ ",", STANDARD_UNKNOWN, 0 },
		{ "a-2a,", STANDARD_UNKNOWN, 5 },
		{ ",a-2a", STANDARD_UNKNOWN, 0 },
		{ "a-2a,,ua-1", STANDARD_UNKNOWN, 5 },
		{ "a-2a, ua-1", STANDARD_UNKNOWN, 5 },
		{ "A-2A", STANDARD_UNKNOWN, 0 },
		{ "a-2", STANDARD_UNKNOWN, 0 },
		{ "a-2aa", STANDARD_UNKNOWN, 0 },
		{ "a-1b", STANDARD_UNKNOWN, 0 },
		{ "a-2a,ua-2", STANDARD_UNKNOWN, 5 },
		{ "a-2a,a-3a", STANDARD_CONFLICT, 5 },
		{ "ua-1,a-2a,a-2b", STANDARD_CONFLICT, 10 },
		{ "a-2a,a-3a,x", STANDARD_CONFLICT, 5 },
	};

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct standard s = { .pdfa = 77 };
		const char *bad = NULL;
		CHECK_INT(standard_parse(lists[i].list, &s, &bad), lists[i].result);
		CHECK_INT(bad - lists[i].list, lists[i].at);
		CHECK_INT(s.pdfa, 77);
	}
}

static void
test_names(void)
{
	size_t n = 0;

	for (const char *name; (name = standard_name(n)) != NULL; n++)
		parsed(name);
	CHECK_INT(n, 8);
	CHECK(!parsed(standard_default(false)).attachments);
	CHECK(parsed(standard_default(true)).attachments);
	CHECK_INT(parsed(standard_default(false)).pdfua, 1);
}

int
main(void)
{
	test_levels();
	test_refusals();
	test_names();
	return test_end("standard");
}
