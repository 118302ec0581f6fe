#include "tally_join.h"
#include "annual_file.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"
#include "number.h"
#include "tally_adopt.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { COMPARED_MAX = 200000 };		/* words compared in search of what may be meant */

struct key {				/* how results may name a plan, or a task in it */
	const char	*text;
	size_t		 plan;
	struct tally_task *task;	/* NULL: a plan's */
	bool		 claimed;	/* a result that names no task may mean it */
};

struct found_plan {			/* what results there are of a plan */
	const struct results *file;	/* the last with one; NULL: none */
	size_t		 first, n;	/* its keys of tasks */
	size_t		 lost;		/* keys that are of two tasks or could not be read */
	size_t		 strays;	/* results without a task */
	bool		 told;		/* that it has no keys */
};

struct stray {				/* a result without a task */
	const struct result *result;
	size_t		 plan;
};

struct join {
	struct arena	*mem;
	struct diag	*diag;
	struct tally	*t;
	const struct join_files *files;
	struct key	*plans, *tasks;	/* by text, by plan and text */
	size_t		 nplans, ntasks;
	struct found_plan *of;		/* by plan */
	struct stray	*strays;
	size_t		 nstrays, strays_cap;
	const char	**words;	/* room for all keys of plans or tasks */
	size_t		 compared;
	const struct results *planless;	/* the last file of which that was told */
	bool		 whole;		/* all results name their tasks */
	struct tally_index adopted;	/* keys of results that are tasks by themselves */
};

static int
by_text(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	return order != 0 ? order : (x->plan > y->plan) - (x->plan < y->plan);
}

static int
by_plan(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	return x->plan != y->plan ? (x->plan > y->plan) - (x->plan < y->plan) : strcmp(x->text, y->text);
}

/* Path, last part of the path, number and symbol of each plan. */
static void
list_plans(struct join *j)
{
	const struct annual_found *files = j->files->plans;

	j->plans = arena_array(j->mem, files->n * 2 + j->t->nplans, sizeof *j->plans);
	for (size_t i = 0; i < files->n; i++) {
		const struct annual_file *f = &files->items[i];
		const char *slash = strrchr(f->path, '/');
		if (f->plan == SIZE_MAX)
			continue;
		j->plans[j->nplans++] = (struct key){ .text = f->path, .plan = f->plan };
		if (slash != NULL)
			j->plans[j->nplans++] = (struct key){ .text = slash + 1, .plan = f->plan };
	}
	for (size_t i = 0; i < j->t->nplans; i++)
		if (j->t->plans[i].code != NULL)
			j->plans[j->nplans++] = (struct key){ .text = j->t->plans[i].code, .plan = i };
	if (j->nplans > 1)
		qsort(j->plans, j->nplans, sizeof *j->plans, by_text);
}

static void
list_tasks(struct join *j)
{
	j->tasks = arena_array(j->mem, j->t->ntasks, sizeof *j->tasks);
	for (size_t i = 0; i < j->t->ntasks; i++) {
		struct tally_task *task = &j->t->tasks[i];
		const char *id = task->node->task->id;
		if (id != NULL && id[0] != '\0')
			j->tasks[j->ntasks++] = (struct key){ id, (size_t)(task->plan - j->t->plans), task, false };
		else if (task->plan->faulty)
			j->of[task->plan - j->t->plans].lost++;
		else
			DIAG(j->diag, TASK_KEYLESS, task->node->at, "", task->title);
	}
	if (j->ntasks > 1)
		qsort(j->tasks, j->ntasks, sizeof *j->tasks, by_plan);
	for (size_t i = j->ntasks; i-- > 0;) {
		j->of[j->tasks[i].plan].first = i;
		j->of[j->tasks[i].plan].n++;
	}
}

/* The one of the words most like a name; NULL: none, or too much was compared already. */
static const char *
like_word(struct join *j, const char *name, size_t n)
{
	j->compared += n;
	j->words[n] = NULL;
	return j->compared > COMPARED_MAX ? NULL : bind_nearest(name, j->words);
}

