#include "annual_run.h"
#include "arena.h"
#include "template.h"

#include <string.h>

void
annual_add(struct annual_work *w, struct annual_runs *out, const struct run *r)
{
	out->items = arena_grow(w->mem, out->items, out->n, &out->cap, sizeof *out->items);
	out->items[out->n++] = *r;
}

void
annual_say(struct annual_work *w, struct annual_runs *out, const struct run *like, const char *words, int figure)
{
	struct run run = *like;

	run.text = words;
	run.figure = figure;
	run.lead = figure > 0 ? like->lead : NULL;
	if (words[0] != '\0')
		annual_add(w, out, &run);
}

/* Takes the space that ends the last run. */
static void
drop_space(struct annual_work *w, struct annual_runs *out)
{
	struct run *last = out->n > 0 ? &out->items[out->n - 1] : NULL;
	size_t n = last == NULL ? 0 : strlen(last->text);

	if (n > 0 && last->text[n - 1] == ' ')
		last->text = arena_copy(w->mem, last->text, n - 1);
}

static void
put_word(struct annual_work *w, struct annual_runs *out, const struct run *like, const struct annual_word *word)
{
	size_t n = word->runs == NULL ? 0 : word->runs->n;

	if (word->text != NULL && word->text[0] != '\0')
		annual_say(w, out, like, word->text, word->figure);
	else if (n == 0)
		drop_space(w, out);
	for (size_t i = 0; i < n; i++)
		annual_add(w, out, &word->runs->items[i]);
}

void
annual_fill(struct annual_work *w, struct annual_runs *out, const struct run *like, const char *text,
    const struct annual_word *words, size_t n)
{
	struct template_part part;

	while (template_next(&text, &part)) {
		size_t i = 0;
		while (part.is_name && i < n && (strlen(words[i].name) != part.len
		    || memcmp(words[i].name, part.text, part.len) != 0))
			i++;
		if (part.is_name && i < n)
			put_word(w, out, like, &words[i]);
		else
			annual_say(w, out, like,
			    arena_copy(w->mem, part.text - part.is_name, part.len + (part.is_name ? 2 : 0)), 0);
	}
}

int
annual_figure(struct annual_work *w, const char *name, const char *text, struct figure_part part)
{
	return figure_add(w->mem, w->figures, &(struct figure){ .name = name, .text = text, .part = part });
}

int
annual_quote(struct annual_work *w, const char *name, const char *words, struct figure_part from)
{
	return strpbrk(words, "0123456789") == NULL ? 0 : annual_figure(w, name, words, from);
}

void
annual_change(struct annual_work *w, struct annual_runs *out, const struct run *like, const struct annual_pair *pair)
{
	static const enum report_word words[][2] = {	/* by why; falling, rising */
		{ REPORT_FALL, REPORT_RISE }, { REPORT_FALL_NONE, REPORT_RISE_NONE },
		{ REPORT_FALL_POINTS, REPORT_RISE_POINTS }
	};
	struct decimal now = pair->now, before = pair->before, by;
	struct figure_part part = figure_two(w->mem, FIGURE_DIFFERENCE, pair->from_now, pair->from_before);
	struct annual_word values[] = { { .name = "difference" }, { .name = "percent", .text = "" } };
	const char *same = w->p->report.words[REPORT_SAME];
	int64_t size;
	bool none;

	decimal_align(&now, &before);
	by = (struct decimal){ now.units - before.units, now.scale };
	size = by.units < 0 ? -by.units : by.units;
	none = before.units == 0;		/* there are no per cent of nothing */
	if (size == 0) {
		annual_say(w, out, like, same, annual_figure(w, pair->name, same, part));
		return;
	}
	values[0].text = pair->is_money ? figure_money(w->mem, w->p, size)
	    : figure_decimal(w->mem, w->p, decimal_shortest((struct decimal){ size, by.scale }));
	values[0].figure = annual_figure(w, pair->name, values[0].text, part);
	if (!none && !pair->is_share) {
		values[1].text = figure_percent(w->mem, w->p, size, before.units < 0 ? -before.units : before.units);
		values[1].figure = annual_figure(w, pair->name, values[1].text,
		    figure_two(w->mem, FIGURE_RATIO, part, pair->from_before));
	}
	annual_fill(w, out, like, w->p->report.words[words[pair->is_share ? 2 : none][by.units > 0]], values, 2);
}

struct run
annual_run(const struct where *at)
{
	return (struct run){ .kind = RUN_TEXT, .foreign = true, .at = at };
}

struct text
annual_runs_text(const struct annual_runs *runs, const struct where *at)
{
	return (struct text){ runs->items, runs->n, at };
}
