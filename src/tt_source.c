#include "document.h"
#include "diag.h"
#include "pdf_read.h"
#include "verify.h"

#include <string.h>

static int
extract_stage(tt_document *d, const struct output *out)
{
	struct pdf_source *source = arena_new(&d->mem, sizeof *source);
	struct pdf_in in;

	(void)out;
	if (pdf_read_source(&in, &d->mem, d->diag, &d->source, source) != 0)
		return -1;
	d->attached = source;
	d->name = source->name;
	return 0;
}

int
tt_document_extract(tt_document *d, const void *pdf, size_t n, const char *file)
{
	if (document_run(d, document_start, NULL) != 0)
		return -1;
	d->source = (struct source){ .name = file, .text = pdf, .len = n };
	return document_run(d, extract_stage, NULL);
}

const char *
tt_document_source(const tt_document *d, size_t *n)
{
	*n = d->attached == NULL ? 0 : d->attached->len;
	return d->attached == NULL ? NULL : d->attached->data;
}

static int
compare_stage(tt_document *d, const struct output *out)
{
	(void)out;
	d->verify = arena_new(&d->mem, sizeof *d->verify);
	return verify_open(d->verify, &d->mem, d->diag, &d->source);
}

static int
conclude_stage(tt_document *d, const struct output *out)
{
	(void)out;
	return verify_conclude(d->verify, &d->mem, d->diag);
}

/* Tells the first error of the document made again as one about the PDF. */
static int
blame_stage(tt_document *d, const struct output *out)
{
	const tt_document *again = out->user;
	const struct tt_message *m = NULL;

	for (size_t i = 0; i < diag_count(again->diag) && (m == NULL || m->level != TT_ERROR); i++)
		m = diag_message(again->diag, i);
	return verify_blame(d->verify, d->diag, m);
}

/* Makes the document again from the data in the PDF and compares on the way. */
static int
render_again(tt_document *d, tt_document *again)
{
	const struct pdf_source *s = &d->verify->source;
	const struct source data = { .name = d->source.name, .text = s->data, .len = s->len, .line = 1, .column = 1 };

	if (again->settings.profile == NULL)
		again->settings.profile = s->profile;
	again->settings.pdf_standard = s->standard;
	document_fit_as(again, s->fit);
	again->settings.fields = s->fields;
	again->settings.attach_source = 1;
	again->settings.allow_secret = 1;		/* it is there already, and nothing of it is shown */
	again->settings.draft = s->status != NULL && strcmp(s->status, "draft") == 0;
	again->settings.appendix = NULL;
	again->settings.medium = TT_MEDIUM_PLAN;
	if (document_read(again, &data, NULL) != 0
	    || tt_document_layout(again) != 0
	    || tt_document_write(again, verify_write, d->verify) != 0)
		return document_run(d, blame_stage, &(struct output){ .user = again });
	return document_run(d, conclude_stage, NULL);
}

int
tt_document_verify(tt_document *d, const void *pdf, size_t n, const char *file)
{
	tt_document *again;
	int result = -1;

	if (document_run(d, document_start, NULL) != 0)
		return -1;
	d->source = (struct source){ .name = file, .text = pdf, .len = n };
	if (document_run(d, compare_stage, NULL) != 0)
		return -1;
	again = tt_document_new(d->context);
	if (again == NULL)
		return DIAG(d->diag, NO_MEMORY, NULL, "");
	result = render_again(d, again);
	tt_document_free(again);
	return result;
}
