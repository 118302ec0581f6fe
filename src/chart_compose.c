#include "chart_compose.h"
#include "arena.h"
#include "chart_divide.h"
#include "chart_words.h"
#include "plan_chart.h"
#include "template.h"

/* " (part 2/3)", or "" when there is one alone. */
static const char *
division(struct composer *c, size_t part, size_t parts)
{
	const char *of = template_fill(c->mem, c->profile->charts.division, "n", arena_printf(c->mem, "%zu", part));

	return parts == 1 ? "" : template_fill(c->mem, of, "of", arena_printf(c->mem, "%zu", parts));
}

static void
add_caption(struct composer *c, struct block *parent, const struct plan_chart *chart, const char *of)
{
	const struct profile *p = c->profile;
	struct block *caption = inline_para(c, parent, "chart-caption", p->charts.caption, chart->at,
	    inline_tag(c, c->within, "Caption"));

	if (!chart->unnumbered)
		inline_add(c, caption,
		    template_fill(c->mem, p->charts.number, "n", arena_printf(c->mem, "%d", c->charts)), 0, chart->at);
	inline_text(c, caption, &chart->caption, 0);
	if (of[0] != '\0')
		inline_add(c, caption, of, 0, chart->at);
}

/* The chart or a part of it; what the first part says is about the whole. */
static void
add_chart(struct composer *c, struct block *parent, const struct plan_chart *whole, const struct chart *chart,
    const char *of)
{
	struct block *b = block_add(c->mem, parent, BLOCK_CHART, "chart");
	const char *caption = inline_plain(c->mem, c->profile, c->plan, &whole->caption);
	struct plan_chart said = *whole;

	if (chart->first > 0)
		said.chart = *chart;
	b->chart = chart;
	b->at = whole->at;
	b->tag = inline_tag(c, c->within, "Figure");
	b->keep_next = whole->caption.n > 0;
	c->blocks->tags.items[b->tag].alt = chart_words(c->mem, c->profile, &said,
	    chart->first > 0 ? arena_printf(c->mem, "%s%s", caption, of) : caption);
}

void
chart_compose(struct composer *c, struct block *parent, const struct plan_chart *chart)
{
	const struct sheet *sheet = &c->blocks->sections[c->blocks->nsections - 1].sheet;
	size_t parts = chart_parts(&c->profile->charts, sheet, &chart->chart), first = 0;

	c->charts += chart->caption.n > 0 && !chart->unnumbered;
	for (size_t part = 1; part <= parts; part++) {
		const struct chart *drawn = &chart->chart;
		if (parts > 1) {
			struct chart *own = arena_new(c->mem, sizeof *own);
			size_t end = chart_part_end(&c->profile->charts, sheet, &chart->chart, first, parts + 1 - part);
			chart_part(c->mem, &chart->chart, first, end - first, own);
			first = end;
			drawn = own;
		}
		add_chart(c, parent, chart, drawn, division(c, part, parts));
		if (chart->caption.n > 0)
			add_caption(c, parent, chart, division(c, part, parts));
	}
}
