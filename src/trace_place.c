#include "trace_place.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"

#include <stdlib.h>
#include <string.h>

enum {
	STRIDE = 4096,			/* bytes between places of a source that are known */
	ENOUGH = 1 << 16		/* bytes that are worth giving away */
};

void
trace_flush(struct tracer *t, bool rest)
{
	if (t->b->len == 0 || (!rest && t->b->len < ENOUGH))
		return;
	t->failed = t->failed || t->sink(t->user, t->b->data, t->b->len) != 0;
	t->b->len = 0;
}

static int
by_source(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct trace_file *)a)->source,
	    y = (uintptr_t)((const struct trace_file *)b)->source;

	return (x > y) - (x < y);
}

static void
add_files(struct tracer *t, const struct tally *tally)
{
	for (size_t i = 0; tally != NULL && i < tally->nplans; i++, t->nfiles++)
		t->files[t->nfiles] = (struct trace_file){ .source = tally->plans[i].plan->at->source,
		    .number = (int)t->nfiles };
	for (size_t i = 0; tally != NULL && i < tally->nresults; i++, t->nfiles++)
		t->files[t->nfiles] = (struct trace_file){ .source = tally->results[i], .number = (int)t->nfiles };
}

static size_t
files_of(const struct tally *tally)
{
	return tally == NULL ? 0 : tally->nplans + tally->nresults;
}

void
trace_files(struct tracer *t)
{
	const struct figures *f = t->figures;

	t->files = arena_array(t->mem, 1 + files_of(f->now) + files_of(f->before), sizeof *t->files);
	t->files[t->nfiles++] = (struct trace_file){ .source = f->report->source };
	add_files(t, f->now);
	add_files(t, f->before);
	qsort(t->files, t->nfiles, sizeof *t->files, by_source);
}

void
trace_span(const struct tracer *t, bool before, bool results, size_t *first, size_t *end)
{
	const struct tally *tally = before ? t->figures->before : t->figures->now;

	*first = 1 + (before ? files_of(t->figures->now) : 0) + (results ? tally->nplans : 0);
	*end = *first + (results ? tally->nresults : tally->nplans);
}

static struct trace_file *
file_of(struct tracer *t, const struct where *at)
{
	while (at->up != NULL)
		at = at->up;
	return bsearch(&(struct trace_file){ .source = at->source }, t->files, t->nfiles, sizeof *t->files, by_source);
}

int
trace_file_of(struct tracer *t, const struct where *at)
{
	return file_of(t, at)->number;
}

size_t
trace_task(const struct tracer *t, const struct tally_task *task, bool before)
{
	const struct figures *f = t->figures;

	return before ? f->now->ntasks + (size_t)(task - f->before->tasks) : (size_t)(task - f->now->tasks);
}

/* Each source is counted through once. */
static void
count_through(struct tracer *t, struct trace_file *f)
{
	struct position spot = { .source = NULL };

	f->spots = arena_array(t->mem, f->source->len / STRIDE + 1, sizeof *f->spots);
	for (size_t at = 0; at < f->source->len; at += STRIDE) {
		locate_byte(&spot, f->source, at);
		f->spots[f->nspots++] = spot;
	}
}

/* "line:column". */
static void
put_place(struct tracer *t, const char *name, struct trace_file *f, const struct where *at)
{
	ptrdiff_t offset = locate_start(at);
	size_t k = offset < 0 ? 0 : (size_t)offset / STRIDE;

	if (offset < 0)
		return;
	if (f->last.source != NULL && f->last.offset > (size_t)offset) {	/* not in the order of the text */
		if (f->spots == NULL)
			count_through(t, f);
		while (k > 0 && f->spots[k].offset > (size_t)offset)
			k--;
		f->last = f->spots[k];
	}
	locate_byte(&f->last, f->source, (size_t)offset);
	buffer_printf(t->b, ", \"%s\": \"%d:%d\"", name, f->last.line, f->last.column);
}

/* Where proof of a result is kept. */
static void
put_links(struct buffer *b, const char *const *links)
{
	if (links == NULL)
		return;
	buffer_text(b, ", \"links\": [");
	for (size_t i = 0; links[i] != NULL; i++) {
		buffer_text(b, i > 0 ? ", " : "");
		buffer_json(b, links[i], strlen(links[i]));
	}
	buffer_byte(b, ']');
}

static void
put_task(struct tracer *t, size_t number, const struct tally_task *task)
{
	const struct where *at = task->node->at;
	struct trace_file *plan = file_of(t, at), *results = task->result == NULL ? NULL : file_of(t, task->result->at);
	struct buffer *b = t->b;

	buffer_printf(b, "%s    {\"task\": %zu, \"plan\": %d, ", number > 0 ? ",\n" : "\n", number, plan->number);
	buffer_member(b, "pointer", diag_pointer(t->mem, at));
	put_place(t, "line", plan, at);
	if (results != NULL) {
		buffer_printf(b, ", \"results\": %d, ", results->number);
		buffer_member(b, "result", diag_pointer(t->mem, task->result->at));
		put_place(t, "result_line", results, task->result->at);
		put_links(b, task->result->links);
	}
	buffer_byte(b, '}');
	trace_flush(t, false);
}

void
trace_put_tasks(struct tracer *t)
{
	const struct tally *now = t->figures->now, *before = t->figures->before;

	buffer_text(t->b, ",\n  \"tasks\": [");
	for (size_t i = 0; i < now->ntasks; i++)
		put_task(t, i, &now->tasks[i]);
	for (size_t i = 0; before != NULL && i < before->ntasks; i++)
		put_task(t, now->ntasks + i, &before->tasks[i]);
	buffer_text(t->b, "\n  ]");
}

static void
put_file(struct tracer *t, size_t number, const char *kind, bool before, const struct source *source)
{
	buffer_printf(t->b, "%s    {\"file\": %zu, \"kind\": \"%s\", \"period\": \"%s\", ",
	    number > 0 ? ",\n" : "\n", number, kind,
	    before ? "before" : "this");
	buffer_member(t->b, "name", source->name);
	buffer_byte(t->b, '}');
	trace_flush(t, false);
}

void
trace_put_files(struct tracer *t)
{
	size_t n = 0;

	buffer_text(t->b, ",\n  \"files\": [");
	put_file(t, n++, "report", false, t->figures->report->source);
	for (int before = 0; before < 2; before++) {
		const struct tally *tally = before ? t->figures->before : t->figures->now;
		for (size_t i = 0; tally != NULL && i < tally->nplans; i++)
			put_file(t, n++, "plan", before, tally->plans[i].plan->at->source);
		for (size_t i = 0; tally != NULL && i < tally->nresults; i++)
			put_file(t, n++, "results", before, tally->results[i]);
	}
	buffer_text(t->b, "\n  ]");
}
