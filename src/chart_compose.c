#include "chart_compose.h"
#include "arena.h"
#include "chart_words.h"
#include "plan_chart.h"
#include "template.h"

void
chart_compose(struct composer *c, struct block *parent, const struct plan_chart *chart)
{
	const struct profile *p = c->profile;
	struct block *b = block_add(c->mem, parent, BLOCK_CHART, "chart"), *caption;
	const char *words = inline_plain(c->mem, p, &chart->caption);

	b->chart = &chart->chart;
	b->at = chart->at;
	b->tag = inline_tag(c, c->within, "Figure");
	c->blocks->tags.items[b->tag].alt = chart_words(c->mem, p, chart, words);
	if (chart->caption.n == 0)
		return;
	b->keep_next = true;
	caption = inline_para(c, parent, "chart-caption", p->charts.caption, chart->at, inline_tag(c, c->within, "Caption"));
	if (!chart->unnumbered)
		inline_add(c, caption, template_fill(c->mem, p->charts.number, "n", arena_printf(c->mem, "%d", ++c->charts)),
		    0, chart->at);
	inline_text(c, caption, &chart->caption, 0);
}
