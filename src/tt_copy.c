#include "document.h"
#include "compose_copy.h"
#include "copy.h"
#include "diag.h"
#include "excerpt.h"
#include "profile.h"

struct copy_call {			/* what tt_document_copy was given */
	const struct tt_copy *options;
};

static int
read_copy(tt_document *d, const struct output *out)
{
	const struct tt_copy *options = ((const struct copy_call *)out->user)->options;
	const char *form = options == NULL ? NULL : options->form;

	if (d->plan == NULL)
		return -1;
	d->copy = copy_read(&d->mem, d->diag, &d->copy_source, form);
	if (d->copy == NULL)
		return -1;
	d->name = arena_printf(&d->mem, "%s-%s", d->name, d->copy->plan.type);
	return 0;
}

int
tt_document_copy(tt_document *d, const char *json, size_t n, const char *file, const struct tt_copy *options)
{
	struct copy_call call = { options };

	d->copy_source = (struct source){ .name = file, .text = json, .len = n };
	return document_run(d, read_copy, &(struct output){ .user = &call });
}

int
document_add_copy(tt_document *d, struct blocks *blocks, bool from_plan)
{
	if (d->copy == NULL)
		return 0;
	d->copy_profile = profile_for_copy(&d->mem, d->diag, d->context->profiles, &d->copy->plan,
	    d->plan != NULL ? NULL : d->settings.profile);
	if (d->copy_profile == NULL
	    || compose_copy(&d->mem, d->diag, d->copy, d->copy_profile, blocks, from_plan) != 0)
		return -1;
	return d->copy->parts.n == 0 ? 0 : excerpt(&d->mem, d->diag, &d->copy->parts, d->profile, blocks);
}
