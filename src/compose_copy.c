#include "compose_copy.h"
#include "arena.h"
#include "bind.h"
#include "clean.h"
#include "copy.h"
#include "diag.h"
#include "excerpt.h"
#include "form.h"
#include "inline.h"
#include "template.h"

#include <string.h>

/* The keys of all forms of copy with commas between them. */
static const char *
all_keys(struct arena *mem, const struct profile *p)
{
	return bind_join(mem, bind_words(mem, p->copies, p->ncopies, sizeof *p->copies,
	    offsetof(struct copy_type, type.key)));
}

static const struct copy_type *
find_type(struct arena *mem, struct diag *d, const struct copy *copy, const struct profile *p)
{
	const struct copy_type *type = profile_copy(p, copy->plan.type);

	if (type == NULL)
		DIAG(d, COPY_UNKNOWN, copy->form_at, "", copy->plan.type, all_keys(mem, p));
	return type;
}

/* Symbol of the form and of the organ, unless it is given. */
static const char *
symbol_of(struct composer *c, const struct copy_type *type)
{
	const char *short_name = c->plan->issuers[0].abbreviation, *text;

	if (c->plan->symbol != NULL)
		return c->plan->symbol;
	if (short_name == NULL) {
		DIAG(c->diag, FIELD_ONE_OF, c->plan->at, "", "symbol, issuer.abbreviation");
		return "";
	}
	text = template_fill(c->mem, c->profile->copy_symbol, "abbreviation", type->type.abbreviation);
	return template_fill(c->mem, text, "issuer", short_name);
}

static const char *
fill_figures(struct arena *mem, const char *text, const char *name, int n, const char *form)
{
	return template_fill(mem, text, name, arena_printf(mem, form, n));
}

static const char *
time_of(struct arena *mem, const struct copy *copy, const struct profile *p)
{
	const struct date *d = &copy->plan.date;
	const char *text = p->copy_time;

	if (copy->time < 0 || d->day == 0)
		return NULL;
	text = fill_figures(mem, text, "year", d->year, "%04d");
	text = fill_figures(mem, text, "month", d->month, "%02d");
	text = fill_figures(mem, text, "day", d->day, "%02d");
	text = fill_figures(mem, text, "hour", copy->time / 10000, "%02d");
	text = fill_figures(mem, text, "minute", copy->time / 100 % 100, "%02d");
	return fill_figures(mem, text, "second", copy->time % 100, "%02d");
}

/* A composer for one copy, on an element of its own in the structure. */
static struct composer
start(struct arena *mem, struct diag *d, const struct copy *copy, const struct profile *p,
    const struct copy_type *type, struct blocks *blocks)
{
	struct plan *plan = arena_new(mem, sizeof *plan);
	struct composer c = { .mem = mem, .diag = d, .plan = plan, .profile = p, .type = &type->type,
		.blocks = blocks, .images = blocks->images, .issuer = &copy->plan.issuers[0],
		.time = time_of(mem, copy, p) };

	*plan = copy->plan;
	plan->symbol = symbol_of(&c, type);
	return c;
}

/* The block of a copy on paper; what it consists of stays on one page. */
static void
compose_block(struct composer *c, struct block *root)
{
	struct block *first = root->last;

	c->within = inline_tag(c, 1, "Sect");
	form_compose(c, root, c->type->form->head);
	form_compose(c, root, c->type->form->tail);
	for (struct block *b = first != NULL ? first->next : root->child; b != NULL; b = b->next) {
		b->with_above = false;
		b->keep_next = b->next != NULL;
	}
}

static void
compose_mark(struct composer *c)
{
	const struct profile *p = c->profile;
	struct block *root, *para;
	const char *name;

	c->within = 1;
	root = block_fix(c->mem, &c->blocks->sections[0], &p->copy_mark_place, p->copy_mark_style->name);
	para = inline_para(c, root, p->copy_mark_style->name, p->copy_mark_style, c->plan->at, 0);
	inline_template(c, para, p->copy_mark, c->plan->at);
	name = inline_plain(c->mem, p, c->plan, &c->issuer->name);
	if (strcmp(clean_upper(c->mem, name, strlen(name)), name) == 0)
		DIAG(c->diag, COPY_CAPITALS, c->issuer->name.at, p->copy_mark_style->article, name);
}

/* Whether the copy rests on what it has to: an original, or another copy that is given. */
static void
check_from(struct diag *d, const struct copy *copy, const struct copy_type *type, const struct profile *p,
    bool from_plan)
{
	const struct copy_type *from;

	if (type->from == NULL && copy->from != NULL)
		DIAG(d, COPY_FROM_ORIGINAL, copy->from->plan.at, "", type->type.name);
	if (type->from == NULL)
		return;
	from = profile_copy(p, type->from);
	if (copy->from != NULL ? strcmp(copy->from->plan.type, type->from) != 0 : from_plan)
		DIAG(d, COPY_FROM, copy->from != NULL ? copy->from->plan.at : copy->plan.at, "", type->type.name,
		    from->type.name);
}

static void
check_parts(struct diag *d, const struct copy *copy, const struct copy_type *type)
{
	if (type->extract && copy->parts.n == 0)
		DIAG(d, COPY_PARTS_NONE, copy->plan.at, "", type->type.name);
	if (!type->extract && copy->parts.n > 0)
		DIAG(d, COPY_PARTS, copy->parts.items[0].at, "", type->type.name);
}

int
compose_copy(struct arena *mem, struct diag *d, const struct copy *copy, const struct profile *p,
    struct blocks *blocks, const struct profile *original)
{
	struct block *root;
	const struct copy_type *type = find_type(mem, d, copy, p), *from = NULL;
	struct composer c;
	size_t notes;

	if (copy->from != NULL)
		from = find_type(mem, d, copy->from, p);
	if (type == NULL || (copy->from != NULL && from == NULL))
		return -1;
	check_from(d, copy, type, p, original != NULL);
	check_parts(d, copy, type);
	if (type->extract && copy->parts.n > 0 && original != NULL
	    && excerpt(mem, d, &copy->parts, original, blocks) != 0)
		return -1;
	root = blocks->sections[blocks->nsections - 1].root;
	notes = blocks->nnotes;
	if (p->copies_unconfirmed)
		DIAG(d, COPY_UNCONFIRMED, NULL, "", p->name);
	if (from != NULL) {
		c = start(mem, d, copy->from, p, from, blocks);
		compose_block(&c, root);
	}
	c = start(mem, d, copy, p, type, blocks);
	if (copy->medium == MEDIUM_PAPER)
		compose_block(&c, root);
	else
		compose_mark(&c);
	if (blocks->nnotes > notes)
		DIAG(d, COPY_NOTE, copy->plan.at, "");
	return diag_failed(d) ? -1 : 0;
}
