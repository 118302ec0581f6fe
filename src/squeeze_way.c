#include "squeeze_way.h"
#include "arena.h"
#include "json.h"
#include "plan.h"

#include <string.h>

struct maker {				/* of a layout */
	struct arena	*mem;
	size_t		 room;		/* members of an object at most */
};

/* The part of a path before its next dot, which is left in *rest; NULL: there is none. */
static char *
first_name(struct arena *mem, const char *path, const char **rest)
{
	const char *dot = strchr(path, '.');

	*rest = dot == NULL ? NULL : dot + 1;
	return arena_copy(mem, path, dot == NULL ? strlen(path) : (size_t)(dot - path));
}

/* Whether a layout says something about a path, or that it has nothing to say. */
static bool
is_given(struct arena *mem, const struct value *layout, const char *path)
{
	while (layout != NULL && path != NULL)
		layout = json_member(layout, first_name(mem, path, &path));
	return layout != NULL;
}

const struct where *
squeeze_way_place(struct arena *mem, const struct value *layout, const char *path)
{
	const struct value *v = layout, *next;

	for (; path != NULL; v = next) {
		next = json_member(v, first_name(mem, path, &path));
		if (next == NULL)
			break;
	}
	return &v->at;
}

/* Whether any member at any depth has the name. */
static bool
has_name(const struct value *v, const char *name)
{
	for (size_t i = 0; v->type == VALUE_OBJECT && i < v->n; i++)
		if (strcmp(v->items[i].at.key, name) == 0 || has_name(&v->items[i], name))
			return true;
	return false;
}

bool
squeeze_way_tier(const struct plan *plan)
{
	return plan->layout == NULL
	    || (json_member(plan->layout, "tier") == NULL && !has_name(plan->layout, "size_pt"));
}

/* The end of a value's way; where it is, when it may not move or no rule speaks of it. */
static int64_t
find_end(const struct squeeze_move *m, const struct fit_change *c, bool loose)
{
	int64_t least = profile_measure_in_unit(m->rule->least, m->unit);
	int64_t most = m->rule->most < 0 ? c->most : profile_measure_in_unit(m->rule->most, m->unit);

	if (m->rule->choices != NULL || m->rule->value == 0 || m->rule->article[0] == '\0')
		return m->from;
	if (c->most > 0 && most > c->most)
		most = c->most;
	if (loose)
		return most > m->from ? most : m->from;
	return least < m->from ? least : m->from;
}

static int
count_steps(const struct squeeze_move *m)
{
	int64_t way = m->end > m->from ? m->end - m->from : m->from - m->end;
	int64_t step = m->step < 0 ? -m->step : m->step;

	return (int)((way + step - 1) / step);
}

static void
add_move(struct squeeze_way *w, const struct profile *p, const struct fit_change *c,
    const char *path, bool loose)
{
	struct squeeze_move *m = &w->moves[w->n];
	int steps;

	*m = (struct squeeze_move){ .path = path, .step = loose ? c->step : -c->step };
	m->rule = profile_measure_at(p, path, &m->unit);
	m->from = profile_measure_in_unit(m->rule->value, m->unit);
	m->end = find_end(m, c, loose);
	steps = count_steps(m);
	w->n += steps > 0;
	w->steps = steps > w->steps ? steps : w->steps;
}

int
squeeze_way_values(struct arena *mem, const struct profile *p, const struct plan *plan, bool loose,
    struct squeeze_way *ways)
{
	int n = 0;

	for (size_t i = 0; i < p->fit.nchanges; i++) {
		const struct fit_change *c = &p->fit.changes[i];
		struct squeeze_way *w = &ways[n];
		size_t values = 0;
		if (c->values == NULL)
			continue;
		while (c->values[values] != NULL)
			values++;
		*w = (struct squeeze_way){ .cost = c->cost };
		w->moves = arena_array(mem, values, sizeof *w->moves);
		for (size_t k = 0; k < values; k++)
			if (plan->layout == NULL || !is_given(mem, plan->layout, c->values[k]))
				add_move(w, p, c, c->values[k], loose);
		n += w->n > 0;
	}
	return n;
}

int64_t
squeeze_way_at(const struct squeeze_move *m, int steps)
{
	int64_t v = m->from + m->step * steps;

	return (m->step < 0) == (v < m->end) ? m->end : v;
}

/* Member `name` of an object, made when it is not there yet; it is placed inside the object. */
static struct value *
member(const struct maker *m, struct value *v, const char *name)
{
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(v->items[i].at.key, name) == 0)
			return &v->items[i];
	if (v->items == NULL)
		v->items = arena_array(m->mem, m->room, sizeof *v->items);
	v->items[v->n] = (struct value){ .type = VALUE_OBJECT, .at = { .up = &v->at, .key = name } };
	return &v->items[v->n++];
}

static void
put_number(const struct maker *m, struct value *v, const char *path, int64_t thousandths)
{
	while (path != NULL)
		v = member(m, v, first_name(m->mem, path, &path));
	v->type = thousandths % 1000 == 0 ? VALUE_INT : VALUE_REAL;
	v->integer = thousandths / 1000;
	v->real = (double)thousandths / 1000;
}

static void
put_text(const struct maker *m, struct value *v, const char *name, const char *text)
{
	v = member(m, v, name);
	v->type = VALUE_STRING;
	v->string = text;
	v->len = strlen(text);
}

const struct value *
squeeze_way_layout(struct arena *mem, const struct plan *plan, const struct squeeze_way *ways, int n,
    const int *steps)
{
	struct value *root = arena_new(mem, sizeof *root);
	struct maker m = { mem, 1 };

	for (int i = 0; i < n; i++)
		m.room += ways[i].n;
	root->type = VALUE_OBJECT;
	root->at.up = plan->at;
	root->at.key = "layout";
	for (int i = 0; i < n; i++) {
		if (steps[i] > 0 && ways[i].tiers != NULL)
			put_text(&m, root, "tier", ways[i].tiers[steps[i]]);
		for (size_t k = 0; steps[i] > 0 && k < ways[i].n; k++)
			put_number(&m, root, ways[i].moves[k].path, squeeze_way_at(&ways[i].moves[k], steps[i]));
	}
	return root;
}
