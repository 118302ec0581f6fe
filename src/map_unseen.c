#include "map_unseen.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "map.h"

#include <string.h>

struct telling {
	const struct map *map;
	struct arena	*mem;
	struct diag	*diag;
	const char	**told;		/* pointers */
	size_t		 n, cap;
};

static void
add_pointers(const struct rule *rule, struct buffer *names)
{
	if (rule->source == RULE_POINTER)
		buffer_printf(names, "%s%s", names->len > 0 ? ", " : "", rule->pointer.pointer.text);
	for (size_t i = 0; i < rule->nparts; i++)
		if (rule->parts[i].text == NULL)
			buffer_printf(names, "%s%s", names->len > 0 ? ", " : "", rule->parts[i].pointer.pointer.text);
	for (size_t i = 0; i < rule->n; i++)
		add_pointers(&rule->items[i], names);
}

const char *
map_pointers(struct arena *mem, const struct rule *rule)
{
	struct buffer names = { .mem = mem };

	buffer_text(&names, "");
	add_pointers(rule, &names);
	return names.data;
}

/* Whether any pointer that a rule takes its value from led to something. */
static bool
is_seen(const struct map *map, const struct rule *rule)
{
	bool seen = rule->source == RULE_POINTER && map->seen[rule->pointer.number];

	for (size_t i = 0; i < rule->nparts && !seen; i++)
		seen = rule->parts[i].text == NULL && map->seen[rule->parts[i].pointer.number];
	for (size_t i = 0; i < rule->n && !seen; i++)
		seen = is_seen(map, &rule->items[i]);
	return seen;
}

/* Tells the pointers of a rule, once. */
static void
tell(struct telling *t, const struct rule *rule)
{
	const char *names = map_pointers(t->mem, rule);

	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->told[i], names) == 0)
			return;
	t->told = arena_grow(t->mem, t->told, t->n, &t->cap, sizeof *t->told);
	t->told[t->n++] = names;
	DIAG(t->diag, MAP_UNSEEN, rule->at, "", names);
}

/* Alternatives are told together when none was there, what is made of elements only when there were some. */
static void
look(struct telling *t, const struct rule *rule)
{
	bool single = rule->source == RULE_POINTER || rule->source == RULE_TEMPLATE || rule->source == RULE_FIRST;

	if (single && rule->dynamic && !is_seen(t->map, rule)) {
		tell(t, rule);
		return;
	}
	for (size_t i = 0; !single && i < rule->n; i++)
		look(t, &rule->items[i]);
	if (rule->each != NULL)
		look(t, rule->each);
}

void
map_tell_unseen(const struct map *map, struct arena *mem, struct diag *d)
{
	struct telling t = { .map = map, .mem = mem, .diag = d };

	look(&t, &map->plan);
}