/* Whether a plan that could not be read may have the name. */
static bool
may_be_lost(const struct join *j, const char *name)
{
	size_t n = strlen(name);
	bool lost = j->files->plans->nlost > 0;

	if (annual_file_is_lost(j->files->plans, name))
		return true;
	for (size_t i = 0; i < j->t->nplans; i++)
		lost |= j->t->plans[i].faulty && j->t->plans[i].code == NULL;
	return lost && (n < 5 || strcmp(name + n - 5, ".json") != 0);
}

/* The place of the list that names the plans, or the results. */
static const char *
place_of_list(struct join *j, const struct annual_path *list)
{
	return diag_place(j->diag, list != NULL ? list->at->up : j->files->named->at);
}

static int
tell_plan(struct join *j, const struct result *r)
{
	const char *like = NULL, *place;

	if (j->t->nplans == 0 || may_be_lost(j, r->plan) || !diag_takes(j->diag, DIAG_RESULT_PLAN))
		return -1;
	for (size_t i = 0; i < j->nplans; i++)
		j->words[i] = j->plans[i].text;
	like = like_word(j, r->plan, j->nplans);
	place = place_of_list(j, j->files->named->plans);
	if (like != NULL)
		return DIAG(j->diag, RESULT_PLAN_NEAR, r->plan_at, "", r->plan, like, place);
	return DIAG(j->diag, RESULT_PLAN, r->plan_at, "", r->plan, place);
}

/* The plan of a result that names none, once for a file; -1 unless there is only one. */
static int
only_plan(struct join *j, const struct results *file, const struct result *r, size_t *plan)
{
	bool lost = j->files->plans->nlost > 0;

	*plan = 0;
	if (r->plan_lost || j->t->nplans == 0 || (j->t->nplans == 1 && lost))
		return -1;
	if (j->t->nplans == 1)
		return 0;
	if (j->planless != file)
		DIAG(j->diag, RESULT_PLAN_NONE, r->at, "", place_of_list(j, j->files->named->plans));
	j->planless = file;
	return -1;
}

/* The plan a result speaks of; -1 after a message, or when it is lost. */
static int
find_plan(struct join *j, const struct results *file, const struct result *r, size_t *plan)
{
	size_t i = 0, n = j->nplans;

	if (r->plan == NULL)
		return only_plan(j, file, r, plan);
	while (i < n) {				/* the first key that is not before it */
		size_t middle = i + (n - i) / 2;
		if (strcmp(j->plans[middle].text, r->plan) < 0)
			i = middle + 1;
		else
			n = middle;
	}
	if (i == j->nplans || strcmp(j->plans[i].text, r->plan) != 0)
		return tell_plan(j, r);
	*plan = j->plans[i].plan;
	if (i + 1 < j->nplans && strcmp(j->plans[i + 1].text, r->plan) == 0 && j->plans[i + 1].plan != *plan) {
		const struct tally_plan *a = &j->t->plans[*plan], *b = &j->t->plans[j->plans[i + 1].plan];
		return DIAG(j->diag, RESULT_PLAN_MANY, r->plan_at, "", r->plan, a->path, b->path,
		    diag_place(j->diag, a->at), diag_place(j->diag, b->at));
	}
	return 0;
}

/* What a message calls the task of a result. */
static const char *
name_of(struct join *j, const struct result *r)
{
	return r->task != NULL ? r->task : diag_pointer(j->mem, r->at);
}

static void
check_money(struct join *j, const struct result *r)
{
	if (r->spent.at != NULL && r->allocated.at != NULL && r->spent.value > r->allocated.value
	    && diag_takes(j->diag, DIAG_SPENT_OVER))
		DIAG(j->diag, SPENT_OVER, r->spent.at, "", name_of(j, r), number_grouped(j->mem, r->spent.value, "."),
		    number_grouped(j->mem, r->allocated.value, "."), diag_place(j->diag, r->allocated.at));
}

