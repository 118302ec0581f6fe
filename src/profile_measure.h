/* Measures of a profile by name, and as people write them. */
#ifndef PROFILE_MEASURE_H
#define PROFILE_MEASURE_H
#include "profile.h"

struct arena;

enum measure_unit { UNIT_PT, UNIT_MM, UNIT_SHARE };

/* The measure at "page.top_mm" or "styles.body.leading" with its unit; NULL when there is none. */
const struct measure *profile_measure_at(const struct profile *, const char *path, enum measure_unit *);

/* A length in thousandths of the unit that data have it in: 28346 in mm is 10000. */
int64_t		 profile_measure_in_unit(int64_t, enum measure_unit);

/* Thousandths of a unit with its name: "19.5 mm"; a share has none. */
const char	*profile_measure_show(struct arena *, int64_t thousandths, enum measure_unit);

/* What is permitted: "20–25 mm", "≥ 6 pt", "10, 12.7 mm". */
const char	*profile_measure_range(struct arena *, const struct measure *, enum measure_unit);

#endif
