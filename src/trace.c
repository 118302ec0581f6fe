#include "trace.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "trace_set.h"
#include "wrap.h"

static const char *const members[MEMBER__KINDS] = {
	[MEMBER_ITSELF] = "", [MEMBER_ALLOCATED] = "allocated", [MEMBER_SPENT] = "spent", [MEMBER_LEFT] = "left",
	[MEMBER_TARGET] = "target", [MEMBER_DONE] = "done", [MEMBER_NAME] = "name", [MEMBER_UNIT] = "unit",
	[MEMBER_LEAD] = "lead", [MEMBER_PARTNERS] = "partners", [MEMBER_FIELD] = "field", [MEMBER_YEAR] = "period/year",
	[MEMBER_NUMBER] = "number"
};

static const char *const ops[FIGURE__OPS] = {
	[FIGURE_COUNT] = "count", [FIGURE_SUM] = "sum", [FIGURE_DISTINCT] = "distinct", [FIGURE_GIVEN] = "given",
	[FIGURE_NEXT] = "add", [FIGURE_DIFFERENCE] = "difference", [FIGURE_RATIO] = "ratio", [FIGURE_SHARE] = "share"
};

/* How a number is computed, in English words; those of numbers computed from others are in brackets. */
static const char *
formula(struct tracer *t, const struct figure_part *p, bool inner)
{
	const char *member = members[p->member];

	switch (p->op) {
	case FIGURE_COUNT:
		return arena_printf(t->mem, "number of %s", trace_set_words(t, &p->set));
	case FIGURE_SUM:
		return arena_printf(t->mem, "sum of %s of %s",
		    p->member == MEMBER_LEFT ? "allocated less spent" : member, trace_set_words(t, &p->set));
	case FIGURE_DISTINCT:
		return arena_printf(t->mem, "number of different names under %s of %s", member,
		    trace_set_words(t, &p->set));
	case FIGURE_GIVEN:
		return p->member != MEMBER_ITSELF ? arena_printf(t->mem, "%s as given", member)
		    : inner && p->at->key != NULL ? arena_printf(t->mem, "%s as given", p->at->key) : "as given";
	case FIGURE_NEXT:
		return arena_printf(t->mem, "%s + 1", formula(t, &p->of[0], true));
	case FIGURE_DIFFERENCE:
		return arena_printf(t->mem, inner ? "(%s - %s)" : "%s - %s", formula(t, &p->of[0], true),
		    formula(t, &p->of[1], true));
	case FIGURE_RATIO:
	case FIGURE_SHARE:
		return arena_printf(t->mem, inner ? "(%s / %s)" : "%s / %s", formula(t, &p->of[0], true),
		    formula(t, &p->of[1], true));
	case FIGURE__OPS:
		break;
	}
	return "";
}

static void
put_pointer(struct tracer *t, const struct figure_part *p)
{
	const char *pointer = diag_pointer(t->mem, p->at);

	buffer_printf(t->b, "\"file\": %d, ", trace_file_of(t, p->at));
	buffer_member(t->b, "pointer", p->member == MEMBER_ITSELF ? pointer
	    : arena_printf(t->mem, "%s/%s", pointer, members[p->member]));
}

static void
put_part(struct tracer *t, const struct figure_part *p)
{
	struct buffer *b = t->b;

	/* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): every operation has its word */
	buffer_printf(b, "{\"op\": \"%s\", ", ops[p->op]);
	if (p->op == FIGURE_GIVEN)
		put_pointer(t, p);
	else if (p->of != NULL) {
		buffer_text(b, "\"of\": [");
		put_part(t, &p->of[0]);
		buffer_text(b, ", ");
		if (p->op == FIGURE_NEXT)
			buffer_byte(b, '1');
		else
			put_part(t, &p->of[1]);
		buffer_byte(b, ']');
	} else
		buffer_printf(b, "\"set\": %d", trace_set(t, &p->set));
	if (p->op == FIGURE_SUM || p->op == FIGURE_DISTINCT)
		buffer_printf(b, ", \"member\": \"%s/%s\"", p->op == FIGURE_DISTINCT ? "plan"
		    : p->set.kind == SET_QUANTITY ? "quantity" : "result", members[p->member]);
	buffer_byte(b, '}');
}

static void
put_figure(struct tracer *t, const struct figure *f, int page, bool first)
{
	struct buffer *b = t->b;

	buffer_printf(b, "%s    {\"page\": %d, ", first ? "\n" : ",\n", page);
	buffer_member(b, "name", f->name);
	buffer_text(b, ", ");
	buffer_member(b, "text", f->text);
	buffer_text(b, ",\n     ");
	buffer_member(b, "formula", formula(t, &f->part, false));
	buffer_text(b, ",\n     \"compute\": ");
	put_part(t, &f->part);
	buffer_byte(b, '}');
	trace_flush(t, false);
}

/* The figures of a line, once on each page. */
static void
put_line(struct tracer *t, const struct line *line, int page, int *seen, bool *first)
{
	for (size_t k = 0; k < line->n; k++) {
		int figure = line->pieces[k].figure;
		if (figure == 0 || seen[figure] == page)
			continue;
		seen[figure] = page;
		for (int more = t->figures->items[figure - 1].more; more >= 0; more--, figure++) {
			put_figure(t, &t->figures->items[figure - 1], page, *first);
			*first = false;
		}
	}
}

int
trace_print(struct arena *mem, const struct figures *figures, const struct pages *pages, tt_sink *sink, void *user)
{
	struct buffer b = { .mem = mem };
	struct tracer t = { .mem = mem, .b = &b, .sink = sink, .user = user, .figures = figures };
	int *seen = arena_array(mem, figures->n + 1, sizeof *seen);
	bool first = true;

	trace_files(&t);
	trace_sets(&t);
	buffer_text(&b, "{\n  \"version\": 1,\n  \"figures\": [");
	for (size_t p = 0; p < pages->npages; p++)
		for (size_t i = 0; i < pages->pages[p].n; i++)
			if (pages->pages[p].items[i].line != NULL)
				put_line(&t, pages->pages[p].items[i].line, pages->pages[p].number, seen, &first);
	buffer_text(&b, "\n  ]");
	trace_put_sets(&t);
	trace_put_tasks(&t);
	trace_put_files(&t);
	buffer_text(&b, "\n}\n");
	trace_flush(&t, true);
	return t.failed ? -1 : 0;
}
