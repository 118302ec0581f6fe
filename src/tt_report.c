/* Public functions for reports on plans. */
#include "annual_expand.h"
#include "diag.h"
#include "document.h"
#include "plan.h"
#include "profile.h"
#include "thethuc.h"
#include "trace.h"

/* The plan made of a report, or NULL after an error. */
static const struct plan *
expand(tt_document *d, const struct profile *p, const struct plan *plan, struct figures *figures)
{
	return annual_expand(&d->mem, d->diag, p, plan, document_folder(d, d->source.name),
	    d->settings.allow_secret != 0, figures);
}

/* Of a report with faults (NULL: none could be read) those of the files that it names are told too; -1. */
static int
tell_rest(tt_document *d, const struct plan *plan)
{
	const struct profile *p;

	if (plan == NULL || plan->annual == NULL)
		return -1;
	p = profile_partly(&d->mem, d->diag, d->context->profiles, plan, d->settings.profile);
	if (p != NULL)
		expand(d, p, plan, arena_new(&d->mem, sizeof(struct figures)));
	return -1;
}

static int
report_stage(tt_document *d, const struct output *out)
{
	const struct profile *p;
	const struct plan *made;
	struct figures *figures = arena_new(&d->mem, sizeof *figures);

	(void)out;
	if (d->figures != NULL)		/* it is made */
		return 0;
	if (d->plan == NULL)
		return tell_rest(d, d->faulty);
	if (d->plan->annual == NULL)
		return DIAG(d->diag, REPORT_NEEDED, d->plan->at, "");
	p = profile_for(&d->mem, d->diag, d->context->profiles, d->plan, d->settings.profile);
	if (p == NULL)
		return tell_rest(d, d->plan);
	made = expand(d, p, d->plan, figures);
	if (made == NULL)
		return -1;
	d->plan = made;
	d->figures = figures;
	return 0;
}

int
tt_document_report(tt_document *d)
{
	return document_run(d, report_stage, NULL);
}

static int
trace_stage(tt_document *d, const struct output *out)
{
	arena_reset(&d->scratch);
	if (d->pages == NULL || d->figures == NULL)
		return -1;
	return trace_print(&d->scratch, d->figures, d->pages, out->sink, out->user) == 0 ? 0
	    : DIAG(d->diag, OUTPUT, NULL, "", "");
}

int
tt_document_trace(tt_document *d, tt_sink *sink, void *user)
{
	return document_run(d, trace_stage, &(struct output){ .sink = sink, .user = user });
}
