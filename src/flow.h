/* Blocks to boxes: paragraphs broken into lines, columns measured, rules drawn to their text. */
#ifndef FLOW_H
#define FLOW_H
#include "flow_para.h"

struct shaper;
struct wrap_cache;

/* Prepares for a document. -1 after an error (no fonts). */
int	 flow_open(struct flow *, struct arena *, struct diag *, struct fonts *, struct shaper *,
	    const struct profile *);

/* From now on paragraphs are looked for among those of documents before. */
void	 flow_remember(struct flow *, struct wrap_cache *);

/* Prepares for blocks that are composed by another profile too. -1 after an error. */
int	 flow_guest(struct flow *, const struct profile *);

/* Flows all blocks, each section to the width between its margins. NULL after an error (GLYPH_MISSING). */
const struct boxes *flow_blocks(struct flow *, const struct blocks *);

/* Flows a stack to one undivided box, its children placed inside; it is as wide as the widest of them. */
struct box *flow_stack(struct flow *, const struct block *, len width);

#endif
