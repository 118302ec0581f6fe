#include "profile.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"
#include "profile_file.h"
#include "profile_layout.h"
#include "profile_merge.h"
#include "profile_read.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

struct loaded {				/* a profile as read from its files */
	struct loaded	*next;
	const char	*path;
	bool		 quiet;		/* without messages; others are read again for each document */
	const struct value *law;	/* the regulation, with all it extends */
	const struct profile_layer *house;	/* what an office puts over it, or NULL */
	struct profile	*law_profile;
	struct profile	*profile;	/* both together */
};

struct profile_cache {
	struct arena	*mem;
	const char	*dir;
	struct loaded	*loaded;
	const struct profile_index *index;	/* NULL: not yet read */
};

struct request {			/* one document's */
	struct arena	*mem;
	struct diag	*diag;
	struct profile_cache *cache;
	const struct plan *plan;
};

struct profile_cache *
profile_cache_new(struct arena *mem, const char *dir)
{
	struct profile_cache *c = arena_new(mem, sizeof *c);

	c->mem = mem;
	c->dir = dir;
	return c;
}

static const struct profile_index *
read_index(struct request *q)
{
	struct profile_index *index;

	if (q->cache->index == NULL) {
		index = arena_new(q->cache->mem, sizeof *index);
		if (profile_file_index(q->cache->mem, q->diag, q->cache->dir, index) != 0)
			return NULL;
		q->cache->index = index;
	}
	return q->cache->index;
}

/* The days a date can stand for, as yyyymmdd; false when not even its year is known. */
static bool
date_span(const struct date *d, int *first, int *last)
{
	if (!d->given || d->year == 0)
		return false;
	*first = d->year * 10000 + (d->month == 0 ? 1 : d->month) * 100
	    + (d->month == 0 || d->day == 0 ? 1 : d->day);
	*last = d->year * 10000 + (d->month == 0 ? 12 : d->month) * 100
	    + (d->month == 0 || d->day == 0 ? 31 : d->day);
	return true;
}

/* How far a validity is from a date: 0 when it may hold on that day. */
static int
distance(int from, int until, int first, int last)
{
	if (from != 0 && last < from)
		return from - last;
	return until != 0 && first > until ? first - until : 0;
}

/* The profile of the plan's kind that held at its date, or is nearest to it; the newest of several. */
static const char *
choose(struct request *q)
{
	const struct profile_index *index = read_index(q);
	const struct profile_entry *best = NULL;
	int first, last, least = 0;
	bool dated = date_span(&q->plan->date, &first, &last);

	if (index == NULL)
		return NULL;
	for (size_t i = 0; i < index->n; i++) {
		const struct profile_entry *e = &index->items[i];
		int away = dated ? distance(e->from, e->until, first, last) : 0;
		if (strcmp(e->kind, q->plan->kind) != 0)
			continue;
		if (best == NULL || away < least || (away == least && e->from > best->from)) {
			best = e;
			least = away;
		}
	}
	if (best == NULL)
		DIAG(q->diag, PROFILE_NONE, q->plan->at, "", q->plan->kind);
	return best == NULL ? NULL : best->name;
}

static const struct where *
member_place(struct request *q, const struct where *object, const char *key)
{
	struct where *at = arena_new(q->mem, sizeof *at);

	at->up = object;
	at->key = key;
	return at;
}

static const char **
index_names(struct arena *mem, const struct profile_index *index)
{
	return bind_words(mem, index->items, index->n, sizeof *index->items, offsetof(struct profile_entry, name));
}

/* A name that no profile has: the plan's at its place, or the one asked for from outside. */
static void
refuse_unknown(struct request *q, const char *name, const struct where *at)
{
	const struct profile_index *index = read_index(q);
	const char **names, *near;

	if (index == NULL)
		return;
	names = index_names(q->mem, index);
	near = bind_nearest(name, names);
	if (near != NULL)
		diag_add(q->diag, at != NULL ? DIAG_PROFILE_UNKNOWN_NEAR : DIAG_PROFILE_OPTION_NEAR, at,
		    (const char *const[]){ "", name, near, NULL });
	else
		diag_add(q->diag, at != NULL ? DIAG_PROFILE_UNKNOWN : DIAG_PROFILE_OPTION, at,
		    (const char *const[]){ "", name, bind_join(q->mem, names), NULL });
}

