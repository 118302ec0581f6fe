#include "compose.h"
#include "annex.h"
#include "arena.h"
#include "body.h"
#include "diag.h"
#include "field.h"
#include "fixture.h"
#include "form.h"
#include "inline.h"
#include "lead.h"
#include "signing.h"

#include <string.h>

/* What every document has, but for those whose form can do without. */
static void
check_needed(struct composer *c, const struct form *form)
{
	const struct plan *plan = c->plan;
	const struct { unsigned bit; bool given; const char *name; } parts[] = {
		{ FORM_SUBJECT, plan->subject.n > 0, "subject" }, { FORM_BODY, plan->body.n > 0, "body" },
		{ FORM_PLACE, plan->place != NULL, "place" }
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!parts[i].given && !(form->optional & parts[i].bit))
			DIAG(c->diag, FIELD_MISSING, plan->at, "", parts[i].name);
	if (plan->recipients.at == NULL && !(form->optional & FORM_RECIPIENTS))
		DIAG(c->diag, RECIPIENTS_MISSING, plan->at, "");
}

/* A field as one has to write it in a plan: "details.sender", "addressees". */
static const char *
full_name(struct composer *c, const char *name)
{
	bool detail = field_find(name, strlen(name)) >= FIELD_DETAIL_AUTHORITY;

	return arena_printf(c->mem, "%s%s", detail ? "details." : "", name);
}

/* What documents of the form have. */
static void
check_expected(struct composer *c, const struct form *form)
{
	const struct plan *plan = c->plan;

	for (const char **name = form->expects; name != NULL && *name != NULL; name++)
		if (!inline_present(c, *name))
			DIAG(c->diag, DETAIL_MISSING, plan->at, "", plan->type, full_name(c, *name));
	if (plan->nsigners < (size_t)form->signers)
		DIAG(c->diag, SIGNERS_FEW, plan->signers[0].at, "", plan->type,
		    arena_printf(c->mem, "%d", form->signers));
}

/* What is given and stands nowhere in the form. */
static void
check_printed(struct composer *c)
{
	const struct plan *plan = c->plan;

	for (int i = 0; i < DETAIL__MAX; i++) {
		const struct detail *d = &plan->details[i];
		enum field field = (enum field)(FIELD_DETAIL_AUTHORITY + i);
		if (d->at != NULL && !(c->printed >> field & 1))
			DIAG(c->diag, DETAIL_UNUSED, d->at, "", plan->type, full_name(c, field_asked[field]));
	}
	if (plan->place != NULL && !(c->printed >> FIELD_PLACE & 1))
		DIAG(c->diag, DETAIL_UNUSED, plan->at, "", plan->type, field_asked[FIELD_PLACE]);
}

static void
compose_text(struct composer *c, struct block *root, const struct form *form)
{
	const struct plan *plan = c->plan;

	c->body = body_open(c, root, plan->numbering != NULL ? plan->numbering : c->type->numbering);
	body_bases(c->body);
	body_paras(c->body, &plan->opening, "opening", c->profile->opening);
	c->in_text = true;
	form_compose(c, root, form->before_body);
	c->in_text = false;
	body_items(c->body, &plan->body, 0);
	body_paras(c->body, &plan->closing, "closing", c->profile->body);
	c->in_text = true;
	form_compose(c, root, form->after_body);
	c->in_text = false;
	inline_finish(c);
}

static void
compose_document(struct composer *c)
{
	const struct form *form = c->type->form;
	struct sheet sheet = profile_sheet(c->profile, c->plan->orientation);
	struct block *root = block_section(c->mem, c->blocks, &sheet, "document")->root, *copy = NULL;

	check_needed(c, form);
	check_expected(c, form);
	annex_open(c);
	if ((c->fields & FIELDS_COPY) != 0)
		copy = signing_copy(c, root);
	fixture_top(c);
	form_compose(c, root, form->head);
	compose_text(c, root, form);
	form_compose(c, root, form->tail);
	fixture_foot(c);
	check_printed(c);
	if (copy != NULL)
		signing_copy_tag(c, copy);
	annex_compose_all(c);
	annex_check(c);
	lead_close(c->blocks, c->leads);
}

struct blocks *
compose(struct arena *mem, struct diag *d, const struct plan *plan, const struct profile *p, struct images *images,
    unsigned fields, const struct annex *only)
{
	struct blocks *blocks = arena_new(mem, sizeof *blocks);
	struct composer c = { .mem = mem, .diag = d, .plan = plan, .profile = p, .type = profile_type(p, plan->type),
		.blocks = blocks, .issuer = &plan->issuers[0], .within = 1, .title_role = "H1", .images = images,
		.fields = fields };

	blocks->images = images;
	tag_add(mem, &blocks->tags, 0, "Document");
	if (only != NULL)
		annex_compose_file(&c, only);
	else
		compose_document(&c);
	fixture_repeat(&c);
	return diag_failed(d) ? NULL : blocks;
}
