#include "fixture.h"
#include "arena.h"
#include "form.h"

/* Adds a fixture to a section unless there is nothing to print. */
static void
fix(struct composer *c, struct section *s, const struct fixture *f, const struct place *place)
{
	struct block *root;

	if (f->when != NULL && !inline_present(c, f->when))
		return;
	root = block_add(c->mem, NULL, BLOCK_STACK, NULL);
	form_compose(c, root, f->zones);
	if (root->child != NULL)
		block_append(block_fix(c->mem, s, place, NULL), root);
}

static void
fix_first(struct composer *c, bool foot)
{
	for (size_t i = 0; i < c->profile->nfixtures; i++) {
		const struct fixture *f = &c->profile->fixtures[i];
		if (f->place.pages == PLACE_FIRST && (f->place.edge == PLACE_FOOT) == foot)
			fix(c, &c->blocks->sections[0], f, &f->place);
	}
}

void
fixture_top(struct composer *c)
{
	fix_first(c, false);
}

void
fixture_foot(struct composer *c)
{
	fix_first(c, true);
}

static const struct place *
on_pages(struct composer *c, const struct place *place, enum place_pages pages)
{
	struct place *own = arena_new(c->mem, sizeof *own);

	*own = *place;
	own->pages = pages;
	return own;
}

/*
 * What follows the document's first page stands on every page of what is attached to it; in a file of
 * its own it is read on the first of them.
 */
static void
repeat(struct composer *c, const struct fixture *f, size_t section)
{
	struct section *s = &c->blocks->sections[section];

	if (section == 0 && c->annex != NULL) {
		c->artifact = false;
		fix(c, s, f, on_pages(c, &f->place, PLACE_FIRST));
		c->artifact = true;
	}
	fix(c, s, f, section == 0 ? &f->place : on_pages(c, &f->place, PLACE_EVERY));
}

static void
add_watermark(struct composer *c)
{
	const struct watermark *w = &c->profile->watermark;

	if (c->plan->stamps[STAMP_DRAFT].at == NULL)
		return;
	c->blocks->watermark = inline_para(c, NULL, "watermark", w->style, c->plan->stamps[STAMP_DRAFT].at, 0);
	inline_add(c, c->blocks->watermark, w->text, 0, c->plan->stamps[STAMP_DRAFT].at);
	c->blocks->watermark_share = w->share;
}

void
fixture_repeat(struct composer *c)
{
	c->artifact = true;
	for (size_t s = 0; s < c->blocks->nsections; s++)
		for (size_t i = 0; i < c->profile->nfixtures; i++)
			if (c->profile->fixtures[i].place.pages != PLACE_FIRST)
				repeat(c, &c->profile->fixtures[i], s);
	add_watermark(c);
	c->artifact = false;
}
