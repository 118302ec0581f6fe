#include "document.h"
#include "buffer.h"
#include "diag.h"
#include "plan.h"
#include "profile.h"
#include "squeeze.h"

#include <stdlib.h>
#include <string.h>

static const char *const words[] = { [TT_FIT_NO] = "no", [TT_FIT_YES] = "yes", [TT_FIT_LOOSE] = "loose" };

const char *
document_fit_word(tt_document *d)
{
	if (d->settings.fit == TT_FIT_PLAN)
		return NULL;
	if (d->settings.fit == TT_FIT_PAGES)
		return arena_printf(&d->scratch, "%d", d->settings.fit_pages);
	return words[d->settings.fit];
}

void
document_fit_as(tt_document *d, const char *word)
{
	d->settings.fit = word == NULL ? TT_FIT_PLAN : TT_FIT_PAGES;
	d->settings.fit_pages = word == NULL ? 0 : (int)strtol(word, NULL, 10);
	for (size_t i = 0; word != NULL && i < sizeof words / sizeof *words; i++)
		if (words[i] != NULL && strcmp(words[i], word) == 0)
			d->settings.fit = (enum tt_fit)i;
}

/* What a stage makes goes to the other arena from now on. */
static void
swap_arenas(tt_document *d)
{
	struct arena mem = d->mem;

	d->mem = d->scratch;
	d->scratch = mem;
}

static void
begin_trial(tt_document *d)
{
	arena_reset(&d->scratch);
	swap_arenas(d);
	d->aside = d->diag;
	d->diag = diag_new(&d->mem, d->context->options.language);
}

void
document_fit_end(tt_document *d)
{
	if (d->aside == NULL)
		return;
	d->diag = d->aside;
	d->aside = NULL;
	swap_arenas(d);
	d->profile = d->copy_profile = NULL;
	d->blocks = NULL;
	d->boxes = NULL;
	d->pages = NULL;
}

/* A squeeze_lay; `user` is the document. */
static bool
lay(void *user, const struct value *layout, struct squeeze_trial *out)
{
	tt_document *d = user;
	const struct plan *own = d->plan;
	struct plan *plan;
	bool laid;

	begin_trial(d);
	plan = arena_new(&d->mem, sizeof *plan);
	*plan = *own;
	plan->layout = layout;
	d->plan = plan;
	laid = document_lay_out(d) == 0;
	*out = (struct squeeze_trial){ d->profile, d->blocks, d->pages, 0 };
	for (size_t i = 0; i < diag_count(d->diag); i++)
		out->warnings += diag_message(d->diag, i)->level == TT_WARNING;
	d->plan = own;
	document_fit_end(d);
	return laid;
}

/* What the caller wants, or else the plan. */
static struct squeeze_goal
choose_goal(const tt_document *d)
{
	static const enum squeeze_aim aims[] = {
		[TT_FIT_NO] = SQUEEZE_NOTHING, [TT_FIT_YES] = SQUEEZE_SPILL, [TT_FIT_PAGES] = SQUEEZE_PAGES,
		[TT_FIT_LOOSE] = SQUEEZE_LOOSE
	};

	if (d->settings.fit == TT_FIT_PLAN)
		return squeeze_wanted(d->plan);
	return (struct squeeze_goal){ aims[d->settings.fit],
	    (size_t)(d->settings.fit_pages > 1 ? d->settings.fit_pages : 1) };
}

void
document_fit(tt_document *d)
{
	struct squeeze_job job = { .mem = &d->mem, .diag = d->diag, .plan = d->plan, .goal = choose_goal(d),
		.lay = lay, .user = d };
	struct plan *plan;

	if (job.goal.aim == SQUEEZE_NOTHING || document_fonts(d) != 0)
		return;
	job.profile = profile_for(&d->mem, diag_new(&d->mem, TT_ENGLISH), d->context->profiles, d->plan,
	    d->settings.profile);
	if (job.profile == NULL)	/* what comes after tells why */
		return;
	d->squeeze = squeeze(&job);
	plan = arena_new(&d->mem, sizeof *plan);
	*plan = *d->plan;
	plan->layout = d->squeeze->layout;
	d->plan = plan;
}

static int
fit_stage(tt_document *d, const struct output *out)
{
	struct buffer b = { .mem = &d->scratch };

	arena_reset(&d->scratch);
	if (d->pages == NULL)
		return -1;
	squeeze_print(&b, d->squeeze != NULL ? d->squeeze : &(struct squeeze){ .values = NULL });
	return document_put(d, out, &b);
}

int
tt_document_fit(tt_document *d, tt_sink *sink, void *user)
{
	return document_run(d, fit_stage, &(struct output){ .sink = sink, .user = user });
}
