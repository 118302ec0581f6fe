#include "tally_ref.h"
#include "annual_file.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { COMPARED_MAX = 200000 };		/* words compared in search of what may be meant */

static int
by_text(const void *a, const void *b)
{
	const struct tally_ref *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	return order != 0 ? order : (x->plan > y->plan) - (x->plan < y->plan);
}

static int
by_plan(const void *a, const void *b)
{
	const struct tally_ref *x = a, *y = b;

	return x->plan != y->plan ? (x->plan > y->plan) - (x->plan < y->plan) : strcmp(x->text, y->text);
}

/* Path, last part of the path, number and symbol of each plan. */
static void
list_plans(struct tally_refs *k)
{
	const struct annual_found *files = k->files->plans;

	k->plans = arena_array(k->mem, files->n * 2 + k->t->nplans, sizeof *k->plans);
	for (size_t i = 0; i < files->n; i++) {
		const struct annual_file *f = &files->items[i];
		const char *slash = strrchr(f->path, '/');
		if (f->plan == SIZE_MAX)
			continue;
		k->plans[k->nplans++] = (struct tally_ref){ .text = f->path, .plan = f->plan };
		if (slash != NULL)
			k->plans[k->nplans++] = (struct tally_ref){ .text = slash + 1, .plan = f->plan };
	}
	for (size_t i = 0; i < k->t->nplans; i++)
		if (k->t->plans[i].code != NULL)
			k->plans[k->nplans++] = (struct tally_ref){ .text = k->t->plans[i].code, .plan = i };
	if (k->nplans > 1)
		qsort(k->plans, k->nplans, sizeof *k->plans, by_text);
}

static void
list_tasks(struct tally_refs *k)
{
	k->tasks = arena_array(k->mem, k->t->ntasks, sizeof *k->tasks);
	for (size_t i = 0; i < k->t->ntasks; i++) {
		struct tally_task *task = &k->t->tasks[i];
		const char *id = task->node->task->id;
		if (id != NULL && id[0] != '\0')
			k->tasks[k->ntasks++] = (struct tally_ref){ .text = id,
			    .plan = (size_t)(task->plan - k->t->plans), .task = task };
	}
	if (k->ntasks > 1)
		qsort(k->tasks, k->ntasks, sizeof *k->tasks, by_plan);
}

void
tally_refs_open(struct tally_refs *k, struct arena *mem, struct diag *d, struct tally *t,
    const struct tally_files *files)
{
	size_t names = files->plans->n * 2 + t->nplans;

	*k = (struct tally_refs){ .mem = mem, .diag = d, .t = t, .files = files };
	k->words = arena_array(mem, (names > t->ntasks ? names : t->ntasks) + 1, sizeof *k->words);
	list_plans(k);
	list_tasks(k);
}

const char *
tally_ref_like(struct tally_refs *k, const char *name, size_t n)
{
	k->compared += n;
	k->words[n] = NULL;
	return k->compared > COMPARED_MAX ? NULL : bind_nearest(name, k->words);
}

/* Whether a plan that could not be read may have the name. */
static bool
may_be_lost(const struct tally_refs *k, const char *name)
{
	size_t n = strlen(name);
	bool lost = k->files->plans->nlost > 0;

	if (annual_file_is_lost(k->files->plans, name))
		return true;
	for (size_t i = 0; i < k->t->nplans; i++)
		lost |= k->t->plans[i].faulty && k->t->plans[i].code == NULL;
	return lost && (n < 5 || strcmp(name + n - 5, ".json") != 0);
}

const char *
tally_ref_place(const struct tally_refs *k, const struct annual_path *list)
{
	return diag_place(k->diag, list != NULL ? list->at->up : k->files->named->at);
}

static int
tell_plan(struct tally_refs *k, const struct result *r)
{
	const char *like = NULL, *place;

	if (k->t->nplans == 0 || may_be_lost(k, r->plan) || !diag_takes(k->diag, DIAG_RESULT_PLAN))
		return -1;
	for (size_t i = 0; i < k->nplans; i++)
		k->words[i] = k->plans[i].text;
	like = tally_ref_like(k, r->plan, k->nplans);
	place = tally_ref_place(k, k->files->named->plans);
	if (like != NULL)
		return DIAG(k->diag, RESULT_PLAN_NEAR, r->plan_at, "", r->plan, like, place);
	return DIAG(k->diag, RESULT_PLAN, r->plan_at, "", r->plan, place);
}

/* The plan of a result that names none, once for a file; -1 unless there is only one. */
static int
only_plan(struct tally_refs *k, const struct results *file, const struct result *r, size_t *plan)
{
	bool lost = k->files->plans->nlost > 0;

	*plan = 0;
	if (r->plan_lost || k->t->nplans == 0 || (k->t->nplans == 1 && lost))
		return -1;
	if (k->t->nplans == 1)
		return 0;
	if (k->planless != file)
		DIAG(k->diag, RESULT_PLAN_NONE, r->at, "", tally_ref_place(k, k->files->named->plans));
	k->planless = file;
	return -1;
}

int
tally_ref_plan(struct tally_refs *k, const struct results *file, const struct result *r, size_t *plan)
{
	size_t i = 0, n = k->nplans;

	if (r->plan == NULL)
		return only_plan(k, file, r, plan);
	while (i < n) {				/* the first key that is not before it */
		size_t middle = i + (n - i) / 2;
		if (strcmp(k->plans[middle].text, r->plan) < 0)
			i = middle + 1;
		else
			n = middle;
	}
	if (i == k->nplans || strcmp(k->plans[i].text, r->plan) != 0)
		return tell_plan(k, r);
	*plan = k->plans[i].plan;
	if (i + 1 < k->nplans && strcmp(k->plans[i + 1].text, r->plan) == 0 && k->plans[i + 1].plan != *plan) {
		const struct tally_plan *a = &k->t->plans[*plan], *b = &k->t->plans[k->plans[i + 1].plan];
		return DIAG(k->diag, RESULT_PLAN_MANY, r->plan_at, "", r->plan, a->path, b->path,
		    diag_place(k->diag, a->at), diag_place(k->diag, b->at));
	}
	return 0;
}

struct tally_ref *
tally_ref_task(const struct tally_refs *k, size_t plan, const char *text)
{
	struct tally_ref key = { .text = text, .plan = plan };

	return k->ntasks == 0 ? NULL : bsearch(&key, k->tasks, k->ntasks, sizeof *k->tasks, by_plan);
}

bool
tally_ref_same(const struct tally_ref *a, const struct tally_ref *b)
{
	return by_plan(a, b) == 0;
}
