#include "trace.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "wrap.h"

#include <string.h>

enum { STRIDE = 4096 };			/* bytes between places of a source that are known */

struct strides {			/* counted places of a source, in its order */
	const struct source	*source;
	struct position		*spots;
	size_t			 n;
};

struct tracer {
	struct arena	*mem;
	struct buffer	*b;
	struct strides	*sources;	/* those met */
	size_t		 n, cap;
	size_t		 last;		/* the one asked for before */
};

/* Each source is counted through once. */
static const struct strides *
strides_of(struct tracer *t, const struct source *source)
{
	struct position spot = { .source = NULL };
	struct strides *s;

	for (size_t i = 0; i < t->n; i++) {
		size_t k = (t->last + i) % t->n;
		if (t->sources[k].source == source)
			return &t->sources[t->last = k];
	}
	t->sources = arena_grow(t->mem, t->sources, t->n, &t->cap, sizeof *t->sources);
	s = &t->sources[t->last = t->n++];
	*s = (struct strides){ .source = source, .spots = arena_array(t->mem, source->len / STRIDE + 1, sizeof *s->spots) };
	for (size_t at = 0; at < source->len; at += STRIDE) {
		locate_byte(&spot, source, at);
		s->spots[s->n++] = spot;
	}
	return s;
}

static struct position
place_of(struct tracer *t, const struct where *at, const struct source *source)
{
	ptrdiff_t offset = source == NULL ? -1 : locate_start(at);
	const struct strides *s = offset < 0 ? NULL : strides_of(t, source);
	struct position spot = { .source = NULL };
	size_t k = offset < 0 ? 0 : (size_t)offset / STRIDE;

	if (s == NULL)
		return spot;
	while (k > 0 && s->spots[k].offset > (size_t)offset)
		k--;
	spot = s->spots[k];
	locate_byte(&spot, source, (size_t)offset);
	return spot;
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
put_source(struct tracer *t, const struct where *at, const char *const *links, bool first)
{
	const struct where *root = at;
	struct buffer *b = t->b;
	struct position spot;

	while (root->up != NULL)
		root = root->up;
	spot = place_of(t, at, root->source);
	buffer_text(b, first ? "\n      {" : ",\n      {");
	buffer_member(b, "file", root->source != NULL ? root->source->name : "");
	buffer_printf(b, ", \"line\": %d, \"column\": %d, ", spot.line, spot.column);
	buffer_member(b, "pointer", diag_pointer(t->mem, at));
	put_links(b, links);
	buffer_byte(b, '}');
}

/* Of a task the place of its result, or of itself when it has none. */
static void
put_sources(struct tracer *t, const struct figure *f)
{
	struct buffer *b = t->b;
	bool first = true;

	buffer_text(b, "\"sources\": [");
	for (size_t i = 0; i < f->ntasks; i++, first = false) {
		const struct result *r = f->tasks[i]->result;
		put_source(t, r != NULL ? r->at : f->tasks[i]->node->at, r != NULL ? r->links : NULL, first);
	}
	for (size_t i = 0; i < f->nquantities; i++, first = false)
		put_source(t, f->quantities[i]->at, NULL, first);
	buffer_byte(b, ']');
}

static void
put_figure(struct tracer *t, const struct figure *f, const struct page *page, bool first)
{
	struct buffer *b = t->b;

	buffer_text(b, first ? "\n    {" : ",\n    {");
	buffer_printf(b, "\"page\": %d, ", page->number);
	buffer_member(b, "name", f->name);
	buffer_text(b, ", ");
	buffer_member(b, "text", f->text);
	buffer_text(b, ", ");
	buffer_member(b, "formula", f->formula);
	buffer_text(b, ",\n     ");
	put_sources(t, f);
	buffer_byte(b, '}');
}

void
trace_print(struct arena *mem, struct buffer *b, const struct figures *figures, const struct pages *pages)
{
	bool *seen = arena_array(mem, figures->n + 1, sizeof *seen), first = true;
	struct tracer t = { .mem = mem, .b = b };

	buffer_text(b, "{\n  \"figures\": [");
	for (size_t p = 0; p < pages->npages; p++)
		for (size_t i = 0; i < pages->pages[p].n; i++) {
			const struct line *line = pages->pages[p].items[i].line;
			for (size_t k = 0; line != NULL && k < line->n; k++) {
				int figure = line->pieces[k].figure;
				if (figure == 0 || seen[figure])
					continue;
				seen[figure] = true;
				put_figure(&t, &figures->items[figure - 1], &pages->pages[p], first);
				first = false;
			}
		}
	buffer_text(b, "\n  ]\n}\n");
}