/* Whether the next key or the one before is the same: two tasks of one plan have it. */
static bool
is_shared(const struct join *j, const struct key *k)
{
	return (k > j->tasks && by_plan(k - 1, k) == 0) || (k + 1 < j->tasks + j->ntasks && by_plan(k + 1, k) == 0);
}

/* Which of the tasks is meant nobody can say: that two have the key is now an error. */
static void
refuse_shared(struct join *j, struct key *k)
{
	diag_set_level(j->diag, DIAG_TASK_ID_SAME, TT_ERROR);
	while (k > j->tasks && by_plan(k - 1, k) == 0)
		k--;
	k->claimed = true;
	for (k++; k < j->tasks + j->ntasks && by_plan(k - 1, k) == 0; k++) {
		k->claimed = true;
		j->of[k->plan].lost++;
	}
}

static void
join_result(struct join *j, const struct results *file, const struct result *r)
{
	struct key key = { .text = r->task };
	struct tally_task *task;
	struct key *found;

	check_money(j, r);
	if (j->files->alone && r->task != NULL) {
		tally_adopt(j->mem, j->diag, j->t, &j->adopted, file, r);
		return;
	}
	if (r->task == NULL || find_plan(j, file, r, &key.plan) != 0) {
		j->whole = false;
		return;
	}
	j->of[key.plan].file = file;
	found = j->ntasks == 0 ? NULL : bsearch(&key, j->tasks, j->ntasks, sizeof *j->tasks, by_plan);
	if (found == NULL) {
		j->strays = arena_grow(j->mem, j->strays, j->nstrays, &j->strays_cap, sizeof *j->strays);
		j->strays[j->nstrays++] = (struct stray){ r, key.plan };
		j->of[key.plan].strays++;
		return;
	}
	if (is_shared(j, found)) {
		refuse_shared(j, found);
		return;
	}
	task = found->task;
	if (task->result != NULL) {
		DIAG(j->diag, RESULT_TWICE, r->task_at, "", r->task, diag_place(j->diag, task->result->at));
		return;
	}
	task->result = r;
	task->status = r->status;
	task->field = r->field != NULL ? r->field : task->field;
	task->late = r->status == RESULT_DONE && r->finished.given && task->time->to.given
	    && date_number(&r->finished) > date_number(&task->time->to);
}

/* Whether a faulty plan may have a task with this key, or had one that was lost. */
static bool
may_have(const struct tally_plan *p, const char *id)
{
	const struct source *s = p->plan->source;
	const char *end = s->text + s->len, *at = s->text;
	size_t n = strlen(id);

	while (p->faulty && n > 0 && (at = memchr(at, id[0], (size_t)(end - at))) != NULL) {
		if ((size_t)(end - at) > n && at > s->text && memcmp(at, id, n) == 0 && strchr("\":\t ", at[-1]) != NULL
		    && strchr("\",} \t\r\n", at[n]) != NULL)
			return true;
		at++;
	}
	return false;
}

/* The task without a result whose key is most like the one given, or NULL. */
static struct key *
like_task(struct join *j, size_t plan, const char *id)
{
	struct key *keys = j->tasks + j->of[plan].first;
	const char *like;
	size_t n = 0;

	for (size_t i = 0; i < j->of[plan].n; i++)
		if (keys[i].task->result == NULL && !keys[i].claimed)
			j->words[n++] = keys[i].text;
	like = like_word(j, id, n);
	for (size_t i = 0; like != NULL && i < j->of[plan].n; i++)
		if (keys[i].text == like)
			return &keys[i];
	return NULL;
}

