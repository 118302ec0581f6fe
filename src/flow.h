/* Blocks to boxes: paragraphs broken into lines, columns measured, rules drawn to their text. */
#ifndef FLOW_H
#define FLOW_H
#include "flow_para.h"

struct shaper;
struct wrap_cache;

/*
 * Prepares for a document. -1 after an error: that of fonts_set(), STYLE_ROOM or NUMBER_ROOM (the profile leaves
 * no room for its text or page numbers).
 */
int	 flow_open(struct flow *, struct arena *, struct diag *, struct fonts *, struct shaper *,
	    const struct profile *);

/* From now on paragraphs are looked for among those of documents before. */
void	 flow_remember(struct flow *, struct wrap_cache *);

/* Prepares for blocks that are composed by another profile too. -1 after the same errors. */
int	 flow_guest(struct flow *, const struct profile *);

/*
 * Flows all blocks, each section to the width between its margins. NULL when there was an error, here
 * (GLYPH_MISSING, FRAME_WIDE, FRAME_ROOM, those of table_width()) or before. Warnings: GRID_NARROW, those of
 * room_box().
 */
const struct boxes *flow_blocks(struct flow *, const struct blocks *);

/* Flows a stack to one undivided box, its children placed inside; it is as wide as the widest of them. */
struct box *flow_stack(struct flow *, const struct block *, len width);

#endif
