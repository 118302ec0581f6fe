/* Appendices and attached texts of a plan by their keys. */
#ifndef PLAN_ANNEX_H
#define PLAN_ANNEX_H
#include "plan.h"

/* The keys of all appendices with commas between them, in the arena; "-" when there are none. */
const char *plan_annex_ids(struct arena *, const struct plan *);

/* The appendix with a key, as its index; their number when there is none. */
size_t	 plan_annex_find(const struct plan *, const char *id);

#endif
