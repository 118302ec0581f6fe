/* The document as composed: what is said, in which style; no lengths but those of styles. */
#ifndef BLOCK_H
#define BLOCK_H
#include "profile.h"
#include "span.h"
#include "tag.h"
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct chart;
struct table;
struct images;				/* image.h */
struct picture;				/* picture.h */

enum block_kind {
	BLOCK_PARA,
	BLOCK_STACK,			/* children one under the other */
	BLOCK_GRID,			/* children are rows, their children the cells; never divided */
	BLOCK_RULE,			/* centred under the line before it */
	BLOCK_FRAME,			/* children in the middle of a rectangle */
	BLOCK_BESIDE,			/* children at the left edge; the text after it keeps clear of them */
	BLOCK_GAP,
	BLOCK_TABLE,
	BLOCK_ROOM,			/* space with things placed in it */
	BLOCK_CHART,
	BLOCK__KINDS
};

enum columns {				/* how a grid shares its width */
	COLUMNS_EQUAL,
	COLUMNS_RIGHT,			/* of two: the right one as wide as it needs */
	COLUMNS_RIGHT_HALF,		/* of two: halves, but the right one wider when it needs more */
	COLUMNS_FAIR			/* equal, but one that needs more takes from those that need less */
};

enum inset_kind {
	INSET_SIGNATURE,			/* in the middle of its room */
	INSET_SEAL,			/* over a part of the signature, on its left */
	INSET_COPY,			/* at the top right of the page */
	INSET_FIGURE			/* in the middle of the column */
};

struct inset {				/* a thing placed in a room: a picture, or a field for a signature */
	enum inset_kind	 kind;
	const char	*role;		/* for dumps, zones and proof */
	const struct picture *picture;	/* NULL: a field */
	const char	*field;		/* its name; NULL: a picture */
	len		 width, height;	/* of a picture: as wanted, or by its resolution; 0: as the rules have it */
	bool		 given;		/* the plan says so */
	int		 tag;		/* index into tags */
	const struct where *at;
};

struct block {
	enum block_kind	 kind;
	const char	*role;		/* component of the form, for dumps and proof */
	const struct style *style;	/* BLOCK_PARA; BLOCK_FRAME: its colour */
	const struct frame *frame;	/* BLOCK_FRAME */
	const struct where *at;		/* what it came from */
	int		 tag;		/* index into tags; 0: artifact */
	bool		 in_cell;	/* of a table, which is measured as a whole */
	bool		 keep_next;	/* on the page of what follows */
	const char	*label;		/* number of what it begins, as printed; NULL: none */
	bool		 at_bottom;	/* row of a BLOCK_GRID: its cells end together, rather than begin so */
	bool		 with_above;	/* a signature: never without lines of text above it on its page */
	struct span	*spans;		/* BLOCK_PARA */
	size_t		 nspans;
	const struct span *hang;	/* BLOCK_PARA: text whose width is added to the left indent, or NULL */
	struct measure	 share;		/* BLOCK_RULE: length over the width of the line above */
	bool		 across;	/* BLOCK_RULE: the length is a share of the column */
	len		 thickness;	/* BLOCK_RULE */
	len		 gap;		/* BLOCK_RULE: above it; BLOCK_GAP: height; BLOCK_GRID: between columns;
					 * BLOCK_BESIDE: to the text, on the right and below;
					 * BLOCK_ROOM: least height */
	enum columns	 columns;	/* BLOCK_GRID */
	const struct table *table;	/* BLOCK_TABLE */
	struct inset	*insets;	/* BLOCK_ROOM: in the order they are drawn and read */
	size_t		 ninsets;
	const struct chart *chart;	/* BLOCK_CHART */
	struct block	*child, *last, *next;	/* first and last child, next sibling */
};

struct note {				/* a footnote */
	struct block	*para;		/* its text, a BLOCK_PARA; its own mark is the first span */
	int		 mark_tag;	/* link around the mark in the text */
	int		 back_tag;	/* link around its own mark */
};

struct fixed {				/* blocks with a place of their own on a section's pages */
	const struct place *place;
	struct block	*root;		/* BLOCK_STACK; its text has tags only when it stands on one page */
	struct fixed	*next;
};

struct section {			/* pages of one kind of sheet; begins on a new page */
	struct block	*root;		/* BLOCK_STACK */
	struct sheet	 sheet;
	struct fixed	*fixed;		/* in the order they are read */
	bool		 restarts;	/* its pages are counted from 1 */
	bool		 unnumbered;	/* no numbers are printed on its pages */
	const char	*label;		/* printed before its page numbers where a viewer lists pages, or NULL */
	const char	*name;		/* of an annex, as text calls it; NULL: the document itself */
	const struct where *at;		/* of an annex: what it came from */
	int		 tag;		/* of an annex: its element */
	size_t		 first_note;	/* its notes are those from here to the next section's first */
};

struct blocks {
	struct images	*images;	/* where its pictures come from; NULL: it cannot have any */
	struct section	*sections;	/* the document itself, then what is attached to it */
	size_t		 nsections, sections_cap;
	struct note	*notes;		/* note n of a span is notes[n - 1] */
	size_t		 nnotes;
	struct block	*watermark;	/* BLOCK_PARA along the diagonal of every page, beneath its text; or NULL */
	struct measure	 watermark_share;	/* its length over that of the diagonal */
	struct tags	 tags;
};

/* A new last section on the sheet, its pages counted on; its root has the role. It may move when one is added. */
struct section	*block_section(struct arena *, struct blocks *, const struct sheet *, const char *role);

/* A new last stack fixed to a place on the section's pages; returns its root. */
struct block	*block_fix(struct arena *, struct section *, const struct place *, const char *role);

/* Makes a block that has no parent the last child of one. */
void	 block_append(struct block *parent, struct block *);

/* A new last child of `parent` (NULL: none yet). */
struct block	*block_add(struct arena *, struct block *parent, enum block_kind, const char *role);

#endif
