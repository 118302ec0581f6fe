#include "trace_set.h"
#include "arena.h"
#include "buffer.h"

#include <stdlib.h>
#include <string.h>

enum trace_by {				/* what sets are of besides enum tally_by */
	BY_ALL = TALLY__BYS,		/* every task of the period */
	BY_UNLED, BY_HELPED, BY_UNDUE, BY_SHARED,	/* as in struct tally */
	BY_QUANTITY, BY_PLANS,
	BY__KINDS
};

static const struct {
	const char	*words;		/* in English, of the formula */
	const char	*where;		/* condition as JSON; NULL: none */
} picks[PICK__KINDS] = {
	[PICK_ALL] = { "tasks", NULL },
	[PICK_DONE] = { "tasks done", "{\"member\": \"result/status\", \"in\": [\"done\"]}" },
	[PICK_ONGOING] = { "tasks ongoing", "{\"member\": \"result/status\", \"in\": [\"ongoing\"]}" },
	[PICK_WAITING] = { "tasks waiting", "{\"member\": \"result/status\", \"in\": [\"waiting\"]}" },
	[PICK_DROPPED] = { "tasks dropped", "{\"member\": \"result/status\", \"in\": [\"dropped\"]}" },
	[PICK_UNKNOWN] = { "tasks without a result", "{\"member\": \"result/status\", \"in\": [null]}" },
	[PICK_REST] = { "tasks neither done nor ongoing",
	    "{\"member\": \"result/status\", \"in\": [\"waiting\", \"dropped\", null]}" },
	[PICK_LATE] = { "tasks finished after their time",
	    "{\"member\": \"result/finished\", \"after\": \"plan/time/to\"}" },
	[PICK_MONEY] = { "tasks with money", "{\"member\": \"result/allocated\", \"or\": \"result/spent\"}" },
	[PICK_AIMED] = { "tasks with a target", "{\"member\": \"quantity/target\"}" },
};

static const struct {
	const char	*words;		/* after those of the pick */
	const char	*member;	/* compared with the set's name or number; NULL: none */
	const char	*how;		/* of the condition in JSON: the key of what it is compared with */
	int		 names;		/* how many names the member has, or has at least; of those so told */
} kinds[BY__KINDS] = {
	[TALLY_LEAD] = { ", of this lead agency", "plan/lead", "has", 0 },
	[TALLY_PARTNER] = { ", of this partner", "plan/partners", "has", 0 },
	[TALLY_FIELD] = { ", of this field", "field", "is", 0 },
	[TALLY_GROUP] = { ", under this heading", "heading", "is", 0 },
	[TALLY_PLAN] = { ", of this plan", "plan", "is", 0 },
	[TALLY_QUARTER] = { ", due in this quarter", "plan/time/to", "quarter", 0 },
	[TALLY_MONTH] = { ", due in this month", "plan/time/to", "month", 0 },
	[BY_ALL] = { "", NULL, NULL, 0 },
	[BY_UNLED] = { " that no agency leads", "plan/lead", "names", 0 },
	[BY_HELPED] = { " with partners", "plan/partners", "least", 1 },
	[BY_UNDUE] = { " due at no time of the year", "plan/time/to", "not", 0 },
	[BY_SHARED] = { " with several lead agencies", "plan/lead", "least", 2 },
	[BY_QUANTITY] = { " for this quantity", "result/quantities", "name", 0 },
	[BY_PLANS] = { "", NULL, NULL, 0 },
};

/* Gives what a set is of its number. */
static void
know(struct tracer *t, const void *of, bool before, int by, size_t index)
{
	t->known = arena_grow(t->mem, t->known, t->nknown, &t->known_cap, sizeof *t->known);
	t->known[t->nknown] = (struct trace_known){ of, before, by, index, t->nknown };
	t->nknown++;
}

static void
know_all(struct tracer *t, const struct tally *tally, bool before)
{
	know(t, &tally->all, before, BY_ALL, 0);
	know(t, &tally->unled, before, BY_UNLED, 0);
	know(t, &tally->helped, before, BY_HELPED, 0);
	know(t, &tally->undue, before, BY_UNDUE, 0);
	know(t, &tally->shared, before, BY_SHARED, 0);
	know(t, tally, before, BY_PLANS, 0);
	for (int by = 0; by < TALLY__BYS; by++)
		for (size_t i = 0; i < tally->by[by].n; i++)
			know(t, &tally->by[by].items[i], before, by, i);
	for (size_t i = 0; i < tally->nquantities; i++)
		know(t, &tally->quantities[i], before, BY_QUANTITY, i);
}

