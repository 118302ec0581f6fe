#include "profile_merge.h"
#include "arena.h"

static const struct value *
without_nulls(struct arena *mem, const struct value *v)
{
	static const struct value none = { .type = VALUE_OBJECT };

	return v->type == VALUE_OBJECT ? profile_merge(mem, &none, v) : v;
}

static const struct value *
merge(struct arena *mem, const struct value *base, const struct value *over, bool removes)
{
	struct value *v;

	if (over == NULL)
		return base;
	if (base == NULL || base->type != VALUE_OBJECT || over->type != VALUE_OBJECT)
		return removes ? without_nulls(mem, over) : over;
	v = arena_new(mem, sizeof *v);
	*v = *over;
	v->items = arena_array(mem, base->n + over->n, sizeof *v->items);
	v->n = 0;
	for (size_t i = 0; i < base->n; i++) {
		const struct value *b = &base->items[i], *o = json_member(over, b->at.key);
		if (o == NULL || o->type != VALUE_NULL || !removes)
			v->items[v->n++] = *merge(mem, b, o, removes);
	}
	for (size_t i = 0; i < over->n; i++) {
		const struct value *o = &over->items[i];
		if (json_member(base, o->at.key) != NULL || (o->type == VALUE_NULL && removes))
			continue;
		v->items[v->n++] = removes ? *without_nulls(mem, o) : *o;
	}
	return v;
}

const struct value *
profile_merge(struct arena *mem, const struct value *base, const struct value *over)
{
	return merge(mem, base, over, true);
}

const struct value *
profile_merge_plan(struct arena *mem, const struct value *base, const struct value *over)
{
	return merge(mem, base, over, false);
}
