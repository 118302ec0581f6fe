#include "tally_join.h"
#include "annual_file.h"
#include "arena.h"
#include "diag.h"
#include "number.h"
#include "tally_adopt.h"

#include <stddef.h>
#include <string.h>

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
	const struct tally_files *files;
	struct tally_refs refs;
	struct found_plan *of;		/* by plan */
	struct stray	*strays;
	size_t		 nstrays, strays_cap;
	bool		 whole;		/* all results name their tasks */
	struct tally_index adopted;	/* keys of results that are tasks by themselves */
};

/* Where the keys of each plan's tasks are, and what is lost of them. */
static void
find_tasks(struct join *j)
{
	for (size_t i = 0; i < j->t->ntasks; i++) {
		const struct tally_task *task = &j->t->tasks[i];
		const char *id = task->node->task->id;
		if (id != NULL && id[0] != '\0')
			continue;
		if (task->plan->faulty)
			j->of[task->plan - j->t->plans].lost++;
		else
			DIAG(j->diag, TASK_KEYLESS, task->node->at, "", task->title);
	}
	for (size_t i = j->refs.ntasks; i-- > 0;) {
		j->of[j->refs.tasks[i].plan].first = i;
		j->of[j->refs.tasks[i].plan].n++;
	}
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
is_shared(const struct join *j, const struct tally_ref *k)
{
	return (k > j->refs.tasks && tally_ref_same(k - 1, k))
	    || (k + 1 < j->refs.tasks + j->refs.ntasks && tally_ref_same(k + 1, k));
}

/* Which of the tasks is meant nobody can say: that two have the key is now an error. */
static void
refuse_shared(struct join *j, struct tally_ref *k)
{
	diag_set_level(j->diag, DIAG_TASK_ID_SAME, TT_ERROR);
	while (k > j->refs.tasks && tally_ref_same(k - 1, k))
		k--;
	k->claimed = true;
	for (k++; k < j->refs.tasks + j->refs.ntasks && tally_ref_same(k - 1, k); k++) {
		k->claimed = true;
		j->of[k->plan].lost++;
	}
}

static void
join_result(struct join *j, const struct results *file, const struct result *r)
{
	struct tally_task *task;
	size_t plan;
	struct tally_ref *found;

	check_money(j, r);
	if (j->files->alone && r->task != NULL) {
		tally_adopt(j->mem, j->diag, j->t, &j->adopted, file, r);
		return;
	}
	if (r->task == NULL || tally_ref_plan(&j->refs, file, r, &plan) != 0) {
		j->whole = false;
		return;
	}
	j->of[plan].file = file;
	found = tally_ref_task(&j->refs, plan, r->task);
	if (found == NULL) {
		j->strays = arena_grow(j->mem, j->strays, j->nstrays, &j->strays_cap, sizeof *j->strays);
		j->strays[j->nstrays++] = (struct stray){ r, plan };
		j->of[plan].strays++;
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
static struct tally_ref *
like_task(struct join *j, size_t plan, const char *id)
{
	struct tally_ref *keys = j->refs.tasks + j->of[plan].first;
	const char *like;
	size_t n = 0;

	for (size_t i = 0; i < j->of[plan].n; i++)
		if (keys[i].task->result == NULL && !keys[i].claimed)
			j->refs.words[n++] = keys[i].text;
	like = tally_ref_like(&j->refs, id, n);
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
	struct tally_ref *like;

	if (of->told || of->strays <= of->lost || may_have(plan, r->task) || !diag_takes(j->diag, DIAG_RESULT_TASK))
		return;
	like = like_task(j, s->plan, r->task);
	if (like != NULL) {
		like->claimed = true;
		DIAG(j->diag, RESULT_TASK_NEAR, r->task_at, "", plan->path, r->task, like->text,
		    diag_place(j->diag, like->task->node->at));
	} else if (of->n > 0) {
		like = &j->refs.tasks[of->first];
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
	for (size_t i = 0; i < j->refs.ntasks && diag_takes(j->diag, DIAG_TASK_RESULTLESS); i++) {
		const struct tally_ref *k = &j->refs.tasks[i];
		const struct results *file = j->of[k->plan].file;
		if (k->task->result == NULL && !k->claimed)
			DIAG(j->diag, TASK_RESULTLESS, k->task->node->at, "", k->task->title,
			    file != NULL ? diag_place(j->diag, file->items_at)
			    : tally_ref_place(&j->refs, j->files->named->results));
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
tally_join(struct arena *mem, struct diag *d, struct tally *t, const struct tally_files *files)
{
	struct join j = { .mem = mem, .diag = d, .t = t, .files = files,
	    .whole = files->results->nlost == 0 && files->named->nresults > 0 };

	j.of = arena_array(mem, t->nplans, sizeof *j.of);
	tally_refs_open(&j.refs, mem, d, t, files);
	find_tasks(&j);
	for (size_t i = 0; i < files->results->n; i++)
		if (join_file(&j, &files->results->items[i]) != 0)
			j.whole = false;
	for (size_t i = 0; i < j.nstrays; i++)
		tell_stray(&j, &j.strays[i]);
	t->money_lost |= !j.whole;
	if (j.whole)
		tell_resultless(&j);
}
