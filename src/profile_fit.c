#include "profile_measure.h"
#include "profile_read.h"

#include <math.h>

enum { STEP_LEAST = 1, STEP_MOST = 1000000 };	/* thousandths */

static bind_reader read_fit, read_thousandths;

#define FIELD(name_, type_, member) \
	{ .name = (name_), .type = &(type_), .offset = offsetof(struct fit_change, member) }
#define RULE(name_, type_, member) \
	{ .name = (name_), .type = &(type_), .offset = offsetof(struct fit_rules, member), .required = true }

static const struct bind_type thousandths = {
	.takes = TAKES_INT | TAKES_REAL, .read = read_thousandths
};
static const struct bind_type cost = { .takes = TAKES_INT, .read = bind_int, .least = 1, .most = 10000 };
static const struct bind_type lines = { .takes = TAKES_INT, .read = bind_int, .least = 0, .most = 1000 };

static const struct bind_type change = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		FIELD("values", bind_type_lines, values),
		FIELD("tiers", bind_type_lines, tiers),
		FIELD("step", thousandths, step),
		{ .name = "cost", .type = &cost, .offset = offsetof(struct fit_change, cost), .required = true },
		FIELD("most", thousandths, most),
		{ .name = NULL }
	} }
};
static const struct bind_type changes = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &change, .size = sizeof(struct fit_change),
	.most_items = FIT_CHANGES_MAX
};
static const struct bind_type rules = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		RULE("few_lines", lines, few_lines),
		RULE("lonely_lines", lines, lonely_lines),
		RULE("company_lines", lines, company_lines),
		RULE("changes", changes, changes),
		{ .name = NULL }
	} }
};

const struct bind_type profile_type_fit = { .takes = TAKES_OBJECT, .read = read_fit, .like = &rules };

static void
read_thousandths(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)type;
	if (bind_within(b, v, STEP_LEAST, STEP_MOST))
		*(int *)out = (int)lround(v->real * 1000);
}

/* Every way has to lead somewhere: to measures that there are, by steps, or to tiers. */
static void
read_fit(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile *p = out;
	const struct value *list = json_member(v, "changes");
	enum measure_unit unit;

	(void)type;
	bind_value(b, &rules, v, &p->fit);
	for (size_t i = 0; list != NULL && i < p->fit.nchanges && i < list->n; i++) {
		const struct fit_change *c = &p->fit.changes[i];
		if ((c->values == NULL) == (c->tiers == NULL))
			DIAG(b->diag, FIELD_ONE_OF, &list->items[i].at, "", "values, tiers");
		if (c->values != NULL && c->step == 0)
			DIAG(b->diag, FIELD_MISSING, &list->items[i].at, "", "step");
		for (size_t k = 0; c->values != NULL && c->values[k] != NULL; k++)
			if (profile_measure_at(p, c->values[k], &unit) == NULL)
				DIAG(b->diag, FIT_VALUE, &list->items[i].at, "", c->values[k]);
	}
}