/* The file to read; NULL after a message. */
static const char *
find_path(struct request *q, const char *forced)
{
	const struct plan *plan = q->plan;
	const char *name, *path;
	const struct where *at;

	assert(forced != NULL || plan != NULL);
	name = forced != NULL ? forced : plan->profile;
	at = forced != NULL ? NULL : member_place(q, plan->at, "profile");
	if (forced != NULL && profile_file_is_path(forced))
		return forced;
	if (name == NULL)
		name = choose(q);
	if (name == NULL)
		return NULL;
	path = profile_file_path(q->mem, q->cache->dir, name);
	if (path == NULL || access(path, F_OK) != 0) {
		refuse_unknown(q, name, at);
		return NULL;
	}
	return path;
}

/* A regulation says how it is cited; what an office puts over one does not. */
static void
merge_law(struct arena *mem, const struct profile_layer *layer, struct loaded *l)
{
	const struct profile_layer *last = layer;

	for (const struct profile_layer *i = layer; i != NULL; i = i->over)
		if (json_member(i->root, "cite") != NULL)
			last = i;
	l->house = last->over;
	for (; layer != l->house; layer = layer->over)
		l->law = profile_merge(mem, l->law, layer->root);
}

/* The value that names the tier: the plan's, else that of the office's topmost file. */
static const struct value *
asked_tier(const struct loaded *l, const struct value *over)
{
	const struct value *v = NULL, *own = json_member(over, "tier");

	for (const struct profile_layer *i = l->house; i != NULL; i = i->over)
		if (json_member(i->root, "tier") != NULL)
			v = json_member(i->root, "tier");
	return own != NULL ? own : v;
}

/* The names of all tiers and of nothing else; NULL-terminated. */
static const char **
tier_names(struct arena *mem, const struct value *tiers)
{
	return tiers == NULL ? arena_new(mem, sizeof(char *))
	    : bind_words(mem, tiers->items, tiers->n, sizeof(struct value), offsetof(struct value, at.key));
}

static const struct value *
find_tiers(struct arena *mem, const struct loaded *l)
{
	const struct value *tiers = json_member(l->law, "tiers");

	for (const struct profile_layer *i = l->house; i != NULL; i = i->over)
		tiers = profile_merge(mem, tiers, json_member(i->root, "tiers"));
	return tiers;
}

/* The patch of the tier asked for, or NULL. */
static const struct value *
find_tier(struct bind *b, const struct loaded *l, const struct value *over)
{
	const struct value *asked = asked_tier(l, over), *tiers = find_tiers(b->mem, l);
	struct bind_type type = { .takes = TAKES_STRING, .read = bind_choice, .choices = tier_names(b->mem, tiers) };
	struct value word;

	if (asked == NULL)
		return NULL;
	word = *asked;
	if (asked->type == VALUE_INT) {			/* 13 is meant as "13" */
		word.type = VALUE_STRING;
		word.string = arena_printf(b->mem, "%" PRId64, asked->integer);
	}
	bind_value(b, &type, &word, &(int){ 0 });
	asked = word.type == VALUE_STRING ? json_member(tiers, word.string) : NULL;
	return asked != NULL && asked->type == VALUE_OBJECT ? asked : NULL;
}

/* Regulation, tier, office and plan, one over the other. NULL after an error. */
static struct profile *
build(struct arena *mem, struct diag *d, const struct loaded *l, const struct value *over)
{
	struct bind b = { .mem = mem, .diag = d };
	const struct value *v = profile_merge(mem, l->law, find_tier(&b, l, over));
	struct profile *p = arena_new(mem, sizeof *p);

	for (const struct profile_layer *i = l->house; i != NULL; i = i->over)
		v = profile_merge(mem, v, i->root);
	v = profile_merge_plan(mem, v, over);
	return profile_read(mem, d, v, l->law_profile, p) == 0 ? p : NULL;
}

/* -1 after an error. */
static int
load(struct arena *mem, struct request *q, const char *path, struct loaded *l)
{
	struct profile_layer *layer = profile_file_read(mem, q->diag, q->cache->dir, path);

	if (layer == NULL)
		return -1;
	merge_law(mem, layer, l);
	l->law_profile = arena_new(mem, sizeof *l->law_profile);
	if (profile_read(mem, q->diag, l->law, NULL, l->law_profile) != 0)
		return -1;
	l->profile = l->house == NULL ? l->law_profile : build(mem, q->diag, l, NULL);
	return l->profile == NULL ? -1 : 0;
}

/*
 * The profile of a path, read once. One that causes messages is read for each document, since the
 * messages belong to the document's list.
 */
