#include "preview.h"
#include "companion.h"
#include "outcome.h"
#include "output.h"
#include "page_name.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct memory {				/* a PDF that is not written to a file */
	char		*data;		/* malloc */
	size_t		 n, room;
};

static int
keep(void *user, const void *data, size_t n)
{
	enum { FIRST = 64 * 1024 };
	struct memory *m = user;
	size_t room = m->room == 0 ? FIRST : m->room;
	char *more;

	while (room < m->n + n)
		room *= 2;
	if (room > m->room) {
		more = realloc(m->data, room);
		if (more == NULL)
			return -1;
		m->data = more;
		m->room = room;
	}
	memcpy(m->data + m->n, data, n);
	m->n += n;
	return 0;
}

/* What the files are called; none may be the plan. Returns 0, or the exit status after a message. */
static int
choose_names(tt_document *d, const struct options *o, const struct input *plan, const struct report *r, char *pattern)
{
	const char *given = o->output == NULL && o->standard_input ? "-" : o->output;
	char path[PAGE_NAME_ROOM];
	int status = 0;

	if (!page_name_pattern(given, tt_document_name(d), o->format, pattern))
		return REPORT(r, given, FILE_WRITE, report_reason(r, ENAMETOOLONG));
	if (strcmp(pattern, "-") == 0)
		return 0;
	for (int page = 1; page <= tt_document_pages(d) && status == 0; page++)
		if (page_name(pattern, page, path))
			status = output_check(path, true, plan, r);
	return status;
}

/* Writes the PDF into memory and tells what the library says. Returns 0, or the exit status. */
static int
write_memory(tt_document *d, const struct options *o, const struct report *r, struct memory *pdf)
{
	int result = tt_document_write(d, keep, pdf);
	int status = outcome_print(r, o->strict, d, result);

	return status != 0 || result == 0 ? status : REPORT(r, NULL, NO_MEMORY, "");
}

int
preview_write(tt_document *d, const struct options *o, const struct input *plan, const struct report *r)
{
	char program[] = "thethuc-preview", verb[] = "preview", pattern[PAGE_NAME_ROOM];
	const char *argv[24] = { program, verb, "-f", o->format, "-o", pattern, "--lang", NULL, "--diagnostics", NULL };
	struct memory pdf = { NULL, 0, 0 };
	int n = 10, status;

	argv[7] = r->language == TT_VIETNAMESE ? "vi" : "en";
	argv[9] = r->json ? "json" : "human";
	if (o->dpi != NULL) {
		argv[n++] = "--dpi";
		argv[n++] = o->dpi;
	}
	if (o->page != NULL) {
		argv[n++] = "--page";
		argv[n++] = o->page;
	}
	argv[n] = "-";
	status = choose_names(d, o, plan, r, pattern);
	if (status == 0)
		status = write_memory(d, o, r, &pdf);
	if (status == 0)
		status = companion_feed((char *const *)argv, pdf.data, pdf.n, r);
	free(pdf.data);
	return status;
}
