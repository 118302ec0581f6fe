#include "tally_join.h"
#include "annual_file.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"
#include "number.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct key {				/* how results may name a plan, or a task in it */
	const char	*text;
	size_t		 plan;
	struct tally_task *task;	/* NULL: a plan's */
};

struct join {
	struct arena	*mem;
	struct diag	*diag;
	struct tally	*t;
	struct key	*plans, *tasks;	/* by text, by plan and text */
	size_t		 nplans, ntasks;
	const char	**ids;		/* room for keys of tasks */
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

const char *
tally_place(struct arena *mem, const struct where *at)
{
	const struct where *root = at;
	int line, column;

	while (root->up != NULL)
		root = root->up;
	locate_value(at, 0, &line, &column);
	return arena_printf(mem, "%s:%d:%d (%s)", root->source != NULL ? root->source->name : "", line, column,
	    diag_pointer(mem, at));
}

/* Path, last part of the path, number and symbol of each plan. */
static void
list_plans(struct join *j)
{
	j->plans = arena_array(j->mem, j->t->nplans * 3, sizeof *j->plans);
	for (size_t i = 0; i < j->t->nplans; i++) {
		const struct tally_plan *p = &j->t->plans[i];
		const char *slash = strrchr(p->path, '/');
		j->plans[j->nplans++] = (struct key){ p->path, i, NULL };
		if (slash != NULL)
			j->plans[j->nplans++] = (struct key){ slash + 1, i, NULL };
		if (p->code != NULL)
			j->plans[j->nplans++] = (struct key){ p->code, i, NULL };
	}
	if (j->nplans > 1)
		qsort(j->plans, j->nplans, sizeof *j->plans, by_text);
}

static void
list_tasks(struct join *j)
{
	j->tasks = arena_array(j->mem, j->t->ntasks, sizeof *j->tasks);
	j->ids = arena_array(j->mem, j->t->ntasks + 1, sizeof *j->ids);
	for (size_t i = 0; i < j->t->ntasks; i++) {
		struct tally_task *task = &j->t->tasks[i];
		if (task->node->task->id == NULL)
			DIAG(j->diag, TASK_KEYLESS, task->node->at, "", task->title);
		else
			j->tasks[j->ntasks++] = (struct key){ task->node->task->id, (size_t)(task->plan - j->t->plans), task };
	}
	if (j->ntasks > 1)
		qsort(j->tasks, j->ntasks, sizeof *j->tasks, by_plan);
}

/* The plan a result speaks of; -1 after a message. */
static int
find_plan(const struct join *j, const struct result *r, size_t *plan)
{
	size_t i = 0, n = j->nplans;

	if (r->plan == NULL && j->t->nplans == 1)
		return *plan = 0, 0;
	if (r->plan == NULL)
		return DIAG(j->diag, RESULT_PLAN_NONE, r->at, "");
	while (i < n) {				/* the first key that is not before it */
		size_t middle = i + (n - i) / 2;
		if (strcmp(j->plans[middle].text, r->plan) < 0)
			i = middle + 1;
		else
			n = middle;
	}
	if (i == j->nplans || strcmp(j->plans[i].text, r->plan) != 0)
		return DIAG(j->diag, RESULT_PLAN, r->at, "", r->plan);
	*plan = j->plans[i].plan;
	if (i + 1 < j->nplans && strcmp(j->plans[i + 1].text, r->plan) == 0 && j->plans[i + 1].plan != *plan)
		return DIAG(j->diag, RESULT_PLAN_MANY, r->at, "", r->plan, j->t->plans[*plan].path,
		    j->t->plans[j->plans[i + 1].plan].path);
	return 0;
}

/* A task of the plan with a key like the one given, or NULL. */
static const char *
like_task(const struct join *j, size_t plan, const char *id)
{
	size_t n = 0;

	if (!diag_takes(j->diag, DIAG_RESULT_TASK))
		return NULL;
	for (size_t i = 0; i < j->ntasks; i++)
		if (j->tasks[i].plan == plan)
			j->ids[n++] = j->tasks[i].text;
	j->ids[n] = NULL;
	return bind_nearest(id, j->ids);
}

static void
check_money(struct join *j, const struct result *r)
{
	if (r->spent.at != NULL && r->allocated.at != NULL && r->spent.value > r->allocated.value)
		DIAG(j->diag, SPENT_OVER, r->spent.at, "", r->task, number_grouped(j->mem, r->spent.value, "."),
		    number_grouped(j->mem, r->allocated.value, "."), tally_place(j->mem, r->allocated.at));
}

static void
join_result(struct join *j, const struct result *r)
{
	struct key key = { r->task, 0, NULL };
	const struct key *found;
	struct tally_task *task;
	const char *like;

	if (r->task == NULL || find_plan(j, r, &key.plan) != 0)
		return;
	found = j->ntasks == 0 ? NULL : bsearch(&key, j->tasks, j->ntasks, sizeof *j->tasks, by_plan);
	if (found == NULL) {
		like = like_task(j, key.plan, r->task);
		if (like != NULL)
			DIAG(j->diag, RESULT_TASK_NEAR, r->at, "", j->t->plans[key.plan].path, r->task, like);
		else
			DIAG(j->diag, RESULT_TASK, r->at, "", j->t->plans[key.plan].path, r->task);
		return;
	}
	task = found->task;
	if (task->result != NULL) {
		DIAG(j->diag, RESULT_TWICE, r->at, "", r->task, tally_place(j->mem, task->result->at));
		return;
	}
	task->result = r;
	task->status = r->status;
	task->field = r->field != NULL ? r->field : task->field;
	task->late = r->status == RESULT_DONE && r->finished.given && task->time->to.given && date_number(&r->finished) > date_number(&task->time->to);
	check_money(j, r);
}

/* A total that a file gives against the sum of its own results. */
static void
check_total(struct join *j, const struct results *r, const struct money *given, size_t member)
{
	int64_t sum = 0;
	size_t parts = 0;

	if (given->at == NULL)
		return;
	for (size_t i = 0; i < r->n; i++) {
		const struct money *m = (const void *)((const char *)&r->items[i] + member);
		parts += m->at != NULL;
		if (__builtin_add_overflow(sum, m->value, &sum)) {
			DIAG(j->diag, RESULTS_LARGE, m->at, "", r->items[i].task);
			return;
		}
	}
	if (parts == 0 && given->value > 0)
		DIAG(j->diag, TOTAL_ALONE, given->at, "", number_grouped(j->mem, given->value, "."));
	else if (sum != given->value)
		DIAG(j->diag, TOTAL_SUM, given->at, "", number_grouped(j->mem, given->value, "."),
		    number_grouped(j->mem, sum, "."), r->n > 0 ? tally_place(j->mem, r->items[0].at) : "");
}

void
tally_join(struct arena *mem, struct diag *d, struct tally *t, const struct annual_found *files)
{
	struct join j = { .mem = mem, .diag = d, .t = t };

	list_plans(&j);
	list_tasks(&j);
	for (size_t i = 0; i < files->n; i++) {
		const struct results *r = results_read(mem, d, files->items[i].source);
		for (size_t k = 0; r != NULL && k < r->n; k++)
			join_result(&j, &r->items[k]);
		if (r != NULL) {
			check_total(&j, r, &r->allocated, offsetof(struct result, allocated));
			check_total(&j, r, &r->spent, offsetof(struct result, spent));
		}
	}
	for (size_t i = 0; i < t->ntasks; i++)
		if (t->tasks[i].result == NULL && t->tasks[i].node->task->id != NULL)
			DIAG(d, TASK_RESULTLESS, t->tasks[i].node->at, "", t->tasks[i].title);
}
