#include "tally_read.h"
#include "annual_file.h"
#include "arena.h"
#include "diag.h"
#include "inline.h"
#include "tally_check.h"
#include "tally_join.h"
#include "tally_sum.h"

#include <string.h>

static const char *
code_of(struct arena *mem, const struct plan *p)
{
	return p->number != NULL && p->symbol != NULL ? arena_printf(mem, "%s/%s", p->number, p->symbol) : NULL;
}

static const struct texts *
names_of(const struct task *task, enum task_part first, enum task_part other)
{
	const struct task_line *line = &task->lines[first];

	return line->at != NULL ? &line->names : &task->lines[other].names;
}

struct walk {				/* through the nodes of a plan */
	struct arena	*mem;
	const struct profile *p;
	struct tally	*t;
	const struct tally_plan *plan;
};

struct heading {			/* that tasks stand under */
	const char	*title;		/* "" none */
	const struct where *at;
};

static void
add_task(struct walk *w, const struct node *n, const struct heading *h)
{
	struct tally *t = w->t;

	t->tasks = arena_grow(w->mem, t->tasks, t->ntasks, &t->tasks_cap, sizeof *t->tasks);
	t->tasks[t->ntasks++] = (struct tally_task){ .plan = w->plan, .node = n, .group = h->title, .heading = h->at, .field = h->title,
		.title = inline_plain(w->mem, w->p, &n->text), .leads = names_of(n->task, TASK_LEAD, TASK_EXECUTORS),
		.partners = &n->task->lines[TASK_PARTNERS].names, .time = &n->task->lines[TASK_TIME] };
}

static void
add_tasks(struct walk *w, const struct nodes *nodes, const struct heading *above)
{
	for (size_t i = 0; i < nodes->n; i++) {
		const struct node *n = &nodes->items[i];
		struct heading own = *above;
		if (n->kind == NODE_HEADING)
			own = (struct heading){ inline_plain(w->mem, w->p, &n->text), n->text.at };
		if (n->kind == NODE_TASK)
			add_task(w, n, above);
		add_tasks(w, &n->intro, above);
		for (int part = 0; n->task != NULL && part < TASK__PARTS; part++)
			add_tasks(w, &n->task->lines[part].items, above);
		add_tasks(w, &n->items, &own);
	}
}

/* Whether a plan may be reported on. */
static bool
check_secrecy(struct diag *d, const struct plan *report, const struct plan *plan, bool secret)
{
	const struct where *mark = plan->stamps[STAMP_SECRECY].at;

	if (mark == NULL)
		return true;
	if (!secret)
		DIAG(d, SECRET_REFUSED, mark, "");
	else if (report->stamps[STAMP_SECRECY].at == NULL)
		DIAG(d, REPORT_SECRECY, mark, "");
	return secret;
}

/* One plan under two names would be counted twice. */
static void
check_same(struct diag *d, const struct annual_files *files, const struct annual_found *found)
{
	for (size_t i = 0; i < found->n; i++)
		for (size_t k = 0; k < i; k++) {
			const struct source *a = found->items[i].source, *b = found->items[k].source;
			if (a->len == b->len && memcmp(a->text, b->text, a->len) == 0)
				DIAG(d, ANNUAL_SAME, files->at, "", found->items[i].path, found->items[k].path);
		}
}

/* Reads the plans; those that cannot be read are told and left out. */
static void
read_plans(struct walk *w, struct diag *d, const struct annual_found *files, const struct plan *report, bool secret)
{
	struct tally *t = w->t;

	t->plans = arena_array(w->mem, files->n, sizeof *t->plans);
	for (size_t i = 0; i < files->n; i++) {
		const struct plan *plan = plan_read(w->mem, d, files->items[i].source);
		if (plan != NULL && check_secrecy(d, report, plan, secret))
			t->plans[t->nplans++] = (struct tally_plan){ files->items[i].path, code_of(w->mem, plan), plan };
	}
	for (size_t i = 0; i < t->nplans; i++) {
		w->plan = &t->plans[i];
		add_tasks(w, &t->plans[i].plan->body, &(struct heading){ "", NULL });
	}
}

const struct tally *
tally_read(struct arena *mem, struct diag *d, const struct profile *p, const struct plan *report,
    const struct annual_files *files, const char *folder, bool secret)
{
	struct tally *t = arena_new(mem, sizeof *t);
	struct walk w = { mem, p, t, NULL };
	struct annual_found plans = { 0 }, results = { 0 };

	annual_files(mem, d, folder, files->plans, files->at, &plans);
	annual_files(mem, d, folder, files->results, files->at, &results);
	check_same(d, files, &plans);
	read_plans(&w, d, &plans, report, secret);
	t->results = arena_array(mem, results.n, sizeof *t->results);
	for (t->nresults = 0; t->nresults < results.n; t->nresults++)
		t->results[t->nresults] = results.items[t->nresults].source;
	tally_join(mem, d, t, &results);
	tally_check(mem, d, t, files == &report->annual->now ? report->annual : NULL);
	if (diag_failed(d))
		return NULL;
	tally_sum(mem, d, t, report->annual->year);
	tally_check_money(mem, d, t);
	return diag_failed(d) ? NULL : t;
}
