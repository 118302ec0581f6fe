#include "fit.h"
#include "arena.h"
#include "word.h"

#include <stdbool.h>
#include <string.h>

enum class { TIGHT, DECENT, LOOSE, VERY_LOOSE, CLASS__MAX };

/* Costs of a line. The badness of a gap stretched by half its width is 100, as in TeX. */
#define COST_NONE	INT64_MAX
#define COST_OVERFULL	((int64_t)1 << 52)
#define COST_LINE	((int64_t)1 << 36)	/* where fewest lines come first */
enum {
	COST_CLASS = 10000,		/* for each step over one between lines that follow each other */
	COST_LONELY = 600000,		/* one word alone on the last line */
	COST_SHORT = 100000,		/* a last line under an eighth of the width */
	COST_SENSE = 180000,		/* break of a title at no good place */
	LINE_BASE = 10,
	RATIO_MOST = 20000		/* 1/1000; looser lines are all as bad */
};

struct fit_node {				/* a place where a line may end */
	uint32_t	 word;		/* the one after it */
	uint32_t	 prev[CLASS__MAX];	/* node where the line before ends */
	uint8_t		 from[CLASS__MAX];	/* class of that line */
	int64_t		 cost[CLASS__MAX];	/* by class of the line ending here */
	bool		 reached;	/* a line may end here */
};

struct fitter {
	const struct word	*words;
	const struct fit	*fit;
	struct fit_node		*nodes;
	size_t			 n;
	bool			 strict;	/* no gap over twice its width */
};

struct trial {				/* a line from one node to another */
	int64_t		 width;		/* of the line's place */
	int64_t		 extra;		/* left over */
	int64_t		 glue;		/* its gaps */
	bool		 last;
	const struct word	*next;	/* word after it; not there when last */
	uint32_t	 count;		/* words */
};

static bool
too_wide(const struct trial *t, enum fit_kind kind)
{
	return t->extra < 0 && (kind != FIT_JUSTIFY || -t->extra * FIT_SHRINK > t->glue);
}

static struct trial
try_line(const struct fitter *f, size_t i, size_t k)
{
	uint32_t a = f->nodes[i].word, b = f->nodes[k].word;
	const struct word *first = &f->words[a], *last = &f->words[b - 1];
	int64_t width = i == 0 ? f->fit->first : f->fit->rest;

	return (struct trial){
		.width = width > 0 ? width : 1,
		.extra = width - (last->x + last->width - first->x),
		.glue = last->glue - first->glue,
		.last = k == f->n - 1,
		.next = last + 1,
		.count = b - a,
	};
}

static int64_t
end_cost(const struct trial *t)
{
	if (!t->last)
		return (int64_t)t->next->penalty * t->next->penalty;
	return t->count == 1 ? COST_LONELY : t->width - t->extra < t->width / 8 ? COST_SHORT : 0;
}

/* Whether one word ends the paragraph alone; in a narrow cell it fills its line, and is at home there. */
static bool
is_lost(const struct trial *t)
{
	return t->last && t->count == 1 && t->width - t->extra < t->width / 6;
}

static int64_t
justify_cost(const struct trial *t, enum class *class)
{
	int64_t r = 0, bad;

	if (t->extra < 0)
		r = t->glue > 0 ? t->extra * 1000 * FIT_SHRINK / t->glue : 0;
	else if (!t->last)
		r = t->glue > 0 ? t->extra * 2000 / t->glue : RATIO_MOST;
	if (r > RATIO_MOST)
		r = RATIO_MOST;
	*class = r < -500 ? TIGHT : r <= 500 ? DECENT : r <= 1000 ? LOOSE : VERY_LOOSE;
	bad = (r < 0 ? -r : r) * r * r / 10000000 + LINE_BASE;
	return bad * bad + end_cost(t);
}

static int64_t
ragged_cost(const struct trial *t)
{
	int64_t short_by = t->last || t->extra < 0 ? 0 : t->extra * 1000 / t->width;

	if (t->last && t->count == 1)
		return COST_LINE + (is_lost(t) ? COST_LONELY : 0);
	return COST_LINE + short_by * short_by + end_cost(t);
}

static int64_t
balance_cost(const struct trial *t)
{
	int64_t short_by = t->extra < 0 ? 0 : t->extra * 1000 / t->width;
	int64_t cost = COST_LINE + short_by * short_by;

	if (t->last)
		return cost + (is_lost(t) ? COST_LINE / 2 : 0);
	return cost + (t->next->sense ? 0 : COST_SENSE) + end_cost(t);
}