static void
tell_stray(struct join *j, const struct stray *s)
{
	const struct result *r = s->result;
	const struct tally_plan *plan = &j->t->plans[s->plan];
	struct found_plan *of = &j->of[s->plan];
	struct key *like;

	if (of->told || of->strays <= of->lost || may_have(plan, r->task) || !diag_takes(j->diag, DIAG_RESULT_TASK))
		return;
	like = like_task(j, s->plan, r->task);
	if (like != NULL) {
		like->claimed = true;
		DIAG(j->diag, RESULT_TASK_NEAR, r->task_at, "", plan->path, r->task, like->text,
		    diag_place(j->diag, like->task->node->at));
	} else if (of->n > 0) {
		like = &j->tasks[of->first];
		DIAG(j->diag, RESULT_TASK, r->task_at, "", plan->path, r->task, like->text,
		    diag_place(j->diag, like->task->node->at));
	} else {
		of->told = true;
		if (!plan->faulty)
			DIAG(j->diag, RESULT_TASKLESS, r->task_at, "", plan->path, diag_place(j->diag, plan->at));
	}
}

/* A total that a file gives against the sum of its own results. */
static void
check_total(struct join *j, const struct results *r, const struct money *given, size_t member)
{
	int64_t sum = 0;
	size_t parts = 0;

	if (given->at == NULL || r->items_at == NULL)
		return;
	for (size_t i = 0; i < r->n; i++) {
		const struct money *m = (const void *)((const char *)&r->items[i] + member);
		parts += m->at != NULL;
		if (__builtin_add_overflow(sum, m->value, &sum)) {
			DIAG(j->diag, RESULTS_LARGE, m->at, "", name_of(j, &r->items[i]));
			return;
		}
	}
	if (parts == 0 && given->value > 0)
		DIAG(j->diag, TOTAL_ALONE, given->at, "", number_grouped(j->mem, given->value, "."));
	else if (sum != given->value)
		DIAG(j->diag, TOTAL_SUM, given->at, "", number_grouped(j->mem, given->value, "."),
		    number_grouped(j->mem, sum, "."), diag_place(j->diag, r->items_at));
}

static void
tell_resultless(struct join *j)
{
	for (size_t i = 0; i < j->ntasks && diag_takes(j->diag, DIAG_TASK_RESULTLESS); i++) {
		const struct key *k = &j->tasks[i];
		const struct results *file = j->of[k->plan].file;
		if (k->task->result == NULL && !k->claimed)
			DIAG(j->diag, TASK_RESULTLESS, k->task->node->at, "", k->task->title,
			    file != NULL ? diag_place(j->diag, file->items_at)
			    : place_of_list(j, j->files->named->results));
	}
}

/* Reads a file; -1 when it is lost. */
static int
join_file(struct join *j, const struct annual_file *f)
{
	const struct results *r = results_read(j->mem, j->diag, f->source);

	if (diag_failed_in(j->diag, f->source) && annual_file_is_other(j->diag, f, "results", "body", DIAG_ANNUAL_PLAN))
		return -1;
	if (r == NULL)
		return -1;
	for (size_t i = 0; i < r->n; i++)
		join_result(j, r, &r->items[i]);
	if (!r->allocated_lost)
		check_total(j, r, &r->allocated, offsetof(struct result, allocated));
	if (!r->spent_lost)
		check_total(j, r, &r->spent, offsetof(struct result, spent));
	j->t->money_lost |= r->allocated_lost;
	return r->whole ? 0 : -1;
}

void
tally_join(struct arena *mem, struct diag *d, struct tally *t, const struct join_files *files)
{
	struct join j = { .mem = mem, .diag = d, .t = t, .files = files,
	    .whole = files->results->nlost == 0 && files->named->nresults > 0 };
	size_t names = files->plans->n * 2 + t->nplans, words = names > t->ntasks ? names : t->ntasks;

	j.of = arena_array(mem, t->nplans, sizeof *j.of);
	j.words = arena_array(mem, words + 1, sizeof *j.words);
	list_plans(&j);
	list_tasks(&j);
	for (size_t i = 0; i < files->results->n; i++)
		if (join_file(&j, &files->results->items[i]) != 0)
			j.whole = false;
	for (size_t i = 0; i < j.nstrays; i++)
		tell_stray(&j, &j.strays[i]);
	t->money_lost |= !j.whole;
	if (j.whole)
		tell_resultless(&j);
}