static const struct loaded *
find_loaded(struct request *q, const char *path)
{
	struct loaded *l = q->cache->loaded;
	struct arena *mem = q->cache->mem;
	size_t before = diag_count(q->diag);
	int failed;

	while (l != NULL && strcmp(l->path, path) != 0)
		l = l->next;
	if (l != NULL && l->quiet)
		return l;
	if (l != NULL) {
		l = arena_new(q->mem, sizeof *l);
		return load(q->mem, q, path, l) == 0 ? l : NULL;
	}
	l = arena_new(mem, sizeof *l);
	l->path = arena_copy(mem, path, strlen(path));
	failed = load(mem, q, l->path, l);
	l->quiet = diag_count(q->diag) == before && before < TT_MESSAGES_MAX;
	l->next = q->cache->loaded;
	q->cache->loaded = l;
	return failed == 0 ? l : NULL;
}

static const char *
show_date(struct arena *mem, int date)
{
	if (date == 0)
		return "…";
	return arena_printf(mem, "%04d-%02d-%02d", date / 10000, date / 100 % 100, date % 100);
}

/* Whether a value of the profile counts for the plan: one of a stamp does where the plan has it. */
static bool
is_used(const struct plan *plan, const char *path)
{
	static const char stamps[] = "stamps.";
	size_t n = sizeof stamps - 1;

	if (strncmp(path, stamps, n) != 0)
		return true;
	for (int i = 0; i < STAMP__KINDS; i++)
		if (strcmp(path + n, profile_stamp_names[i]) == 0)
			return plan->stamps[i].at != NULL;
	return true;
}

static const char **
used_unconfirmed(struct request *q, const struct profile *p)
{
	const char **used;
	size_t n = 0;

	while (p->unconfirmed[n] != NULL)
		n++;
	used = arena_array(q->mem, n + 1, sizeof *used);
	n = 0;
	for (const char **path = p->unconfirmed; *path != NULL; path++)
		if (is_used(q->plan, *path))
			used[n++] = *path;
	return used;
}

/* What is to be known about a profile, whichever way it was chosen. */
static void
report(struct request *q, const struct profile *p)
{
	const char *validity, **unconfirmed;
	int first, last;

	if (date_span(&q->plan->date, &first, &last) && distance(p->from, p->until, first, last) != 0) {
		validity = arena_printf(q->mem, "%s – %s", show_date(q->mem, p->from),
		    show_date(q->mem, p->until));
		DIAG(q->diag, PROFILE_DATE, q->plan->date.at, "", p->name, validity);
	}
	if (strcmp(p->kind, q->plan->kind) != 0)
		DIAG(q->diag, PROFILE_KIND, q->plan->at, "", p->name, p->kind, q->plan->kind);
	unconfirmed = used_unconfirmed(q, p);
	if (*unconfirmed != NULL)
		DIAG(q->diag, PROFILE_UNCONFIRMED, NULL, "", p->name, bind_join(q->mem, unconfirmed));
}

/* A type has to be one of the profile's. */
static void
check_type(struct request *q, const struct profile *p, const char *type, const struct where *at)
{
	const char *near;

	if (profile_type(p, type) != NULL)
		return;
	near = bind_nearest(type, bind_words(q->mem, p->types, p->ntypes, sizeof *p->types,
	    offsetof(struct doc_type, key)));
	if (near != NULL)
		DIAG(q->diag, TYPE_UNKNOWN_NEAR, at, "", type, near);
	else
		DIAG(q->diag, TYPE_UNKNOWN, at, "", type, p->name);
}

static void
check_types(struct request *q, const struct profile *p)
{
	check_type(q, p, q->plan->type, member_place(q, q->plan->at, "type"));
	for (size_t i = 0; i < q->plan->attached.n; i++)
		check_type(q, p, q->plan->attached.items[i].type,
		    member_place(q, q->plan->attached.items[i].at, "type"));
}

static const struct profile *
find_profile(struct request *q, const char *forced, bool typed)
{
	const char *path = find_path(q, forced);
	const struct loaded *l = path == NULL ? NULL : find_loaded(q, path);
	const struct value *over;
	const struct profile *p;

	if (l == NULL)
		return NULL;
	over = profile_layout_read(&(struct bind){ .mem = q->mem, .diag = q->diag }, q->plan->layout);
	p = over == NULL ? l->profile : build(q->mem, q->diag, l, over);
	report(q, l->profile);
	if (typed)
		check_types(q, l->profile);
	return diag_failed(q->diag) ? NULL : p;
}

