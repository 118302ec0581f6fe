/* What tests of layout profiles need: one context with one document, which is laid out with them. */
#ifndef PROFILES_H
#define PROFILES_H
#include "arena.h"
#include "diag.h"
#include "json.h"
#include "profile.h"
#include <string.h>

struct setting {			/* one context with one document in it */
	struct arena	 shared, mem;
	struct profile_cache *cache;
	struct diag	*diag;
	struct source	 source;
	struct where	 root;
	struct plan	 plan;
};

static inline void
begin(struct setting *s, const char *dir)
{
	*s = (struct setting){ .plan = { .kind = "state", .type = "ke-hoach" } };
	s->cache = profile_cache_new(&s->shared, dir);
}

static inline void
end(struct setting *s)
{
	arena_free(&s->mem);
	arena_free(&s->shared);
}

/* Lays out a plan whose "layout" is the JSON given, or NULL. */
static inline const struct profile *
use(struct setting *s, const char *layout, const char *forced)
{
	arena_reset(&s->mem);
	s->diag = diag_new(&s->mem, TT_ENGLISH);
	s->source = (struct source){ .name = "plan.json", .text = layout == NULL ? "{}" : layout };
	s->source.len = strlen(s->source.text);
	s->root = (struct where){ .source = &s->source };
	s->plan.at = s->plan.date.at = &s->root;
	s->plan.layout = layout == NULL ? NULL : json_read(&s->mem, s->diag, &s->source);
	return profile_for(&s->mem, s->diag, s->cache, &s->plan, forced);
}

static inline const struct tt_message *
message(const struct setting *s, const char *id)
{
	for (size_t i = 0; i < diag_count(s->diag); i++)
		if (strcmp(diag_message(s->diag, i)->id, id) == 0)
			return diag_message(s->diag, i);
	return NULL;
}

#endif
