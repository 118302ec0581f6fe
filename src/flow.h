/* Blocks to boxes: paragraphs broken into lines, columns measured, rules drawn to their text. */
#ifndef FLOW_H
#define FLOW_H
#include "box.h"

struct arena;
struct diag;
struct fonts;
struct shaper;

struct flow {				/* what flowing needs; filled in by flow_open */
	struct arena		*mem;
	struct diag		*diag;
	struct fonts		*fonts;
	const struct profile	*profile;
	struct wrap		 wrap;
	struct ties		 ties;
	struct type		*types;		/* by style: its letters; sets[0] NULL: not asked for yet */
};

/* Prepares for a document. -1 after an error (no fonts). */
int	 flow_open(struct flow *, struct arena *, struct diag *, struct fonts *, struct shaper *,
	    const struct profile *);

/* Flows all blocks, each section to the width between its margins. NULL after an error (GLYPH_MISSING). */
const struct boxes *flow_blocks(struct flow *, const struct blocks *);

/* Flows a stack to one undivided box, its children placed inside; it is as wide as the widest of them. */
struct box *flow_stack(struct flow *, const struct block *, len width);

/* Flows one paragraph. */
struct box *flow_para(struct flow *, const struct block *, len width);

#endif
