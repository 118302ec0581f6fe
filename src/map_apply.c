#include "arena.h"
#include "bind.h"
#include "buffer.h"
#include "diag.h"
#include "map.h"
#include "map_rule.h"
#include "map_text.h"
#include "map_unseen.h"

#include <string.h>

struct maker {				/* of one plan */
	struct map	*map;
	struct arena	*mem;
	struct diag	*diag;
	const struct value *record;
	const struct value *here;	/* the element at hand, or the record */
};

static bool make(struct maker *, const struct rule *, struct value *);

/* What is at a pointer; NULL: nothing. */
static const struct value *
find(struct maker *m, const struct map_pointer *p)
{
	const struct value *v = pointer_find(p->record ? m->record : m->here, &p->pointer, m->map->any_case);

	if (!map_given(v))
		return NULL;
	m->map->seen[p->number] = true;
	return v;
}

/* The same value in the plan's tree: what is said of it is said of the one in the input. */
static void
refer(const struct value *from, struct value *v)
{
	*v = *from;
	v->at = (struct where){ .real = &from->at };
}

static bool
fill_template(struct maker *m, const struct rule *rule, struct value *v)
{
	struct buffer text = { .mem = m->mem };
	const struct where *at = NULL;

	for (size_t i = 0; i < rule->nparts; i++) {
		const struct map_part *part = &rule->parts[i];
		const struct value *found = part->text == NULL ? find(m, &part->pointer) : NULL;
		const char *said = part->text != NULL ? part->text : found == NULL ? NULL : map_plain(m->mem, found);
		if (found != NULL && said == NULL)
			DIAG(m->diag, MAP_TEXT, &found->at, "");
		if (said == NULL)
			return false;
		at = found != NULL && at == NULL ? &found->at : at;
		buffer_text(&text, said);
	}
	*v = (struct value){ .type = VALUE_STRING, .string = text.data, .len = text.len, .at.real = at };
	return true;
}

/* The texts of several rules in one, those that give nothing left out. */
static bool
join(struct maker *m, const struct rule *rule, struct value *v)
{
	struct buffer text = { .mem = m->mem };
	const struct where *at = NULL;

	for (size_t i = 0; i < rule->n; i++) {
		struct value part;
		const char *said;
		if (!make(m, &rule->items[i], &part))
			continue;
		said = map_plain(m->mem, &part);
		if (said == NULL) {
			DIAG(m->diag, MAP_TEXT, &part.at, "");
			continue;
		}
		if (at != NULL)
			buffer_text(&text, rule->between != NULL ? rule->between : " ");
		at = at == NULL ? locate_real(&part.at) : at;
		buffer_text(&text, said);
	}
	if (at == NULL)
		return false;
	*v = (struct value){ .type = VALUE_STRING, .string = text.data, .len = text.len, .at.real = at };
	return true;
}

/* Says of a field without which there is no plan that the record has nothing for it. */
static void
tell_missing(struct maker *m, const struct rule *rule)
{
	static const char root[] = "/plan/";
	const char *path = diag_pointer(m->mem, rule->at);
	const char *names = map_pointers(m->mem, rule);

	path += strncmp(path, root, sizeof root - 1) == 0 ? sizeof root - 1 : 0;
	DIAG(m->diag, MAP_MISSING, &m->here->at, "", path, names);
}

/* Tells what a plan needs and an object that was made lacks; not where a fault was told as the reason. */
static void
check_members(struct maker *m, const struct rule *rule, unsigned groups, const bool *faulty, struct value *v)
{
	unsigned told = 0;

	for (size_t i = 0; i < rule->n; i++) {
		const struct rule *item = &rule->items[i];
		const struct bind_field *f = item->field;
		bool needed = f != NULL && (f->required || (f->groups & ~groups & ~told & rule->some) != 0);
		if (!needed || json_member(v, item->key) != NULL)
			continue;
		if (!faulty[i])
			tell_missing(m, item);
		told |= f->groups;
		v->told = true;
	}
}

/* An object of what its members give; one that only has what is the same in all plans is none. */
static bool
make_object(struct maker *m, const struct rule *rule, struct value *v)
{
	bool filled = !rule->dynamic;
	bool *faulty = arena_array(m->mem, rule->n, sizeof *faulty);
	unsigned groups = 0;

	*v = (struct value){ .type = VALUE_OBJECT, .at.real = &m->here->at };
	v->items = arena_array(m->mem, rule->n, sizeof *v->items);
	for (size_t i = 0; i < rule->n; i++) {
		const struct rule *item = &rule->items[i];
		struct value *member = &v->items[v->n];
		size_t errors = diag_errors(m->diag);
		if (!make(m, item, member)) {
			faulty[i] = diag_errors(m->diag) > errors;
			continue;
		}
		member->at.key = item->key;
		filled |= item->dynamic;
		groups |= item->field != NULL ? item->field->groups : 0;
		v->n++;
	}
	if (!filled || v->n == 0)
		return false;
	check_members(m, rule, groups, faulty, v);
	return true;
}