static int
by_address(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct trace_known *)a)->of,
	    y = (uintptr_t)((const struct trace_known *)b)->of;

	return (x > y) - (x < y);
}

/* What know() was told of it. */
static const struct trace_known *
known(const struct tracer *t, const struct figure_set *set)
{
	return bsearch(&(struct trace_known){ .of = set->of }, t->known, t->nknown, sizeof *t->known, by_address);
}

int
trace_set(struct tracer *t, const struct figure_set *set)
{
	size_t key = (known(t, set)->number * 2 + (set->kind == SET_OTHER)) * PICK__KINDS + set->pick;
	int *number = &t->set_numbers[key];

	if (*number == 0) {
		t->sets = arena_grow(t->mem, t->sets, t->nsets, &t->sets_cap, sizeof *t->sets);
		t->sets[t->nsets++] = *set;
		*number = (int)t->nsets;
	}
	return *number - 1;
}

void
trace_sets(struct tracer *t)
{
	const struct tally *now = t->figures->now, *before = t->figures->before;

	know_all(t, now, false);
	if (before != NULL)
		know_all(t, before, true);
	qsort(t->known, t->nknown, sizeof *t->known, by_address);
	t->set_numbers = arena_array(t->mem, t->nknown * 2 * PICK__KINDS, sizeof *t->set_numbers);
	trace_set(t, &(struct figure_set){ SET_SUM, PICK_ALL, &now->all });
	if (before != NULL)
		trace_set(t, &(struct figure_set){ SET_SUM, PICK_ALL, &before->all });
}

/* The role that an agency of the set has in its tasks. */
static int
role_of(const struct figure_set *set, const struct trace_known *k)
{
	return set->kind != SET_OTHER ? k->by : k->by == TALLY_LEAD ? TALLY_PARTNER : TALLY_LEAD;
}

const char *
trace_set_words(struct tracer *t, const struct figure_set *set)
{
	const struct trace_known *k = known(t, set);
	const char *when = k->before ? ", in the period before" : "";

	return k->by == BY_PLANS ? arena_printf(t->mem, "plans%s", when)
	    : arena_printf(t->mem, "%s%s%s", picks[set->pick].words, kinds[role_of(set, k)].words, when);
}

struct ranges {				/* of numbers that go up, being written: "0-4,7" */
	struct buffer	*b;
	size_t		 first, end;	/* the last range; equal: none yet */
	bool		 some;		/* ranges were written */
};

static void
end_range(struct ranges *r)
{
	if (r->first == r->end)
		return;
	buffer_printf(r->b, "%s%zu", r->some ? "," : "", r->first);
	if (r->end > r->first + 1)
		buffer_printf(r->b, "-%zu", r->end - 1);
	r->some = true;
}

static void
add_number(struct ranges *r, size_t n)
{
	if (r->first < r->end && n == r->end) {
		r->end++;
		return;
	}
	end_range(r);
	r->first = n;
	r->end = n + 1;
}

static void
put_tasks(struct tracer *t, const struct figure_set *set, bool before)
{
	const struct tally_sum *sum = set->of;
	size_t n = set->kind == SET_OTHER ? 0 : sum->tasks;
	struct ranges r = { .b = t->b };

	buffer_text(t->b, ", \"tasks\": \"");
	for (size_t i = 0; i < n; i++)
		if (figure_picks(set->pick, sum->from[i]))
			add_number(&r, trace_task(t, sum->from[i], before));
	end_range(&r);
	buffer_byte(t->b, '"');
}

/* The place of a part in its result; -1 when it is not wanted. */
static ptrdiff_t
place_of(const struct figure_set *set, const struct tally_term *part)
{
	if (set->pick == PICK_AIMED && !part->quantity->wanted)
		return -1;
	return part->quantity - part->task->result->quantities;
}