static int64_t
line_cost(const struct fitter *f, const struct trial *t, enum class *class)
{
	int64_t cost = 0;

	*class = DECENT;
	switch (f->fit->kind) {
	case FIT_JUSTIFY:
		cost = justify_cost(t, class);
		break;
	case FIT_RAGGED:
		cost = ragged_cost(t);
		break;
	case FIT_BALANCE:
		cost = balance_cost(t);
		break;
	}
	return cost + (too_wide(t, f->fit->kind) ? COST_OVERFULL : 0);
}

/* Tries the line from node i to node k after each class of line that may end at i. */
static void
try_ways(struct fitter *f, size_t i, size_t k, const struct trial *t)
{
	const struct fit_node *a = &f->nodes[i];
	struct fit_node *b = &f->nodes[k];
	enum class class;
	int64_t line = line_cost(f, t, &class);

	for (int c = 0; c < CLASS__MAX; c++) {
		int step = c > (int)class ? c - (int)class : (int)class - c;
		int64_t cost;
		if (a->cost[c] == COST_NONE)
			continue;
		cost = a->cost[c] + line + (step > 1 ? COST_CLASS * (step - 1) : 0);
		/* Stays in range whatever the input: above this all ways are equally bad. */
		if (cost > COST_NONE / 2)
			cost = COST_NONE / 2;
		if (cost >= b->cost[class])
			continue;
		b->reached = true;
		b->cost[class] = cost;
		b->prev[class] = (uint32_t)i;
		b->from[class] = (uint8_t)c;
	}
}

/* Finds the best way to every node; false when the strict rules leave none to the end. */
static bool
find_ways(struct fitter *f)
{
	size_t least = 0;

	for (size_t k = 0; k < f->n; k++) {
		f->nodes[k].reached = k == 0;
		for (int c = 0; c < CLASS__MAX; c++)
			f->nodes[k].cost[c] = k == 0 && c == DECENT ? 0 : COST_NONE;
	}
	for (size_t k = 1; k < f->n; k++) {
		for (size_t i = least; i < k; i++) {
			struct trial t;
			if (!f->nodes[i].reached) {
				least += i == least;
				continue;
			}
			t = try_line(f, i, k);
			if (too_wide(&t, f->fit->kind) && i + 1 < k) {
				least += i == least;
				continue;
			}
			if (f->strict && !t.last && t.extra > t.glue)
				break;
			try_ways(f, i, k, &t);
		}
	}
	return f->nodes[f->n - 1].reached;
}

static const uint32_t *
collect(struct arena *mem, const struct fitter *f, size_t *n)
{
	const struct fit_node *end = &f->nodes[f->n - 1];
	int best = 0, class;
	uint32_t *ends;
	size_t count = 0;

	for (int c = 1; c < CLASS__MAX; c++)
		if (end->cost[c] < end->cost[best])
			best = c;
	class = best;
	for (const struct fit_node *p = end; p != f->nodes; count++) {
		uint32_t prev = p->prev[class];
		class = p->from[class];
		p = &f->nodes[prev];
	}
	ends = arena_array(mem, count, sizeof *ends);
	*n = count;
	class = best;
	for (const struct fit_node *p = end; p != f->nodes; ) {
		uint32_t prev = p->prev[class];
		ends[--count] = p->word;
		class = p->from[class];
		p = &f->nodes[prev];
	}
	return ends;
}

static const uint32_t *
one_line(struct arena *mem, size_t to, size_t *n)
{
	uint32_t *end = arena_new(mem, sizeof *end);

	*end = (uint32_t)to;
	*n = 1;
	return end;
}

const uint32_t *
fit_lines(struct arena *mem, struct words *w, size_t from, size_t to, const struct fit *fit,
    size_t *n)
{
	struct fitter f = { .words = w->words, .fit = fit, .strict = fit->kind == FIT_JUSTIFY };
	const struct word *last = &w->words[to - 1];

	if (last->x + last->width - w->words[from].x <= fit->first)
		return one_line(mem, to, n);
	while (w->cap_nodes < to - from + 1)
		w->nodes = arena_grow(mem, w->nodes, w->cap_nodes, &w->cap_nodes, sizeof *w->nodes);
	f.nodes = w->nodes;
	f.nodes[f.n++].word = (uint32_t)from;
	for (size_t i = from + 1; i < to; i++)
		if (!w->words[i].tied)
			f.nodes[f.n++].word = (uint32_t)i;
	f.nodes[f.n++].word = (uint32_t)to;
	if (!find_ways(&f)) {
		f.strict = false;
		find_ways(&f);
	}
	return collect(mem, &f, n);
}
