#include "squeeze.h"
#include "arena.h"
#include "block.h"
#include "diag.h"
#include "page.h"
#include "plan.h"
#include "profile_merge.h"
#include "squeeze_way.h"

#include <limits.h>
#include <string.h>

enum { TRIALS_MAX = 500 };		/* layouts of one document; then the best so far has to do */

struct search {
	const struct squeeze_job *job;
	struct squeeze	*out;
	bool		 loose;		/* text gets longer */
	size_t		 pages;		/* the most that are wanted */
	size_t		 company;	/* the least that is wanted */
	size_t		 warnings;	/* of the document as it was */
	struct squeeze_way ways[FIT_CHANGES_MAX];
	int		 nways;
	int		 longest;	/* the one that changes places with the first */
	int		 now[FIT_CHANGES_MAX];	/* steps on each way */
	int		 best[FIT_CHANGES_MAX];
	int		 cost;		/* of the best; INT_MAX: none yet */
	struct squeeze_state reached;	/* by the layout tried last */
};

struct squeeze_goal
squeeze_wanted(const struct plan *plan)
{
	static const enum squeeze_aim aims[] = {
		[PLAN_FIT_NO] = SQUEEZE_NOTHING, [PLAN_FIT_YES] = SQUEEZE_SPILL, [PLAN_FIT_PAGES] = SQUEEZE_PAGES,
		[PLAN_FIT_LOOSE] = SQUEEZE_LOOSE,
	};

	return (struct squeeze_goal){ aims[plan->fit.aim], (size_t)plan->fit.pages };
}

static bool
is_inside(const struct block *root, const struct block *b)
{
	bool found = root == b;

	for (const struct block *c = root->child; c != NULL && !found; c = c->next)
		found = is_inside(c, b);
	return found;
}

/* The block that may not stand alone. */
static const struct block *
find_signature(const struct block *root)
{
	const struct block *found = root->with_above ? root : NULL;

	for (const struct block *c = root->child; c != NULL && found == NULL; c = c->next)
		found = find_signature(c);
	return found;
}

/* Lines of text among the first `end` items; notes and page numbers do not count. */
static size_t
count_lines(const struct page *page, size_t end)
{
	size_t n = 0;

	for (size_t i = 0; i < end; i++)
		n += page->items[i].kind == ITEM_LINE && page->items[i].note == 0 && page->items[i].tag != 0
		    && !page->items[i].fixed;
	return n;
}

/* Pages of the document itself: those before the first of what is attached to it. */
static size_t
count_pages(const struct squeeze_trial *t, size_t from)
{
	for (size_t p = from; t->blocks->nsections > 1 && p < t->pages->npages; p++)
		for (size_t i = 0; i < t->pages->pages[p].n; i++) {
			const struct item *it = &t->pages->pages[p].items[i];
			if (it->block != NULL && it->tag != 0 && is_inside(t->blocks->sections[1].root, it->block))
				return p;
		}
	return t->pages->npages;
}

static struct squeeze_state
measure(const struct squeeze_trial *t)
{
	const struct block *signature = find_signature(t->blocks->sections[0].root);
	const struct page *page;
	size_t n;

	for (size_t p = 0; signature != NULL && p < t->pages->npages; p++) {
		page = &t->pages->pages[p];
		for (size_t i = 0; i < page->n; i++)
			if (page->items[i].block != NULL && is_inside(signature, page->items[i].block)) {
				n = count_pages(t, p + 1);
				return (struct squeeze_state){ n, count_lines(page, i), p + 1 == n };
			}
	}
	n = count_pages(t, 0);
	page = &t->pages->pages[n > 0 ? n - 1 : 0];
	return (struct squeeze_state){ n, count_lines(page, page->n), true };
}

static bool
lay(struct search *s, const int *steps, struct squeeze_trial *t)
{
	const struct squeeze_job *job = s->job;
	const struct value *values = squeeze_way_layout(job->mem, job->plan, s->ways, s->nways, steps);

	s->out->trials++;
	return job->lay(job->user, profile_merge_plan(job->mem, job->plan->layout, values), t);
}

