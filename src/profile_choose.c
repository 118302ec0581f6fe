#include "profile.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"
#include "profile_file.h"
#include "profile_merge.h"
#include "profile_read.h"

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
member_place(struct request *q, const char *key)
{
	struct where *at = arena_new(q->mem, sizeof *at);

	at->up = q->plan->at;
	at->key = key;
	return at;
}

static void
refuse_unknown(struct request *q, const char *name, const struct where *at)
{
	const struct profile_index *index = read_index(q);
	const char **names, *near, *all = "";

	if (index == NULL)
		return;
	names = arena_array(q->mem, index->n + 1, sizeof *names);
	for (size_t i = 0; i < index->n; i++) {
		names[i] = index->items[i].name;
		all = arena_printf(q->mem, "%s%s%s", all, i == 0 ? "" : ", ", names[i]);
	}
	near = bind_nearest(name, names);
	if (near != NULL)
		DIAG(q->diag, PROFILE_UNKNOWN_NEAR, at, "", name, near);
	else
		DIAG(q->diag, PROFILE_UNKNOWN, at, "", name, all);
}

/* The file to read; NULL after a message. */
static const char *
find_path(struct request *q, const char *forced)
{
	const char *name = forced != NULL ? forced : q->plan->profile, *path;
	const struct where *at = forced != NULL ? NULL : member_place(q, "profile");

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

/* The patch of the tier asked for; -1 after a message. */
static int
find_tier(struct bind *b, const struct loaded *l, const struct value *over, const struct value **patch)
{
	const struct value *asked = asked_tier(l, over), *tiers = json_member(l->law, "tiers");
	struct bind_type type = { .takes = TAKES_STRING, .read = bind_choice };
	const char **names;
	struct value word;

	*patch = NULL;
	if (asked == NULL)
		return 0;
	for (const struct profile_layer *i = l->house; i != NULL; i = i->over)
		tiers = profile_merge(b->mem, tiers, json_member(i->root, "tiers"));
	word = *asked;
	if (asked->type == VALUE_INT) {			/* 13 is meant as "13" */
		word.type = VALUE_STRING;
		word.string = arena_printf(b->mem, "%" PRId64, asked->integer);
	}
	names = arena_array(b->mem, (tiers == NULL ? 0 : tiers->n) + 1, sizeof *names);
	for (size_t i = 0; tiers != NULL && i < tiers->n; i++)
		names[i] = tiers->items[i].at.key;
	type.choices = names;
	bind_value(b, &type, &word, &(int){ 0 });
	if (word.type == VALUE_STRING)
		*patch = json_member(tiers, word.string);
	return *patch == NULL ? -1 : 0;
}

/* Regulation, tier, office and plan, one over the other. NULL after an error. */
static struct profile *
build(struct arena *mem, struct diag *d, const struct loaded *l, const struct value *over)
{
	struct bind b = { .mem = mem, .diag = d };
	const struct value *patch, *v;
	struct profile *p = arena_new(mem, sizeof *p);

	if (find_tier(&b, l, over, &patch) != 0)
		return NULL;
	v = profile_merge(mem, l->law, patch);
	for (const struct profile_layer *i = l->house; i != NULL; i = i->over)
		v = profile_merge(mem, v, i->root);
	v = profile_merge(mem, v, over);
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

/* What a plan may change of its profile; the rest is the regulation's or the office's. */
enum { ALLOWED = 12 };
#define PART(name_, i, types) { .name = (name_), .type = &raw_##types, \
	.offset = (i) * sizeof(const struct value *) }
static const struct bind_type raw_object = { .takes = TAKES_OBJECT, .read = bind_raw };
static const struct bind_type raw_array = { .takes = TAKES_ARRAY, .read = bind_raw };
static const struct bind_type raw_word = { .takes = TAKES_STRING | TAKES_INT, .read = bind_raw };
static const struct bind_field allowed_fields[] = {
	PART("tier", 0, word), PART("page", 1, object), PART("styles", 2, object),
	PART("fonts", 3, object), PART("levels", 4, object), PART("lists", 5, object),
	PART("words", 6, object), PART("tasks", 7, object), PART("dashes", 8, array),
	PART("padding", 9, object), PART("blanks", 10, object), PART("figures", 11, object),
	{ .name = NULL }
};
static const struct bind_object allowed = { .fields = allowed_fields };

/* The plan's overrides that may stand; NULL when there are none. -1 after an error. */
static int
read_overrides(struct request *q, const struct value **out)
{
	const struct value *layout = q->plan->layout, *parts[ALLOWED] = { NULL };
	struct bind b = { .mem = q->mem, .diag = q->diag };
	struct value *over;

	*out = NULL;
	if (layout == NULL || layout->n == 0)
		return 0;
	bind_members(&b, &allowed, layout, parts);
	over = arena_new(q->mem, sizeof *over);
	*over = *layout;
	over->items = arena_array(q->mem, ALLOWED, sizeof *over->items);
	over->n = 0;
	for (size_t i = 0; i < ALLOWED; i++)
		if (parts[i] != NULL)
			over->items[over->n++] = *parts[i];
	if (over->n > 0)
		*out = over;
	return diag_failed(q->diag) ? -1 : 0;
}

static const char *
show_date(struct arena *mem, int date)
{
	if (date == 0)
		return "…";
	return arena_printf(mem, "%04d-%02d-%02d", date / 10000, date / 100 % 100, date % 100);
}

/* What is to be known about a profile, whichever way it was chosen. */
static void
report(struct request *q, const struct profile *p)
{
	const char *validity, *list = "";
	int first, last;

	if (date_span(&q->plan->date, &first, &last) && distance(p->from, p->until, first, last) != 0) {
		validity = arena_printf(q->mem, "%s – %s", show_date(q->mem, p->from),
		    show_date(q->mem, p->until));
		DIAG(q->diag, PROFILE_DATE, q->plan->date.at, "", p->name, validity);
	}
	for (const char **u = p->unconfirmed; *u != NULL; u++)
		list = arena_printf(q->mem, "%s%s%s", list, u == p->unconfirmed ? "" : ", ", *u);
	if (list[0] != '\0')
		DIAG(q->diag, PROFILE_UNCONFIRMED, NULL, "", p->name, list);
}

/* The plan's type has to be one of the profile's. */
static int
check_type(struct request *q, const struct profile *p)
{
	const char **keys = arena_array(q->mem, p->ntypes + 1, sizeof *keys), *near;

	if (profile_type(p, q->plan->type) != NULL)
		return 0;
	for (size_t i = 0; i < p->ntypes; i++)
		keys[i] = p->types[i].key;
	near = bind_nearest(q->plan->type, keys);
	if (near != NULL)
		return DIAG(q->diag, TYPE_UNKNOWN_NEAR, member_place(q, "type"), "", q->plan->type, near);
	return DIAG(q->diag, TYPE_UNKNOWN, member_place(q, "type"), "", q->plan->type, p->name);
}

const struct profile *
profile_for(struct arena *mem, struct diag *d, struct profile_cache *cache, const struct plan *plan,
    const char *forced)
{
	struct request q = { .mem = mem, .diag = d, .cache = cache, .plan = plan };
	const char *path = find_path(&q, forced);
	const struct loaded *l = path == NULL ? NULL : find_loaded(&q, path);
	const struct value *over;
	const struct profile *p;

	if (l == NULL || read_overrides(&q, &over) != 0)
		return NULL;
	p = over == NULL ? l->profile : build(mem, d, l, over);
	if (p == NULL)
		return NULL;
	report(&q, p);
	return check_type(&q, p) == 0 ? p : NULL;
}