const struct profile *
profile_for(struct arena *mem, struct diag *d, struct profile_cache *cache, const struct plan *plan,
    const char *forced)
{
	return find_profile(&(struct request){ .mem = mem, .diag = d, .cache = cache, .plan = plan }, forced, true);
}

const struct profile *
profile_for_copy(struct arena *mem, struct diag *d, struct profile_cache *cache, const struct plan *plan,
    const char *forced)
{
	return find_profile(&(struct request){ .mem = mem, .diag = d, .cache = cache, .plan = plan }, forced, false);
}

const struct profile *
profile_partly(struct arena *mem, struct diag *d, struct profile_cache *cache, const struct plan *plan,
    const char *forced)
{
	struct plan usual = *plan;
	struct request q = { .mem = mem, .diag = d, .cache = cache, .plan = plan }, quiet = q;
	const struct loaded *l;
	const char *path;

	quiet.plan = &usual;
	quiet.diag = diag_new(mem, TT_ENGLISH);		/* the faults of the plan are none of the profile */
	path = find_path(forced != NULL || plan->profile != NULL ? &q : &quiet, forced);
	l = path == NULL ? NULL : find_loaded(&quiet, path);
	if (l != NULL && plan->type != NULL && plan->type[0] != '\0')
		check_type(&q, l->profile, plan->type, member_place(&q, plan->at, "type"));
	if (l != NULL)
		return l->profile;
	usual.profile = NULL;
	path = find_path(&quiet, NULL);
	l = path == NULL ? NULL : find_loaded(&quiet, path);
	return l == NULL ? NULL : l->profile;
}

struct words {				/* each once, in the order found */
	const char	**items;
	size_t		 n, cap;
};

static void
add_word(struct arena *mem, struct words *w, const char *word)
{
	for (size_t i = 0; word != NULL && i < w->n; i++)
		if (strcmp(w->items[i], word) == 0)
			return;
	w->items = arena_grow(mem, w->items, w->n, &w->cap, sizeof *w->items);
	w->items[w->n++] = word;
}

enum { PROFILES, TIERS, STYLES, LEVELS, TYPES, COPIES, RULES, CIRCULATIONS, NAMES__MAX };

static void
add_words(struct arena *mem, struct words *w, const struct loaded *l)
{
	const struct profile *p = l->profile;

	add_word(mem, &w[PROFILES], p->name);
	for (const char **t = tier_names(mem, find_tiers(mem, l)); *t != NULL; t++)
		add_word(mem, &w[TIERS], *t);
	for (size_t i = 0; i < p->nstyles; i++)
		add_word(mem, &w[STYLES], p->styles[i].name);
	for (size_t i = 0; i < p->nlevels; i++)
		add_word(mem, &w[LEVELS], p->levels[i].name);
	for (size_t i = 0; i < p->ntypes; i++)
		add_word(mem, &w[TYPES], p->types[i].key);
	for (size_t i = 0; i < p->stamps[STAMP_CIRCULATION].nmarks; i++)
		add_word(mem, &w[CIRCULATIONS], p->stamps[STAMP_CIRCULATION].marks[i].key);
	for (size_t i = 0; i < p->ncopies; i++)
		add_word(mem, &w[COPIES], p->copies[i].type.key);
}

const struct bind_names *
profile_names(struct arena *mem, struct diag *d, struct profile_cache *cache)
{
	static const char *const lists[] = {
		[PROFILES] = "profiles", [TIERS] = "tiers", [STYLES] = "styles", [LEVELS] = "levels",
		[TYPES] = "types", [COPIES] = "copies", [RULES] = "rules",
		[CIRCULATIONS] = "circulations"
	};
	struct request q = { .mem = mem, .diag = d, .cache = cache };
	const struct profile_index *index = read_index(&q);
	struct bind_names *names = arena_array(mem, NAMES__MAX + 1, sizeof *names);
	struct words words[NAMES__MAX] = { { .n = 0 } };

	for (size_t i = 0; index != NULL && i < index->n; i++) {
		const char *path = find_path(&q, index->items[i].name);
		const struct loaded *l = path == NULL ? NULL : find_loaded(&q, path);
		if (l == NULL)
			return NULL;
		add_words(mem, words, l);
	}
	for (const char *const *id = rule_ids(); *id != NULL; id++)
		add_word(mem, &words[RULES], *id);
	for (int i = 0; i < NAMES__MAX; i++) {
		add_word(mem, &words[i], NULL);
		names[i] = (struct bind_names){ lists[i], words[i].items };
	}
	return index == NULL ? NULL : names;
}