/*
 * Lays out with the steps as they are now. The first answer is whether it went far enough; the text
 * never gets longer again beyond that. The second, whether it is what is wanted: looser text can go
 * too far, and what brings new warnings is no help.
 */
static bool
reaches(struct search *s, bool *good)
{
	struct squeeze_trial t;
	struct squeeze_state state;

	*good = false;
	if (!lay(s, s->now, &t))
		return false;
	s->reached = state = measure(&t);
	*good = state.pages <= s->pages && state.company >= s->company && t.warnings <= s->warnings;
	return s->loose ? state.pages > s->pages || state.company >= s->company : state.pages <= s->pages;
}

static void
keep(struct search *s, int cost)
{
	memcpy(s->best, s->now, sizeof s->best);
	s->cost = cost;
	s->out->after = s->reached;
}

/* The most steps on a way that cost less than the best so far. */
static int
affordable(const struct search *s, int way, int cost)
{
	int64_t most = ((int64_t)s->cost - 1 - cost) / s->ways[way].cost;

	return most < s->ways[way].steps ? (int)most : s->ways[way].steps;
}

/* The least steps on one way that are enough, the other ways being as they are; whether any were. */
static bool
search_way(struct search *s, int way, int cost)
{
	int low = 0, high = affordable(s, way, cost);
	bool good = false, is_good = false;

	s->now[way] = high;
	if (high < 0 || !reaches(s, &good))
		return false;
	if (good)
		keep(s, cost + high * s->ways[way].cost);
	while (low < high) {
		s->now[way] = low + (high - low) / 2;
		if (reaches(s, &is_good))
			high = s->now[way];
		else
			low = s->now[way] + 1;
		if (is_good && cost + s->now[way] * s->ways[way].cost < s->cost)
			keep(s, cost + s->now[way] * s->ways[way].cost);
	}
	return true;
}

/*
 * First answers, for every number of steps on the most visible way: the others one after the other to
 * their ends, the last of them only as far as it has to. What costs more need not be tried then.
 */
static void
guess(struct search *s)
{
	int last = s->nways - 1;

	for (int step = 0; step <= affordable(s, last, 0); step++) {
		int cost = step * s->ways[last].cost;
		memset(s->now, 0, sizeof s->now);
		s->now[last] = step;
		for (int way = 0; way < last && !search_way(s, way, cost); way++) {
			s->now[way] = s->ways[way].steps;
			cost += s->ways[way].steps * s->ways[way].cost;
		}
	}
	memset(s->now, 0, sizeof s->now);
}

/*
 * Tries every number of steps on this way and what the ways before it then have to do; the ways are
 * taken from the most visible, so that the first found use the least of it. Where all steps of the
 * others that cost less than the best would not be enough together, nothing below is tried.
 */
static void
search(struct search *s, int way, int cost)
{
	bool good;

	if (way == 0) {
		search_way(s, 0, cost);
		return;
	}
	for (int step = 0; step <= affordable(s, way, cost) && s->out->trials < TRIALS_MAX; step++) {
		s->now[way] = step;
		for (int i = 0; i < way; i++)
			s->now[i] = affordable(s, i, cost + step * s->ways[way].cost);
		if (reaches(s, &good))
			search(s, way - 1, cost + step * s->ways[way].cost);
	}
	s->now[way] = 0;
}

