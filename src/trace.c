#include "trace.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "wrap.h"

#include <string.h>

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
put_source(struct arena *mem, struct buffer *b, const struct where *at, const char *const *links, bool first)
{
	const struct where *root = at;
	int line, column;

	while (root->up != NULL)
		root = root->up;
	locate_value(at, 0, &line, &column);
	buffer_text(b, first ? "\n      {" : ",\n      {");
	buffer_member(b, "file", root->source != NULL ? root->source->name : "");
	buffer_printf(b, ", \"line\": %d, \"column\": %d, ", line, column);
	buffer_member(b, "pointer", diag_pointer(mem, at));
	put_links(b, links);
	buffer_byte(b, '}');
}

/* Of a task the place of its result, or of itself when it has none. */
static void
put_sources(struct arena *mem, struct buffer *b, const struct figure *f)
{
	bool first = true;

	buffer_text(b, "\"sources\": [");
	for (size_t i = 0; i < f->ntasks; i++, first = false) {
		const struct result *r = f->tasks[i]->result;
		put_source(mem, b, r != NULL ? r->at : f->tasks[i]->node->at, r != NULL ? r->links : NULL, first);
	}
	for (size_t i = 0; i < f->nquantities; i++, first = false)
		put_source(mem, b, f->quantities[i]->at, NULL, first);
	buffer_byte(b, ']');
}

static void
put_figure(struct arena *mem, struct buffer *b, const struct figure *f, const struct page *page, bool first)
{
	buffer_text(b, first ? "\n    {" : ",\n    {");
	buffer_printf(b, "\"page\": %d, ", page->number);
	buffer_member(b, "name", f->name);
	buffer_text(b, ", ");
	buffer_member(b, "text", f->text);
	buffer_text(b, ", ");
	buffer_member(b, "formula", f->formula);
	buffer_text(b, ",\n     ");
	put_sources(mem, b, f);
	buffer_byte(b, '}');
}

void
trace_print(struct arena *mem, struct buffer *b, const struct figures *figures, const struct pages *pages)
{
	bool *seen = arena_array(mem, figures->n + 1, sizeof *seen), first = true;

	buffer_text(b, "{\n  \"figures\": [");
	for (size_t p = 0; p < pages->npages; p++)
		for (size_t i = 0; i < pages->pages[p].n; i++) {
			const struct line *line = pages->pages[p].items[i].line;
			for (size_t k = 0; line != NULL && k < line->n; k++) {
				int figure = line->pieces[k].figure;
				if (figure == 0 || seen[figure])
					continue;
				seen[figure] = true;
				put_figure(mem, b, &figures->items[figure - 1], &pages->pages[p], first);
				first = false;
			}
		}
	buffer_text(b, "\n  ]\n}\n");
}
