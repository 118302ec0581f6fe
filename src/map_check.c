#include "map_check.h"
#include "bind.h"
#include "diag.h"
#include "map_rule.h"
#include "plan_types.h"

#include <string.h>

struct check {
	struct arena	*mem;
	struct diag	*diag;
};

static void check_rule(struct check *, struct rule *, const struct bind_type *);

static void
refuse_field(struct check *c, const struct bind_object *object, const struct rule *member)
{
	const char *const *names = bind_field_names(c->mem, object, 0), *near = bind_nearest(member->key, names);

	if (near != NULL)
		DIAG(c->diag, MAP_FIELD_NEAR, member->at, "", member->key, near);
	else
		DIAG(c->diag, MAP_FIELD, member->at, "", member->key, bind_join(c->mem, names));
}

static bool
has_member(const struct rule *rule, const char *name)
{
	for (size_t i = 0; i < rule->n; i++)
		if (strcmp(rule->items[i].key, name) == 0)
			return true;
	return false;
}

/* Whether a group of which a plan needs one is not filled at all. */
static void
check_group(struct check *c, const struct rule *rule, const struct bind_object *object, unsigned group)
{
	const char *const *names = bind_field_names(c->mem, object, group);

	for (size_t i = 0; names[i] != NULL; i++)
		if (has_member(rule, names[i]))
			return;
	DIAG(c->diag, MAP_UNMAPPED_ONE, rule->at, "", bind_join(c->mem, names));
}

static void
check_members(struct check *c, struct rule *rule, const struct bind_object *object)
{
	rule->some = object->some;
	for (size_t i = 0; i < rule->n; i++) {
		struct rule *member = &rule->items[i];
		member->field = bind_find(object, member->key);
		if (member->field != NULL)
			check_rule(c, member, member->field->type);
		else
			refuse_field(c, object, member);
	}
	for (const struct bind_field *f = object->fields; f->name != NULL; f++)
		if (f->required && !has_member(rule, f->name))
			DIAG(c->diag, MAP_UNMAPPED, rule->at, "", f->name);
	for (unsigned group = 1; group != 0 && group <= object->some; group <<= 1)
		if (object->some & group)
			check_group(c, rule, object, group);
}

/* A rule that fills a field of this type; NULL: what it may be is not known. */
static void
check_rule(struct check *c, struct rule *rule, const struct bind_type *type)
{
	while (type != NULL && type->like != NULL)
		type = type->like;
	if (type == NULL || type == &plan_type_layout)
		return;
	if (rule->otherwise != NULL)
		check_rule(c, rule->otherwise, type);
	if (rule->each != NULL)
		check_rule(c, rule->each, type->element);
	if (rule->source == RULE_OBJECT && type->object != NULL)
		check_members(c, rule, type->object);
	for (size_t i = 0; rule->source == RULE_ARRAY && i < rule->n; i++)
		check_rule(c, &rule->items[i], type->element);
	for (size_t i = 0; (rule->source == RULE_FIRST || rule->source == RULE_ALL) && rule->each == NULL
	    && i < rule->n; i++)
		check_rule(c, &rule->items[i], type);
}

/* Notes which rules have pointers. */
static bool
mark_dynamic(struct rule *rule)
{
	rule->dynamic = rule->source == RULE_POINTER || rule->source == RULE_TEMPLATE;
	for (size_t i = 0; i < rule->n; i++)
		rule->dynamic |= mark_dynamic(&rule->items[i]);
	if (rule->each != NULL)
		mark_dynamic(rule->each);
	if (rule->otherwise != NULL)
		mark_dynamic(rule->otherwise);
	return rule->dynamic;
}

void
map_check(struct arena *mem, struct diag *d, struct rule *plan)
{
	struct check c = { mem, d };

	mark_dynamic(plan);
	check_rule(&c, plan, &plan_type);
}
