#include "tally_read.h"
#include "annual_file.h"
#include "arena.h"
#include "diag.h"
#include "inline.h"
#include "sentence.h"
#include "tally_check.h"
#include "tally_join.h"
#include "tally_sum.h"

#include <stdint.h>
#include <string.h>

/* Number and symbol as the plan gives them, or NULL when one is left to the profile. */
static const char *
code_of(struct arena *mem, const struct plan *p)
{
	return p->number != NULL && p->symbol != NULL ? arena_printf(mem, "%s/%s", p->number, p->symbol) : NULL;
}

/* Names of a labelled line, or of the other when a task has no such line. */
static const struct texts *
names_of(const struct task *task, enum task_part first, enum task_part other)
{
	const struct task_line *line = task->lines[first];

	return line->at != NULL ? &line->names : &task->lines[other]->names;
}

struct walk {				/* through the nodes of a plan */
	struct arena	*mem;
	const struct profile *p;	/* its words for sentence case */
	struct tally	*t;		/* gets the tasks */
	const struct tally_plan *plan;	/* that is walked through */
};

struct heading {			/* that tasks stand under */
	const char	*title;		/* "" none */
	const struct where *at;		/* NULL: none */
};

static const char *
title_of(struct walk *w, const struct node *n)
{
	return sentence_case(w->mem, w->p, inline_plain(w->mem, w->p, w->plan->plan, &n->text));
}

static void
add_task(struct walk *w, const struct node *n, const struct heading *h)
{
	struct tally *t = w->t;

	t->tasks = arena_grow(w->mem, t->tasks, t->ntasks, &t->tasks_cap, sizeof *t->tasks);
	t->tasks[t->ntasks++] = (struct tally_task){ .plan = w->plan, .node = n, .group = h->title, .heading = h->at,
		.field = h->title,
		.title = title_of(w, n), .leads = names_of(n->task, TASK_LEAD, TASK_EXECUTORS),
		.partners = &n->task->lines[TASK_PARTNERS]->names, .time = n->task->lines[TASK_TIME] };
}

static void
add_tasks(struct walk *w, const struct nodes *nodes, const struct heading *above)
{
	for (size_t i = 0; i < nodes->n; i++) {
		const struct node *n = &nodes->items[i];
		struct heading own = *above;
		if (n->kind == NODE_HEADING)
			own = (struct heading){ title_of(w, n), n->text.at };
		if (n->kind == NODE_TASK)
			add_task(w, n, above);
		add_tasks(w, &n->intro, above);
		for (int part = 0; n->task != NULL && part < TASK__PARTS; part++)
			add_tasks(w, &n->task->lines[part]->items, above);
		add_tasks(w, &n->items, &own);
	}
}

bool
tally_may_read(struct diag *d, const struct tally_input *in, const struct plan *plan)
{
	const struct where *mark = plan->stamps[STAMP_SECRECY].at;

	if (mark == NULL)
		return true;
	if (!in->secret)
		DIAG(d, SECRET_REFUSED, mark, "");
	else if (in->report->stamps[STAMP_SECRECY].at == NULL)
		DIAG(d, REPORT_SECRECY, mark, "");
	return in->secret;
}

/* The first of the files that has the same bytes as file i, which is told; NULL: there is none before it. */
static const struct annual_file *
find_same(struct diag *d, const struct annual_found *found, size_t i)
{
	const struct annual_file *b = &found->items[i];

	for (const struct annual_file *a = found->items; a < b; a++)
		if (a->source->len == b->source->len && memcmp(a->source->text, b->source->text, a->source->len) == 0) {
			DIAG(d, ANNUAL_SAME, b->at, "", b->path, a->path, diag_place(d, a->at));
			return a;
		}
	return NULL;
}

/* Reads a plan into the next one of the tally, if it can be. */
static bool
read_plan(struct walk *w, struct diag *d, const struct annual_file *f, const struct tally_input *in)
{
	size_t messages = diag_count(d);
	const struct plan *plan = plan_read(w->mem, d, f->source);

	if ((plan == NULL || plan->annual != NULL || diag_count(d) != messages)
	    && annual_file_is_other(d, f, "body", "results", DIAG_ANNUAL_RESULTS))
		return false;
	if (plan == NULL || !tally_may_read(d, in, plan))
		return false;
	w->t->plans[w->t->nplans++] = (struct tally_plan){ f->path, code_of(w->mem, plan), plan, f->at,
	    diag_failed_in(d, f->source) };
	return true;
}

/* Reads the plans. One under two names is read once; of one that cannot be read the name is remembered. */
static void
read_plans(struct walk *w, struct diag *d, struct annual_found *files, const struct tally_input *in)
{
	struct tally *t = w->t;

	t->plans = arena_array(w->mem, files->n, sizeof *t->plans);
	for (size_t i = 0; i < files->n; i++) {
		struct annual_file *f = &files->items[i];
		const struct annual_file *same = find_same(d, files, i);
		if (same != NULL)
			f->plan = same->plan;
		else if (read_plan(w, d, f, in))
			f->plan = t->nplans - 1;
		if (f->plan == SIZE_MAX)
			annual_file_lost(w->mem, files, f->path);
	}
	for (size_t i = 0; i < t->nplans; i++) {
		w->plan = &t->plans[i];
		add_tasks(w, &t->plans[i].plan->body, &(struct heading){ "", NULL });
	}
}

/* Leaves out files of results that are there already, or were of the period before. */
static void
keep_results(struct arena *mem, struct diag *d, struct annual_found *results, const struct annual_found *earlier)
{
	size_t n = 0, k;

	for (size_t i = 0; i < results->n; i++) {
		const struct annual_file *f = &results->items[n];
		results->items[n] = results->items[i];
		for (k = 0; earlier != NULL && k < earlier->n && earlier->items[k].source != f->source;)
			k++;
		if (earlier != NULL && k < earlier->n) {
			DIAG(d, ANNUAL_BEFORE, f->at, "", f->path, diag_place(d, earlier->items[k].at));
			annual_file_lost(mem, results, f->path);
		} else {
			n += find_same(d, results, n) == NULL;
		}
	}
	results->n = n;
}

const struct tally *
tally_read(struct arena *mem, struct diag *d, const struct profile *p, const struct tally_input *in,
    const struct annual_files *files, const struct tally_found *earlier, struct tally_found *found)
{
	const struct annual *annual = in->report->annual;
	struct tally *t = arena_new(mem, sizeof *t);
	struct walk w = { mem, p, t, NULL };

	annual_files(mem, d, in->folder, files->plans, files->nplans, earlier != NULL ? &earlier->plans : NULL,
	    &found->plans);
	annual_files(mem, d, in->folder, files->results, files->nresults, earlier != NULL ? &earlier->results : NULL,
	    &found->results);
	keep_results(mem, d, &found->results, earlier != NULL ? &earlier->results : NULL);
	read_plans(&w, d, &found->plans, in);
	t->results = arena_array(mem, found->results.n, sizeof *t->results);
	for (t->nresults = 0; t->nresults < found->results.n; t->nresults++)
		t->results[t->nresults] = found->results.items[t->nresults].source;
	tally_join(mem, d, t, &(struct tally_files){ files, &found->plans, &found->results,
	    files != &annual->now && files->plans == NULL });
	tally_check(mem, d, t, files == &annual->now && annual->period_known ? annual : NULL);
	tally_sum(mem, d, t, annual->year);
	tally_check_money(mem, d, t);
	return t;
}
