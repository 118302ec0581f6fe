/* Results whose plans are not at hand, counted as tasks. */
#ifndef TALLY_ADOPT_H
#define TALLY_ADOPT_H
#include "tally.h"
#include "tally_index.h"

struct arena;
struct diag;

/*
 * Adds a task that is known by its result alone, which names it: without agencies and time. A second one of
 * the same plan and key is told: RESULT_TWICE. `keys` are those met.
 */
void	 tally_adopt(struct arena *, struct diag *, struct tally *, struct tally_index *keys, const struct results *,
	    const struct result *);

#endif
