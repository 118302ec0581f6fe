/* What a chart says, in words, for those who cannot see it. */
#ifndef CHART_WORDS_H
#define CHART_WORDS_H
#include "plan_chart.h"
#include "profile.h"

struct arena;

/* One paragraph: its kind, the caption, and what its values amount to by the profile's phrases. */
const char	*chart_words(struct arena *, const struct profile *, const struct plan_chart *, const char *caption);

#endif
