/* What a chart says, in words, for those who cannot see it. */
#ifndef CHART_WORDS_H
#define CHART_WORDS_H
#include "plan_chart.h"
#include "profile.h"

struct arena;

/*
 * One paragraph: the plan's own words; else its kind, the caption ("" none), and what its values amount to by the
 * profile's phrases. The words live in the arena, or in the plan.
 */
const char	*chart_words(struct arena *, const struct profile *, const struct plan_chart *, const char *caption);

#endif
