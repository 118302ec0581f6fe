#include "compose.h"
#include "arena.h"
#include "body.h"
#include "diag.h"
#include "form.h"
#include "inline.h"

const struct blocks *
compose(struct arena *mem, struct diag *d, const struct plan *plan, const struct profile *p)
{
	const struct doc_type *type = profile_type(p, plan->type);
	struct blocks *blocks = arena_new(mem, sizeof *blocks);
	struct composer c = { .mem = mem, .diag = d, .plan = plan, .profile = p, .blocks = blocks,
		.issuer = &plan->issuers[0], .within = 1 };
	struct sheet sheet = profile_sheet(p, plan->orientation);
	struct block *root;

	tag_add(mem, &blocks->tags, 0, "Document");
	root = block_section(mem, blocks, &sheet, "document")->root;
	form_compose(&c, root, type->form->head);
	body_compose(&c, root);
	form_compose(&c, root, type->form->tail);
	return diag_failed(d) ? NULL : blocks;
}
