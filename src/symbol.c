#include "symbol.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "plan.h"
#include "profile.h"
#include "template.h"

#include <string.h>

/* Short names of all issuers with hyphens between them; NULL when one has none. */
static const char *
all_issuers(struct arena *mem, const struct plan *plan)
{
	struct buffer b = { .mem = mem };

	for (size_t i = 0; i < plan->nissuers; i++) {
		if (plan->issuers[i].abbreviation == NULL)
			return NULL;
		buffer_text(&b, i > 0 ? "-" : "");
		buffer_text(&b, plan->issuers[i].abbreviation);
	}
	return b.data;
}

const struct plan *
symbol_complete(struct arena *mem, struct diag *d, const struct plan *plan, const struct profile *p)
{
	const struct doc_type *type = profile_type(p, plan->type);
	const char *text = type->abbreviation != NULL ? p->symbol_named : p->symbol_letter;
	const char *issuer = all_issuers(mem, plan);
	struct plan *complete;

	if (plan->symbol != NULL)
		return plan;
	if (issuer == NULL)
		DIAG(d, FIELD_ONE_OF, plan->at, "", "symbol, issuer.abbreviation");
	else if (plan->unit == NULL && strstr(text, "{unit}") != NULL)
		DIAG(d, FIELD_ONE_OF, plan->at, "", "symbol, unit");
	if (diag_failed(d))
		return NULL;
	text = template_fill(mem, text, "abbreviation", type->abbreviation != NULL ? type->abbreviation : "");
	text = template_fill(mem, text, "unit", plan->unit != NULL ? plan->unit : "");
	complete = arena_new(mem, sizeof *complete);
	*complete = *plan;
	complete->symbol = template_fill(mem, text, "issuer", issuer);
	return complete;
}
