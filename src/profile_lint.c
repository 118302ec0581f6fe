#include "bind.h"
#include "profile_read.h"

static bind_reader read_lint, read_level;

static const struct bind_type level_type = {
	.takes = TAKES_STRING, .read = read_level, .choices = rule_levels, .def = "rule_level",
	.doc = "How severe a finding is; off: not looked for."
};
const struct bind_type profile_type_lint = {
	.takes = TAKES_OBJECT, .read = read_lint, .element = &level_type, .names = "rules", .partial = true,
	.def = "lint", .doc = "Severity of the rules that a document is reviewed by, by their ids."
};

static void
read_level(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	int i = 0;

	bind_choice(b, type, v, &i);
	*(enum rule_level *)out = (enum rule_level)i;
}

static void
read_lint(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile *p = out;

	for (size_t i = 0; i < v->n; i++) {
		const char *id = v->items[i].at.key, *near;
		enum rule rule = rule_find(id);
		if (rule != RULE__MAX) {
			bind_value(b, type->element, &v->items[i], &p->lint[rule]);
			continue;
		}
		if (id[0] == '$' || id[0] == '_')
			continue;
		near = bind_nearest(id, rule_ids());
		if (near != NULL)
			DIAG(b->diag, FIELD_MISSPELT, &v->items[i].at, "", id, near);
		else
			DIAG(b->diag, FIELD_UNKNOWN, &v->items[i].at, "", id);
	}
}
