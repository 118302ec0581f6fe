#include "chart_words.h"
#include "arena.h"
#include "buffer.h"
#include "decimal.h"
#include "template.h"

#include <string.h>

enum {
	SHARES_SAID = 3,		/* of a pie, one by one */
	NAMES_SAID = 3,			/* that have the same value */
	DONE = 1000,			/* thousandths of a target that is reached */
	VALUES_SAID = 72		/* a chart of no more values says them all */
};

struct words {				/* being made */
	struct arena		*mem;
	const struct profile	*p;	/* its phrases */
	const struct chart	*chart;
	struct buffer		 out;	/* what was said */
};

struct extremes {			/* of the known values of a series, or of sums of stacked ones */
	size_t	most, least;		/* categories of the largest and smallest; the first of several */
	size_t	first, last;		/* categories of the first and last known */
	size_t	known;			/* how many there are */
};

/* A value as documents write it, without its unit. */
static const char *
bare_figures(const struct words *w, int64_t value)
{
	return decimal_text(w->mem, chart_number(w->chart, value), w->p->thousands, w->p->comma, 0);
}

static const char *
figures(const struct words *w, int64_t value)
{
	const char *text = bare_figures(w, value);

	if (w->chart->unit[0] == '\0')
		return text;
	return arena_printf(w->mem, w->chart->unit[0] == '%' ? "%s%s" : "%s %s", text, w->chart->unit);
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

/* The names of all categories with a value; of many the first ones and how many more. */
static const char *
names_of(const struct words *w, size_t series, int64_t value)
{
	struct buffer out = { .mem = w->mem };
	size_t n = 0;

	for (size_t i = 0; i < w->chart->ncategories; i++)
		if (value_of(w, series, i) == value && n++ < NAMES_SAID)
			buffer_printf(&out, "%s%s", n > 1 ? "; " : "", w->chart->categories[i]);
	return n <= NAMES_SAID ? out.data
	    : template_fill(w->mem, template_fill(w->mem, w->p->charts.phrases[PHRASE_OTHERS],
	    "name", out.data), "value", arena_printf(w->mem, "%zu", n - NAMES_SAID));
}

static void
say_extremes(struct words *w, size_t series, const struct extremes *e)
{
	int64_t most = value_of(w, series, e->most), least = value_of(w, series, e->least);

	if (e->known == 1)
		say(w, PHRASE_ONLY, w->chart->categories[e->most], figures(w, most), "");
	else if (most == least)
		say(w, PHRASE_ALL_SAME, "", figures(w, most), "");
	else {
		say(w, PHRASE_MOST, names_of(w, series, most), figures(w, most), "");
		say(w, PHRASE_LEAST, names_of(w, series, least), figures(w, least), "");
	}
}

static void
say_course(struct words *w, size_t series, const struct extremes *e)
{
	int64_t first = value_of(w, series, e->first), last = value_of(w, series, e->last);
	const char *from = arena_printf(w->mem, "%s (%s)", figures(w, first), w->chart->categories[e->first]);
	const char *to = arena_printf(w->mem, "%s (%s)", figures(w, last), w->chart->categories[e->last]);

	say(w, last > first ? PHRASE_RISE : last < first ? PHRASE_FALL : PHRASE_LEVEL, "", from, to);
}

/* Whether the values of a chart sum up to something: not percentages and the like. */
static bool
sums_up(const struct words *w)
{
	for (const char *const *unit = w->p->charts.unsummed; *unit != NULL; unit++)
		if (strcmp(*unit, w->chart->unit) == 0)
			return false;
	return w->chart->kind != CHART_LINES && (chart_is_stacked(w->chart) || w->chart->unit[0] != '\0');
}

/* All values of a series with their names. */
static void
say_values(struct words *w, size_t series)
{
	struct buffer out = { .mem = w->mem };

	for (size_t i = 0; i < w->chart->ncategories; i++) {
		int64_t v = w->chart->series[series].values[i];
		if (v != CHART_MISSING)
			buffer_printf(&out, "%s%s: %s", out.len > 0 ? "; " : "", w->chart->categories[i],
			    bare_figures(w, v));
	}
	say(w, PHRASE_VALUES, "", out.len > 0 ? out.data : "", "");
}

static void
say_missing(struct words *w, size_t series)
{
	say(w, PHRASE_MISSING, names_of(w, series, CHART_MISSING), "", "");
}

/* One series, or the sums of all that are stacked. */
static void
say_one_series(struct words *w, size_t series, bool all)
{
	struct extremes e = extremes_of(w, series);
	bool several = e.known > 1 && value_of(w, series, e.most) != value_of(w, series, e.least);

	if (e.known == 0) {
		say(w, PHRASE_NOTHING, "", "", "");
		return;
	}
	if (w->chart->kind == CHART_LINES && several)
		say_course(w, series, &e);
	say_extremes(w, series, &e);
	if (e.known > 1 && sums_up(w) && !chart_is_stacked(w->chart))
		say(w, PHRASE_TOTAL, "", figures(w, chart_total(w->chart, series)), "");
	if (all && several && e.known > 2)
		say_values(w, series);
	if (e.known < w->chart->ncategories)
		say_missing(w, series);
}

/* Those series that are one line. */
static void
say_same(struct words *w)
{
	const char *name, *other;

	for (size_t k = 0; k + 1 < w->chart->nseries; k++)
		if (chart_same_as(w->mem, w->chart, k, &name, &other))
			say(w, PHRASE_SAME, name, "", other);
}

/* A series of stacked bars: what it amounts to, and its values where all are said. */
static void
say_layer(struct words *w, size_t series, bool all)
{
	say(w, PHRASE_SERIES, w->chart->series[series].name, "", "");
	if (chart_is_empty(w->chart, series)) {
		say(w, PHRASE_NOTHING, "", "", "");
		return;
	}
	if (sums_up(w))
		say(w, PHRASE_TOTAL, "", figures(w, chart_total(w->chart, series)), "");
	if (all)
		say_values(w, series);
}

static void
say_series(struct words *w)
{
	const struct chart *c = w->chart;
	bool stacked = chart_is_stacked(c) && c->nseries > 1, all = c->ncategories * c->nseries <= VALUES_SAID;

	if (!chart_has_values(c)) {
		say(w, PHRASE_NOTHING, "", "", "");
		return;
	}
	if (!all)
		say(w, PHRASE_SPAN, c->categories[0], arena_printf(w->mem, "%zu", c->ncategories),
		    c->categories[c->ncategories - 1]);
	if (stacked) {
		say(w, PHRASE_SUMS, "", "", "");
		say_one_series(w, 0, false);
	}
	for (size_t k = 0; k < c->nseries; k++)
		if (stacked)
			say_layer(w, k, all);
		else {
			if (c->nseries > 1)
				say(w, PHRASE_SERIES, c->series[k].name, "", "");
			say_one_series(w, k, all);
		}
	if (c->kind == CHART_LINES)
		say_same(w);
}

/* The largest shares, the largest first. */
static void
say_shares(struct words *w)
{
	const struct chart *c = w->chart;
	int shares[CHART_VALUES_MAX], said = 0;
	int64_t rest = chart_total(c, 0);
	struct extremes e = extremes_of(w, 0);

	if (rest == 0) {
		say(w, e.known == 0 ? PHRASE_NOTHING : PHRASE_ALL_SAME, "", figures(w, 0), "");
		return;
	}
	chart_shares(&c->series[0], c->ncategories, 1000, shares);
	say(w, PHRASE_TOTAL, "", figures(w, rest), "");
	for (size_t n = 0; n < c->ncategories; n++) {
		size_t most = 0;
		for (size_t i = 1; i < c->ncategories; i++)
			most = shares[i] > shares[most] ? i : most;
		if (shares[most] < 0 || c->series[0].values[most] == CHART_MISSING
		    || (said == SHARES_SAID && c->ncategories > VALUES_SAID))
			break;
		said++;
		rest -= c->series[0].values[most];
		say(w, PHRASE_SHARE, c->categories[most], figures(w, c->series[0].values[most]),
		    shares[most] == 0 && c->series[0].values[most] > 0 ? w->p->charts.trifle
		    : percent(w, shares[most]));
		shares[most] = -1;
	}
	if (rest > 0)
		say(w, PHRASE_REST, "", figures(w, rest), "");
	if (e.known < c->ncategories)
		say_missing(w, 0);
}

/* Of each target what was done, or that one of the two is not known. */
static void
say_target(struct words *w, size_t i)
{
	const struct chart *c = w->chart;
	int64_t done = c->series[0].values[i], target = c->series[1].values[i], part = chart_part_done(c, i);

	if (done == CHART_MISSING || target == CHART_MISSING)
		say(w, PHRASE_MISSING, c->categories[i], "", "");
	else if (part == CHART_MISSING)
		say(w, PHRASE_ONLY, c->categories[i], figures(w, done), "");
	else
		say(w, PHRASE_SHARE, c->categories[i],
		    arena_printf(w->mem, "%s/%s", bare_figures(w, done), figures(w, target)), percent(w, part));
}

static void
say_progress(struct words *w)
{
	const struct chart *c = w->chart;
	size_t reached = 0, known = 0;

	for (size_t i = 0; i < c->ncategories; i++) {
		bool is_known = chart_part_done(c, i) != CHART_MISSING;
		known += is_known;
		reached += is_known && c->series[0].values[i] >= c->series[1].values[i];
	}
	if (!chart_has_values(c))
		say(w, PHRASE_NOTHING, "", "", "");
	else if (known > 0)
		say(w, PHRASE_REACHED, "", arena_printf(w->mem, "%zu", reached), arena_printf(w->mem, "%zu", known));
	for (size_t i = 0; chart_has_values(c) && i < c->ncategories; i++)
		if (c->ncategories <= VALUES_SAID || chart_part_done(c, i) < DONE)
			say_target(w, i);
}

const char *
chart_words(struct arena *mem, const struct profile *p, const struct plan_chart *chart, const char *caption)
{
	struct words w = { .mem = mem, .p = p, .chart = &chart->chart, .out = { .mem = mem } };

	if (chart->alt != NULL)
		return chart->alt;
	buffer_text(&w.out, p->charts.kinds[chart->chart.kind]);
	if (caption[0] != '\0')
		buffer_printf(&w.out, ": %s", caption);
	buffer_byte(&w.out, '.');
	if (chart_is_round(&chart->chart))
		say_shares(&w);
	else if (chart->chart.kind == CHART_PROGRESS)
		say_progress(&w);
	else
		say_series(&w);
	return w.out.data;
}
