#include "annex.h"
#include "arena.h"
#include "bind.h"
#include "body.h"
#include "clean.h"
#include "diag.h"
#include "form.h"
#include "number.h"
#include "template.h"

#include <string.h>

static bool
is_appendix(const struct annex *a)
{
	return a->type == NULL;
}

/* Label of its pages where a viewer lists them. */
static const char *
page_label(struct composer *c, const struct annex *a)
{
	const struct appendix_rules *rules = &c->profile->appendices;
	const struct doc_type *type = a->type == NULL ? NULL : profile_type(c->profile, a->type);

	if (type != NULL)
		return template_fill(c->mem, c->profile->attached.page, "abbreviation",
		    type->abbreviation != NULL ? type->abbreviation : type->name);
	return c->plan->appendices.n < 2 ? rules->page_one
	    : template_fill(c->mem, rules->page_many, "roman", number_roman(c->mem, (int)c->number));
}

/* Its number or type. */
static const char *
annex_name(struct composer *c, const struct annex *a)
{
	return is_appendix(a) ? inline_appendix(c, c->number) : profile_type(c->profile, a->type)->name;
}

/* What the outline calls it: number or type, and title. */
static const char *
outline_text(struct composer *c, const struct annex *a)
{
	const char *name = annex_name(c, a);

	return a->title.n == 0 ? name
	    : arena_printf(c->mem, "%s %s", name, inline_plain(c->mem, c->profile, c->plan, &a->title));
}

static const char *const *
numbering_of(struct composer *c, const struct annex *a)
{
	return a->numbering != NULL ? a->numbering
	    : is_appendix(a) ? c->profile->appendices.numbering : profile_type(c->profile, a->type)->numbering;
}

/* An annex on pages of its own, in the structure the element `within`; its headings below one of the document. */
static void
compose_annex(struct composer *c, const struct annex *a, int within)
{
	const struct form *form = is_appendix(a) ? c->profile->appendices.form : c->profile->attached.form;
	const struct sheet sheet = profile_sheet(c->profile, a->orientation);
	struct section *section = block_section(c->mem, c->blocks, &sheet, is_appendix(a) ? "appendix" : "attached");
	struct block *root = section->root;
	struct tag *title;

	section->restarts = c->profile->number_restart;
	section->at = a->at;
	section->tag = within;
	c->annex = a;
	c->number = is_appendix(a) ? (size_t)(a - c->plan->appendices.items) + 1 : 0;
	section->label = page_label(c, a);
	section->name = annex_name(c, a);
	c->within = within;
	c->title = 0;
	c->title_role = c->separate ? "H1" : "H2";
	form_compose(c, root, form->head);
	if (c->title != 0 && !c->separate) {
		title = &c->blocks->tags.items[c->title];
		title->outline = outline_text(c, a);
		title->depth = 1;
	}
	c->body = body_open(c, root, numbering_of(c, a));
	body_paras(c->body, &a->opening, "opening", c->profile->opening);
	body_items(c->body, &a->body, c->separate ? 0 : 1);
	inline_finish(c);
	form_compose(c, root, form->tail);
}

void
annex_compose_file(struct composer *c, const struct annex *a)
{
	c->separate = true;
	compose_annex(c, a, 1);
}

/* One in a file of its own is composed for what there is to tell about it, and not kept. */
static void
try_annex(const struct composer *c, const struct annex *a)
{
	struct composer own = *c;

	own.blocks = arena_new(c->mem, sizeof *own.blocks);
	own.linked = false;
	own.fields = 0;
	inline_tag(&own, 0, "Document");
	annex_compose_file(&own, a);
}

/* Mentions in an appendix do not make up for those that the document itself owes. */
void
annex_compose_all(struct composer *c)
{
	const struct plan *plan = c->plan;
	bool *mentioned = c->mentioned;
	int *tags = arena_array(c->mem, plan->appendices.n, sizeof *tags);

	for (size_t i = 0; i < plan->attached.n; i++)
		if (plan->attached.items[i].separate)
			try_annex(c, &plan->attached.items[i]);
		else
			compose_annex(c, &plan->attached.items[i], inline_tag(c, 1, "Sect"));
	if (mentioned != NULL)
		c->mentioned = arena_array(c->mem, plan->appendices.n, sizeof *mentioned);
	for (size_t i = 0; i < plan->appendices.n; i++)
		if (plan->appendices.items[i].separate) {
			try_annex(c, &plan->appendices.items[i]);
		} else {
			tags[i] = inline_tag(c, 1, "Sect");
			compose_annex(c, &plan->appendices.items[i], tags[i]);
		}
	for (size_t i = 1; c->linked && i < c->blocks->tags.n; i++)
		if (c->blocks->tags.items[i].target < 0)
			c->blocks->tags.items[i].target = tags[-1 - c->blocks->tags.items[i].target];
	c->mentioned = mentioned;
	c->annex = NULL;
	c->number = 0;
}

void
annex_open(struct composer *c)
{
	const struct annexes *list = &c->plan->appendices;

	c->mentioned = arena_array(c->mem, list->n + 1, sizeof *c->mentioned);
	c->linked = list->n > 0;
}

static bool
is_capitals(struct composer *c, const struct text *name)
{
	const char *words = inline_plain(c->mem, c->profile, c->plan, name);

	return strcmp(clean_upper(c->mem, words, strlen(words)), words) == 0
	    && strcmp(clean_lower(c->mem, words, strlen(words)), words) != 0;
}

static void
check_issuers(struct composer *c)
{
	for (size_t i = 0; i < c->plan->nissuers; i++) {
		const struct issuer *is = &c->plan->issuers[i];
		if (is->in_text.n == 0 && is_capitals(c, &is->name))
			DIAG(c->diag, ISSUER_CAPITALS, is->at, "",
			    inline_plain(c->mem, c->profile, c->plan, &is->name));
	}
}

void
annex_check(struct composer *c)
{
	const struct annexes *list = &c->plan->appendices;

	if (list->n > 0 || c->plan->attached.n > 0)
		check_issuers(c);
	for (size_t i = 0; c->mentioned != NULL && i < list->n; i++)
		if (!c->mentioned[i])
			DIAG(c->diag, ANNEX_UNMENTIONED, list->items[i].at, "", inline_appendix(c, i + 1));
}

const struct annex *
annex_find(struct arena *mem, const struct plan *plan, const char *name)
{
	const struct annexes *const lists[] = { &plan->appendices, &plan->attached };

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < lists[k]->n; i++)
			if (lists[k]->items[i].id != NULL && strcmp(lists[k]->items[i].id, name) == 0)
				return &lists[k]->items[i];
	for (size_t i = 0; i < plan->appendices.n; i++)
		if (strcmp(arena_printf(mem, "%zu", i + 1), name) == 0
		    || strcmp(number_roman(mem, (int)i + 1), name) == 0)
			return &plan->appendices.items[i];
	return NULL;
}

const char *
annex_names(struct arena *mem, const struct plan *plan)
{
	const char **names = arena_array(mem, plan->appendices.n + plan->attached.n + 1, sizeof *names);
	size_t n = 0;

	for (size_t i = 0; i < plan->appendices.n; i++)
		names[n++] = plan->appendices.items[i].id != NULL ? plan->appendices.items[i].id
		    : arena_printf(mem, "%zu", i + 1);
	for (size_t i = 0; i < plan->attached.n; i++)
		if (plan->attached.items[i].id != NULL)
			names[n++] = plan->attached.items[i].id;
	return n > 0 ? bind_join(mem, names) : "-";
}
