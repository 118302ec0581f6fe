#include "map_unseen.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "map.h"

#include <string.h>

struct unseen {				/* a search for rules without effect */
	const struct map *map;
	struct arena	*mem;
	struct diag	*diag;
	const char	**told;		/* pointers of rules, as they were told */
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
tell(struct unseen *u, const struct rule *rule)
{
	const char *names = map_pointers(u->mem, rule);

	for (size_t i = 0; i < u->n; i++)
		if (strcmp(u->told[i], names) == 0)
			return;
	u->told = arena_grow(u->mem, u->told, u->n, &u->cap, sizeof *u->told);
	u->told[u->n++] = names;
	DIAG(u->diag, MAP_UNSEEN, rule->at, "", names);
}

/* Alternatives are told together when none was there, what is made of elements only when there were some. */
static void
look(struct unseen *u, const struct rule *rule)
{
	bool single = rule->source == RULE_POINTER || rule->source == RULE_TEMPLATE || rule->source == RULE_FIRST;

	if (single && rule->dynamic && !is_seen(u->map, rule)) {
		tell(u, rule);
		return;
	}
	for (size_t i = 0; !single && i < rule->n; i++)
		look(u, &rule->items[i]);
	if (rule->each != NULL)
		look(u, rule->each);
}

void
map_tell_unseen(const struct map *map, struct arena *mem, struct diag *d)
{
	struct unseen u = { .map = map, .mem = mem, .diag = d };

	look(&u, &map->plan);
}