/* By the number of the quantity in its result the tasks that have it there. */
static void
put_quantities(struct tracer *t, const struct figure_set *set, bool before)
{
	const struct tally_quantity *q = set->of;
	bool places[RESULT_QUANTITIES_MAX] = { false }, some = false;

	for (size_t i = 0; i < q->n; i++)
		if (place_of(set, &q->from[i]) >= 0)
			places[place_of(set, &q->from[i])] = true;
	buffer_text(t->b, ", \"quantities\": {");
	for (int k = 0; k < RESULT_QUANTITIES_MAX; k++) {
		struct ranges r = { .b = t->b };
		if (!places[k])
			continue;
		buffer_printf(t->b, "%s\"%d\": \"", some ? ", " : "", k);
		for (size_t i = 0; i < q->n; i++)
			if (place_of(set, &q->from[i]) == k)
				add_number(&r, trace_task(t, q->from[i].task, before));
		end_range(&r);
		buffer_byte(t->b, '"');
		some = true;
	}
	buffer_byte(t->b, '}');
}

static void
put_files(struct tracer *t, const char *name, bool before, bool results)
{
	size_t first, end;

	trace_span(t, before, results, &first, &end);
	buffer_printf(t->b, first == end ? ", \"%s\": \"\"" : end == first + 1 ? ", \"%s\": \"%zu\""
	    : ", \"%s\": \"%zu-%zu\"", name, first, end - 1);
}

/* What the set's tasks have in common. */
static void
put_condition(struct tracer *t, const struct figure_set *set, const struct trace_known *k)
{
	const struct tally *tally = k->before ? t->figures->before : t->figures->now;
	const struct tally_quantity *q = set->of;
	const struct tally_sum *sum = set->of;
	int by = role_of(set, k);
	const char *how = kinds[by].how;
	struct buffer *b = t->b;

	buffer_printf(b, "{\"member\": \"%s\", ", kinds[by].member);
	if (by == TALLY_QUARTER || by == TALLY_MONTH)
		buffer_printf(b, "\"year\": %d, \"%s\": %zu", tally->year, how, k->index + 1);
	else if (by == BY_UNDUE)
		buffer_printf(b, "\"%s\": %d", how, tally->year);
	else if (by == BY_UNLED || by == BY_HELPED || by == BY_SHARED)
		buffer_printf(b, "\"%s\": %d", how, kinds[by].names);
	else if (by == TALLY_PLAN)
		buffer_printf(b, "\"%s\": %d", how, trace_file_of(t, sum->from[0]->node->at));
	else
		buffer_member(b, how, by == BY_QUANTITY ? q->name : sum->name);
	if (by == BY_QUANTITY) {
		buffer_text(b, ", ");
		buffer_member(b, "unit", q->unit);
	}
	buffer_byte(b, '}');
}

static void
put_where(struct tracer *t, const struct figure_set *set, const struct trace_known *k)
{
	struct buffer *b = t->b;
	bool common = kinds[k->by].member != NULL;

	buffer_printf(b, ", \"of\": %d, \"where\": [", k->before);
	if (common)
		put_condition(t, set, k);
	if (picks[set->pick].where != NULL)
		buffer_printf(b, "%s%s", common ? ", " : "", picks[set->pick].where);
	buffer_byte(b, ']');
}

static void
put_set(struct tracer *t, size_t number, const struct figure_set *set)
{
	const struct trace_known *k = known(t, set);
	bool whole = k->by == BY_ALL && set->pick == PICK_ALL;

	buffer_printf(t->b, "%s    {\"set\": %zu, ", number > 0 ? ",\n" : "\n", number);
	buffer_member(t->b, "what", trace_set_words(t, set));
	if (whole || k->by == BY_PLANS)
		put_files(t, "plans", k->before, false);
	else
		put_where(t, set, k);
	if (whole)
		put_files(t, "results", k->before, true);
	if (k->by == BY_QUANTITY)
		put_quantities(t, set, k->before);
	else if (k->by != BY_PLANS)
		put_tasks(t, set, k->before);
	buffer_byte(t->b, '}');
	trace_flush(t, false);
}

void
trace_put_sets(struct tracer *t)
{
	buffer_text(t->b, ",\n  \"sets\": [");
	for (size_t i = 0; i < t->nsets; i++)
		put_set(t, i, &t->sets[i]);
	buffer_text(t->b, "\n  ]");
}
