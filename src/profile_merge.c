#include "profile_merge.h"
#include "arena.h"

static const struct value *
without_nulls(struct arena *mem, const struct value *v)
{
	static const struct value none = { .type = VALUE_OBJECT };

	return v->type == VALUE_OBJECT ? profile_merge(mem, &none, v) : v;
}

const struct value *
profile_merge(struct arena *mem, const struct value *base, const struct value *over)
{
	struct value *v;

	if (over == NULL)
		return base;
	if (base == NULL || base->type != VALUE_OBJECT || over->type != VALUE_OBJECT)
		return without_nulls(mem, over);
	v = arena_new(mem, sizeof *v);
	*v = *over;
	v->items = arena_array(mem, base->n + over->n, sizeof *v->items);
	v->n = 0;
	for (size_t i = 0; i < base->n; i++) {
		const struct value *b = &base->items[i], *o = json_member(over, b->at.key);
		if (o == NULL || o->type != VALUE_NULL)
			v->items[v->n++] = *profile_merge(mem, b, o);
	}
	for (size_t i = 0; i < over->n; i++) {
		const struct value *o = &over->items[i];
		if (o->type != VALUE_NULL && json_member(base, o->at.key) == NULL)
			v->items[v->n++] = *without_nulls(mem, o);
	}
	return v;
}
