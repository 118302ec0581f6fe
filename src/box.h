/* The document as lines and heights, not yet on pages. */
#ifndef BOX_H
#define BOX_H
#include "block.h"
#include "wrap.h"

enum box_kind {
	BOX_PARA,
	BOX_GRID,			/* children placed inside; never divided */
	BOX_RULE,
	BOX_FRAME,			/* children placed inside of a rectangle */
	BOX_BESIDE,			/* children placed at the left edge; takes no height of its own */
	BOX_TABLE,
	BOX_DRAWING,			/* shapes, and children placed over them; never divided */
	BOX_GAP,			/* disappears at the top of a page */
	BOX_ROOM,			/* children are insets in their places */
	BOX_INSET,
	BOX__KINDS
};

struct drawing;

struct row {				/* the vertical extent of a line */
	len	height;
	len	baseline;		/* from its top */
};

struct table_box;

struct box {
	enum box_kind		 kind;
	const struct block	*block;		/* what it shows */
	len			 x, y;		/* in a grid or room: from its top left; x of a rule: from the column */
	len			 width;		/* of its column; of a rule: its length */
	len			 height;	/* of all its lines; of a rule: its thickness and the gap above */
	len			 before, after;	/* gaps; of two that meet the larger counts */
	len			 reach;		/* BOX_BESIDE: height that its children cover; `width` is theirs */
	const struct lines	*lines;		/* BOX_PARA */
	const struct drawing	*drawing;	/* BOX_DRAWING */
	struct row		*rows;		/* BOX_PARA: one for each line */
	struct table_box	*table;		/* BOX_TABLE */
	const struct inset	*inset;		/* BOX_INSET */
	struct box		*child, *next;	/* of a grid, room, frame or what stands beside; the next box */
};

struct boxes {
	struct box	**sections;	/* first box of each section of `blocks`; NULL: an empty one */
	struct box	**notes;	/* footnotes; note n of a piece is notes[n - 1] */
	size_t		 nnotes;
	const struct blocks *blocks;
};

#endif
