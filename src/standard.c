#include "standard.h"

#include <string.h>

struct row {
	const char	*name;
	struct standard	 needs;
};

#define PDFA(part, level, tagged, text, attach) { .pdfa = part, .conformance = level, \
	.tags = tagged, .unicode = text, .intent = true, .metadata = true, .attachments = attach }

/* PDF/A-2 takes other PDF/A files as attachments only (ISO 19005-2, 6.8), PDF/A-3 takes any. */
static const struct row rows[] = {
	{ "a-2a", PDFA(2, 'A', true, true, false) },
	{ "a-2b", PDFA(2, 'B', false, false, false) },
	{ "a-2u", PDFA(2, 'U', false, true, false) },
	{ "a-3a", PDFA(3, 'A', true, true, true) },
	{ "a-3b", PDFA(3, 'B', false, false, true) },
	{ "a-3u", PDFA(3, 'U', false, true, true) },
	{ "ua-1", { .pdfua = 1, .tags = true, .unicode = true, .metadata = true, .attachments = true } },
	{ "1.7", { .attachments = true } },
};

enum { ROWS = sizeof rows / sizeof *rows };

static const struct row *
find(const char *name, size_t n)
{
	for (size_t i = 0; i < ROWS; i++)
		if (strlen(rows[i].name) == n && memcmp(rows[i].name, name, n) == 0)
			return &rows[i];
	return NULL;
}

/* A file states one part and level of PDF/A (ISO 19005-2, 6.6.4). */
static bool
add(struct standard *all, const struct standard *s)
{
	if (all->pdfa != 0 && s->pdfa != 0
	    && (all->pdfa != s->pdfa || all->conformance != s->conformance))
		return false;
	if (s->pdfa != 0) {
		all->pdfa = s->pdfa;
		all->conformance = s->conformance;
	}
	if (s->pdfua != 0)
		all->pdfua = s->pdfua;
	all->tags |= s->tags;
	all->unicode |= s->unicode;
	all->intent |= s->intent;
	all->metadata |= s->metadata;
	all->attachments &= s->attachments;
	return true;
}

enum standard_result
standard_parse(const char *list, struct standard *out, const char **bad)
{
	struct standard all = { .attachments = true };

	for (const char *name = list;; name++) {
		size_t n = strcspn(name, ",");
		const struct row *row = find(name, n);
		if (row == NULL || !add(&all, &row->needs)) {
			*bad = name;
			return row == NULL ? STANDARD_UNKNOWN : STANDARD_CONFLICT;
		}
		name += n;
		if (*name == '\0')
			break;
	}
	*out = all;
	return STANDARD_OK;
}

const char *
standard_default(bool attach)
{
	return attach ? "a-3a,ua-1" : "a-2a,ua-1";
}

const char *
standard_name(size_t i)
{
	return i < ROWS ? rows[i].name : NULL;
}