static bool
make_array(struct maker *m, const struct rule *rule, struct value *v)
{
	*v = (struct value){ .type = VALUE_ARRAY, .at.real = &m->here->at };
	v->items = arena_array(m->mem, rule->n, sizeof *v->items);
	for (size_t i = 0; i < rule->n; i++)
		if (make(m, &rule->items[i], &v->items[v->n])) {
			v->items[v->n].at.index = (uint32_t)v->n;
			v->n++;
		}
	return v->n > 0;
}

/* A list of all that several rules give: elements of lists, and other things as they are. */
static bool
make_all(struct maker *m, const struct rule *rule, struct value *v)
{
	struct value *items = NULL, part;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < rule->n; i++) {
		bool list;
		if (!make(m, &rule->items[i], &part))
			continue;
		list = part.type == VALUE_ARRAY;
		for (size_t k = 0; k < (list ? part.n : 1); k++) {
			const struct value *item = list ? &part.items[k] : &part;
			items = arena_grow(m->mem, items, n, &cap, sizeof *items);
			items[n] = *item;
			if (list && item->at.real == NULL)
				refer(item, &items[n]);
			items[n].at.index = (uint32_t)n;
			n++;
		}
	}
	*v = (struct value){ .type = VALUE_ARRAY, .items = items, .n = n,
		.at.real = n == 0 ? NULL : locate_real(&items[0].at) };
	return n > 0;
}

static bool
take_source(struct maker *m, const struct rule *rule, struct value *v)
{
	const struct value *found;

	switch (rule->source) {
	case RULE_CONSTANT:
		refer(rule->constant, v);
		return rule->constant->type != VALUE_NULL;
	case RULE_POINTER:
		found = find(m, &rule->pointer);
		if (found != NULL)
			refer(found, v);
		return found != NULL;
	case RULE_TEMPLATE:
		return fill_template(m, rule, v);
	case RULE_FIRST:
		for (size_t i = 0; i < rule->n; i++)
			if (make(m, &rule->items[i], v))
				return true;
		return false;
	case RULE_JOIN:
		return join(m, rule, v);
	case RULE_ALL:
		return make_all(m, rule, v);
	case RULE_ARRAY:
		return make_array(m, rule, v);
	case RULE_OBJECT:
		return make_object(m, rule, v);
	}
	return false;
}

/* What a rule makes of each element; a value that is no array is its only element. */
static bool
make_each(struct maker *m, const struct rule *rule, struct value *v)
{
	const struct value *outside = m->here, *items = v->type == VALUE_ARRAY ? v->items : v;
	size_t n = v->type == VALUE_ARRAY ? v->n : 1;
	struct value out = { .type = VALUE_ARRAY, .at.real = locate_real(&v->at) };
	struct value *only = arena_new(m->mem, sizeof *only);

	*only = *v;
	out.items = arena_array(m->mem, n, sizeof *out.items);
	for (size_t i = 0; i < n; i++) {
		m->here = v->type == VALUE_ARRAY ? &items[i] : only;
		if (!make(m, rule->each, &out.items[out.n]))
			continue;
		out.items[out.n].at.index = (uint32_t)out.n;
		out.n++;
	}
	m->here = outside;
	*v = out;
	return out.n > 0;
}

static bool
make(struct maker *m, const struct rule *rule, struct value *v)
{
	bool made = take_source(m, rule, v) && map_text(m->mem, m->diag, rule, v)
	    && (rule->each == NULL || make_each(m, rule, v));

	return made || (rule->otherwise != NULL && make(m, rule->otherwise, v));
}

/* Makes what is in a value that was made know what it is in. What refers to the input is left as it is. */
static void
settle(struct value *v)
{
	if ((v->type != VALUE_ARRAY && v->type != VALUE_OBJECT) || v->n == 0 || v->items[0].at.real == NULL)
		return;
	for (size_t i = 0; i < v->n; i++) {
		v->items[i].at.up = &v->at;
		settle(&v->items[i]);
	}
}

struct value *
map_apply(struct map *map, struct arena *mem, struct diag *d, const struct value *record)
{
	struct maker m = { .map = map, .mem = mem, .diag = d, .record = record, .here = record };
	struct value *plan = arena_new(mem, sizeof *plan);

	if (record->type != VALUE_OBJECT) {
		DIAG(d, MAP_RECORD, &record->at, "");
		return NULL;
	}
	if (!make(&m, &map->plan, plan)) {
		DIAG(d, MAP_NOTHING, &record->at, "");
		return NULL;
	}
	plan->at.source = record->at.source;
	settle(plan);
	return plan;
}