/* Adds the way from tier to tier; which one is in use is told by the letters of the text. */
static void
add_tiers(struct search *s, const struct profile *p, const struct fit_change *c)
{
	struct squeeze_way *w = &s->ways[s->nways];
	len size = p->body->size.value;
	size_t n = 0, at = 0;
	const int one[FIT_CHANGES_MAX] = { 1 };

	while (c->tiers[n] != NULL)
		n++;
	for (at = 0; at < n; at++) {
		struct search alone = { .job = s->job, .out = s->out, .nways = 1 };
		struct squeeze_trial t;
		alone.ways[0] = (struct squeeze_way){ .tiers = (const char *[]){ NULL, c->tiers[at] } };
		if (lay(&alone, one, &t) && t.profile->body->size.value == size)
			break;
	}
	*w = (struct squeeze_way){ .cost = c->cost, .steps = (int)(at == n ? 0 : s->loose ? at : n - 1 - at) };
	w->tiers = arena_array(s->job->mem, n + 1, sizeof *w->tiers);
	for (int i = 0; i <= w->steps; i++)
		w->tiers[i] = at == n ? NULL : s->loose ? c->tiers[at - (size_t)i] : c->tiers[at + (size_t)i];
	s->nways += w->steps > 0;
}

/* Changes the first way with that of most steps, whose steps are searched and not tried one by one; or back. */
static void
longest_first(struct search *s)
{
	struct squeeze_way way = s->ways[0];
	int best = s->best[0];

	if (s->longest == 0)
		for (int i = 1; i < s->nways; i++)
			if (s->ways[i].steps > s->ways[s->longest].steps)
				s->longest = i;
	s->ways[0] = s->ways[s->longest];
	s->ways[s->longest] = way;
	s->best[0] = s->best[s->longest];
	s->best[s->longest] = best;
}

/* Looks for the least change; whether there is one. */
static bool
find(struct search *s, const struct profile *p, bool loose, size_t pages, size_t company)
{
	bool good;

	memset(s->now, 0, sizeof s->now);
	s->loose = loose;
	s->pages = pages;
	s->company = company;
	s->cost = INT_MAX;
	s->longest = 0;
	s->nways = squeeze_way_values(s->job->mem, p, s->job->plan, loose, s->ways);
	for (size_t i = 0; i < p->fit.nchanges && squeeze_way_tier(s->job->plan); i++)
		if (p->fit.changes[i].tiers != NULL)
			add_tiers(s, p, &p->fit.changes[i]);
	for (int i = 0; i < s->nways; i++)
		s->now[i] = s->ways[i].steps;
	s->reached = s->out->before;
	if (s->nways == 0 || !reaches(s, &good)) {
		s->out->after = s->reached;
		return false;
	}
	guess(s);
	longest_first(s);
	search(s, s->nways - 1, 0);
	longest_first(s);
	return s->cost < INT_MAX;
}

static const char *
join_tiers(struct arena *mem, const char **tiers, int steps)
{
	const char *all = tiers[0];

	for (int i = 1; i <= steps; i++)
		all = arena_printf(mem, "%s, %s", all, tiers[i]);
	return all;
}

static void
list_changes(struct search *s, const struct profile *p)
{
	struct arena *mem = s->job->mem;
	struct squeeze *out = s->out;
	size_t most = 1;

	for (int i = 0; i < s->nways; i++)
		most += s->ways[i].n + 1;
	out->changes = arena_array(mem, most, sizeof *out->changes);
	for (int i = 0; i < s->nways; i++) {
		const struct squeeze_way *w = &s->ways[i];
		if (s->best[i] > 0 && w->tiers != NULL)
			out->changes[out->nchanges++] = (struct squeeze_change){ "tier", w->tiers[0],
			    w->tiers[s->best[i]],
				join_tiers(mem, w->tiers, w->steps), p->body->size.article,
				squeeze_way_place(mem, out->values, "tier") };
		for (size_t k = 0; s->best[i] > 0 && k < w->n; k++) {
			const struct squeeze_move *m = &w->moves[k];
			out->changes[out->nchanges++] = (struct squeeze_change){ m->path,
				profile_measure_show(mem, m->from, m->unit),
				profile_measure_show(mem, squeeze_way_at(m, s->best[i]), m->unit),
				profile_measure_range(mem, m->rule, m->unit), m->rule->article,
				squeeze_way_place(mem, out->values, m->path) };
		}
	}
}

