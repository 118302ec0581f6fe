#include "compose.h"
#include "arena.h"
#include "body.h"
#include "buffer.h"
#include "diag.h"
#include "form.h"
#include "inline.h"

static const struct doc_type *
plan_type(struct arena *mem, struct diag *d, const struct plan *plan, const struct profile *p)
{
	const struct doc_type *type = profile_type(p, plan->type);
	struct buffer known = { .mem = mem };

	if (type != NULL)
		return type;
	for (size_t i = 0; i < p->ntypes; i++)
		buffer_printf(&known, "%s%s", i > 0 ? ", " : "", p->types[i].key);
	DIAG(d, TYPE_UNKNOWN, plan->type_at, "", plan->type, p->name, known.data);
	return NULL;
}

const struct blocks *
compose(struct arena *mem, struct diag *d, const struct plan *plan, const struct profile *p)
{
	const struct doc_type *type = plan_type(mem, d, plan, p);
	struct blocks *blocks = arena_new(mem, sizeof *blocks);
	struct composer c = { .mem = mem, .diag = d, .plan = plan, .profile = p, .blocks = blocks,
		.issuer = &plan->issuers[0] };

	if (type == NULL)
		return NULL;
	tag_add(mem, &blocks->tags, 0, "Document");
	blocks->root = block_add(mem, NULL, BLOCK_STACK, "document");
	form_compose(&c, blocks->root, type->form->head);
	body_compose(&c, blocks->root);
	form_compose(&c, blocks->root, type->form->tail);
	return diag_failed(d) ? NULL : blocks;
}
