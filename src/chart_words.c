#include "chart_words.h"
#include "arena.h"
#include "buffer.h"
#include "decimal.h"
#include "template.h"

enum { SHARES_SAID = 3 };

struct words {				/* being made */
	struct arena		*mem;
	const struct profile	*p;
	const struct chart	*chart;
	struct buffer		 out;
};

struct extremes {			/* of the known values of a series, or of sums of stacked ones */
	size_t	most, least, first, last, known;
};

static const char *
figures(const struct words *w, int64_t value)
{
	const char *text = decimal_text(w->mem, (struct decimal){ value, w->chart->scale }, w->p->thousands, w->p->comma, 0);

	return w->chart->unit[0] == '\0' ? text : arena_printf(w->mem, "%s %s", text, w->chart->unit);
}

static const char *
percent(const struct words *w, int64_t thousandths)
{
	return decimal_percent(w->mem, thousandths, w->p->thousands, w->p->comma);
}

/* Adds a phrase with {name}, {value} and {other} filled in, a space before it. */
static void
say(struct words *w, enum chart_phrase phrase, const char *name, const char *value, const char *other)
{
	const char *text = template_fill(w->mem, w->p->charts.phrases[phrase], "name", name);

	text = template_fill(w->mem, text, "value", value);
	if (w->out.len > 0)
		buffer_byte(&w->out, ' ');
	buffer_text(&w->out, template_fill(w->mem, text, "other", other));
}

static int64_t
value_of(const struct words *w, size_t series, size_t i)
{
	return chart_is_stacked(w->chart) ? chart_sum(w->chart, i) : w->chart->series[series].values[i];
}

static struct extremes
extremes_of(const struct words *w, size_t series)
{
	struct extremes e = { 0 };

	for (size_t i = 0; i < w->chart->ncategories; i++) {
		int64_t v = value_of(w, series, i);
		if (v == CHART_MISSING)
			continue;
		if (e.known++ == 0)
			e.most = e.least = e.first = i;
		e.last = i;
		e.most = v > value_of(w, series, e.most) ? i : e.most;
		e.least = v < value_of(w, series, e.least) ? i : e.least;
	}
	return e;
}

static void
say_extremes(struct words *w, size_t series, const struct extremes *e)
{
	const char **names = w->chart->categories;
	int64_t most = value_of(w, series, e->most), least = value_of(w, series, e->least);

	if (most == least && e->known > 1)
		say(w, PHRASE_ALL_SAME, "", figures(w, most), "");
	else {
		say(w, PHRASE_MOST, names[e->most], figures(w, most), "");
		if (e->known > 1)
			say(w, PHRASE_LEAST, names[e->least], figures(w, least), "");
	}
}

static void
say_course(struct words *w, size_t series, const struct extremes *e)
{
	int64_t first = value_of(w, series, e->first), last = value_of(w, series, e->last);

	say(w, last > first ? PHRASE_RISE : last < first ? PHRASE_FALL : PHRASE_LEVEL,
	    arena_printf(w->mem, "%s - %s", w->chart->categories[e->first], w->chart->categories[e->last]),
	    figures(w, first), figures(w, last));
}

static void
say_series(struct words *w)
{
	size_t n = chart_is_stacked(w->chart) ? 1 : w->chart->nseries;

	for (size_t k = 0; k < n; k++) {
		struct extremes e = extremes_of(w, k);
		if (n > 1)
			say(w, PHRASE_SERIES, w->chart->series[k].name, "", "");
		if (e.known == 0)
			say(w, PHRASE_NOTHING, "", "", "");
		else if (w->chart->kind == CHART_LINES && e.known > 1)
			say_course(w, k, &e);
		if (e.known > 0)
			say_extremes(w, k, &e);
	}
}

/* The largest shares, the largest first. */
static void
say_shares(struct words *w)
{
	const struct chart *c = w->chart;
	int shares[CHART_VALUES_MAX];

	chart_shares(&c->series[0], c->ncategories, 1000, shares);
	say(w, PHRASE_TOTAL, "", figures(w, chart_total(c, 0)), "");
	for (int said = 0; said < SHARES_SAID; said++) {
		size_t most = 0;
		for (size_t i = 1; i < c->ncategories; i++)
			most = shares[i] > shares[most] ? i : most;
		if (shares[most] <= 0)
			return;
		say(w, PHRASE_SHARE, c->categories[most], figures(w, c->series[0].values[most]), percent(w, shares[most]));
		shares[most] = -1;
	}
}

static bool
reached(const struct chart *c, size_t i)
{
	int64_t done = c->series[0].values[i], target = c->series[1].values[i];

	return done != CHART_MISSING && target != CHART_MISSING && done >= target;
}

static void
say_progress(struct words *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->chart->ncategories; i++)
		n += reached(w->chart, i);
	say(w, PHRASE_REACHED, "", arena_printf(w->mem, "%zu", n), arena_printf(w->mem, "%zu", w->chart->ncategories));
	for (size_t i = 0; i < w->chart->ncategories; i++) {
		int64_t done = w->chart->series[0].values[i], target = w->chart->series[1].values[i];
		int64_t part = chart_part_done(w->chart, i);
		if (!reached(w->chart, i) && part != CHART_MISSING)
			say(w, PHRASE_SHARE, w->chart->categories[i],
			    arena_printf(w->mem, "%s/%s", figures(w, done), figures(w, target)),
			    percent(w, part));
	}
}

const char *
chart_words(struct arena *mem, const struct profile *p, const struct plan_chart *chart, const char *caption)
{
	struct words w = { .mem = mem, .p = p, .chart = &chart->chart, .out = { .mem = mem } };
	enum chart_kind kind = chart->chart.kind;

	if (chart->alt != NULL)
		return chart->alt;
	buffer_text(&w.out, p->charts.kinds[kind]);
	if (caption[0] != '\0')
		buffer_printf(&w.out, ": %s", caption);
	buffer_byte(&w.out, '.');
	if (kind == CHART_PIE || kind == CHART_RING)
		say_shares(&w);
	else if (kind == CHART_PROGRESS)
		say_progress(&w);
	else
		say_series(&w);
	return w.out.data;
}
