/* A chart: its numbers and names, nothing about how it is drawn. */
#ifndef CHART_H
#define CHART_H
#include "decimal.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum chart_kind {
	CHART_BARS,			/* upright bars, those of several series side by side */
	CHART_STACKED,			/* upright bars, the series one on the other */
	CHART_ROWS,			/* level bars, for long names */
	CHART_STACKED_ROWS,
	CHART_LINES,
	CHART_PIE,
	CHART_RING,
	CHART_PROGRESS,			/* level bars of the first series within those of the second, the targets */
	CHART__KINDS
};

#define CHART_MISSING	INT64_MIN	/* a value that is not known */

enum { CHART_SERIES_MAX = 6, CHART_VALUES_MAX = 200 };	/* series of a chart, values of a series */

/* The largest value, either sign, in units of 10^-scale: sums of all series stay within an int64_t. */
#define CHART_VALUE_MOST	INT64_C(1000000000000000)

struct chart_series {
	const char	*name;		/* "" when there is only one and it needs none */
	int64_t		*values;	/* by category, in units of 10^-scale; CHART_MISSING */
	int		*figures;	/* of a report that they are, by category, from 1; NULL: none */
};

struct chart {
	enum chart_kind	 kind;
	int		 scale;		/* figures after the comma in the values */
	const char	*unit;		/* what is counted; "" none */
	const char	**categories;	/* their names */
	size_t		 ncategories;
	int		*names, *sums;	/* figures in the names, and of the sums of stacked series; NULL: none */
	struct chart_series *series;
	size_t		 nseries;
	const struct chart *whole;	/* what this is a part of, or NULL */
	size_t		 first;		/* index in the whole of its first category; 0 when it is none's part */
};

/*
 * A value as a number. Rows of progress have each their own unit: there without the zeros that only the figures
 * of other rows ask for.
 */
struct decimal	 chart_number(const struct chart *, int64_t value);

/* Whether the series of a category stand one on the other; whether values are parts of a circle. */
bool	 chart_is_stacked(const struct chart *);
bool	 chart_is_round(const struct chart *);

/* What the chart is a part of, or itself. */
const struct chart *chart_whole(const struct chart *);

/* A value, 0 for one that is not known. */
int64_t	 chart_known(int64_t value);

/*
 * What was done (first series) of a category's target (second series), in thousandths of it, rounded;
 * CHART_MISSING when one of them is not known, or the target is 0.
 */
int64_t	 chart_part_done(const struct chart *, size_t category);

/* The sum of the known values of a category; CHART_MISSING when none is known. */
int64_t	 chart_sum(const struct chart *, size_t category);

/* The sum of the known values of a series. */
int64_t	 chart_total(const struct chart *, size_t series);

/* Whether the categories' names are the same but for the numbers in them, so that some may be left out. */
bool	 chart_counts_on(const struct chart *);

/* Whether a series has no known value; whether there is one in the whole chart. */
bool	 chart_is_empty(const struct chart *, size_t series);
bool	 chart_has_values(const struct chart *);

/*
 * Whether later series have the values of this one, and no earlier one has them: then the names of all of
 * those but the last, and the last one's. Series without a value are not the same as anything.
 */
bool	 chart_same_as(struct arena *, const struct chart *, size_t series, const char **names, const char **last);

/* What the positive values of a category sum up to, and the negative ones. */
void	 chart_sums(const struct chart *, size_t category, int64_t *up, int64_t *down);

/* Least and most of what is drawn: single values, or the sums of stacked ones by sign. */
void	 chart_range(const struct chart *, int64_t *least, int64_t *most);

/* n categories of a chart from `first` on as one of their own, drawn as the whole is, which has to outlive it. */
void	 chart_part(struct arena *, const struct chart *whole, size_t first, size_t n, struct chart *part);

/*
 * What each of n values, at most CHART_VALUES_MAX and none negative, is of their sum in parts of `whole`
 * (1000: per mille), rounded so that all sum up to it (largest remainders). Missing values are 0; of a sum of 0
 * all are 0.
 */
void	 chart_shares(const struct chart_series *, size_t n, int whole, int *shares);

#endif