/* "2 pages, 3 lines of text above the signature" in the language of the messages. */
static const char *
say(const struct squeeze_job *job, const struct squeeze_state *state)
{
	const char *pages = diag_term(job->diag, state->pages == 1 ? DIAG_TERM_PAGE : DIAG_TERM_PAGES);
	const char *lines = diag_term(job->diag, state->company == 1 ? DIAG_TERM_LINE_ABOVE : DIAG_TERM_LINES_ABOVE);

	return arena_printf(job->mem, "%zu %s, %zu %s", state->pages, pages, state->company, lines);
}

/* The goal, as far as it says something. */
static const char *
say_goal(const struct search *s, size_t company)
{
	const struct squeeze_job *job = s->job;
	const char *pages = diag_term(job->diag, s->pages == 1 ? DIAG_TERM_PAGE : DIAG_TERM_PAGES);

	if (company > 0)
		return say(job, &(struct squeeze_state){ .pages = s->pages, .company = company });
	return arena_printf(job->mem, "%zu %s", s->pages, pages);
}

static void
tell(struct search *s)
{
	const struct squeeze_job *job = s->job;
	const struct squeeze *out = s->out;

	for (size_t i = 0; i < out->nchanges; i++) {
		const struct squeeze_change *c = &out->changes[i];
		DIAG(job->diag, FIT_CHANGED, c->at, c->article, c->path, c->from, c->to, c->range);
	}
	DIAG(job->diag, FIT_DONE, job->plan->at, "", say(job, &out->before), say(job, &out->after),
	    arena_printf(job->mem, "%d", out->cost), arena_printf(job->mem, "%zu", out->trials));
}

static void
take(struct search *s, const struct profile *p)
{
	const struct squeeze_job *job = s->job;
	struct squeeze *out = s->out;

	out->cost = s->cost;
	out->values = squeeze_way_layout(job->mem, job->plan, s->ways, s->nways, s->best);
	out->layout = profile_merge_plan(job->mem, job->plan->layout, out->values);
	list_changes(s, p);
	tell(s);
}

/* Takes the least change to so many pages with so many lines; says so when there is none. */
static void
attempt(struct search *s, bool loose, size_t pages, size_t company)
{
	const struct squeeze_job *job = s->job;

	if (find(s, job->profile, loose, pages, company))
		take(s, job->profile);
	else
		DIAG(job->diag, FIT_NONE, job->plan->at, "", say_goal(s, company), say(job, &s->out->after));
}

static void
fit(struct search *s)
{
	const struct fit_rules *r = &s->job->profile->fit;
	const struct squeeze_goal *goal = &s->job->goal;
	const struct squeeze_state now = s->out->before;
	size_t company = (size_t)(goal->aim == SQUEEZE_LOOSE ? r->company_lines : r->lonely_lines + 1);
	bool lonely = now.pages > 1 && now.at_end && now.company < company;
	bool spilt = now.pages > 1 && now.company <= (size_t)r->few_lines;

	if (goal->aim == SQUEEZE_PAGES && now.pages > goal->pages)
		attempt(s, false, goal->pages, 0);
	else if (lonely && (goal->aim == SQUEEZE_LOOSE
	    || (goal->aim == SQUEEZE_SPILL && !find(s, s->job->profile, false, now.pages - 1, 0))))
		attempt(s, true, now.pages, company);
	else if (goal->aim == SQUEEZE_SPILL && lonely)
		take(s, s->job->profile);
	else if (goal->aim == SQUEEZE_SPILL && spilt)
		attempt(s, false, now.pages - 1, 0);
	else
		DIAG(s->job->diag, FIT_NEEDLESS, s->job->plan->at, "", say(s->job, &now));
}

struct squeeze *
squeeze(const struct squeeze_job *job)
{
	struct squeeze *out = arena_new(job->mem, sizeof *out);
	struct search s = { .job = job, .out = out };
	struct squeeze_trial t;

	out->layout = job->plan->layout;
	out->trials = 1;
	if (job->goal.aim == SQUEEZE_NOTHING || !job->lay(job->user, job->plan->layout, &t))
		return out;
	s.warnings = t.warnings;
	out->before = out->after = measure(&t);
	fit(&s);
	return out;
}
