/* The display list: what is on each page, in final place. Output modules see only this. */
#ifndef PAGE_H
#define PAGE_H
#include "tag.h"
#include "unit.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct block;				/* block.h */
struct drawing;				/* drawing.h */
struct line;				/* wrap.h */
struct picture;				/* picture.h */

enum item_kind {
	ITEM_LINE,			/* a line of text */
	ITEM_RULE,			/* filled rectangle */
	ITEM_FRAME,			/* stroked rectangle: (x, y), w and h are those of its line's middle */
	ITEM_DRAWING,			/* shapes of a figure, from (x, y) */
	ITEM_MARK,			/* destination of the outline entry with the same tag */
	ITEM_LINK,			/* area that leads to where the element `target` begins */
	ITEM_PICTURE,			/* a picture over its whole extent */
	ITEM_FIELD,			/* empty field for a digital signature */
	ITEM__MAX
};

struct turn {				/* text at an angle, made larger or smaller: where 1000 along its line leads */
	len	right, down;		/* both 0: to the right, as it is */
};

struct item {
	enum item_kind	 kind;
	len		 x, y;		/* top left corner; for text the column's left edge and the baseline */
	len		 w, h;		/* extent; for text the ink's width and 0 */
	len		 column;	/* width of the text's column; 0: not text */
	len		 stroke;	/* ITEM_FRAME: thickness of its line */
	uint32_t	 colour;	/* 0xRRGGBB; 0: black */
	struct turn	 turn;		/* ITEM_LINE: about (x, y) */
	int		 tag;		/* index into pages->tags; 0: artifact */
	int		 target;	/* ITEM_LINK: index into pages->tags */
	bool		 fixed;		/* stands at a place of its own, not in the text */
	int		 note;		/* footnote this text is, from 1; 0: none */
	const char	*role;		/* component of the form, e.g. "motto", "body"; for proof and dumps */
	const struct line *line;	/* ITEM_LINE */
	const struct picture *picture;	/* ITEM_PICTURE */
	const char	*field;		/* ITEM_FIELD: its name */
	const char	*contents;	/* ITEM_FIELD: what is signed there, in words; or NULL */
	const struct drawing *drawing;	/* ITEM_DRAWING */
	const struct block *block;	/* what it was composed from, for proof; closed to the output side */
};

struct page {
	len		 w, h;
	int		 number;	/* from 1 in the whole document */
	int		 folio;		/* as printed, from 1 where pages are counted anew */
	const char	*label;		/* before the folio where a viewer lists pages, or NULL */
	struct item	*items;		/* in reading order; texts are drawn in it, rules and frames over them */
	size_t		 n, cap;
};

struct document_info {			/* UTF-8, NULL when the plan does not say */
	const char	*title, *subject, *lang;
	const char	*author;	/* the issuing organ, several with "; " between them */
	const char	*date;		/* "2024-05-06", or NULL when not complete */
	const char	*issued;	/* the same date as far as it is known: "2024-05", "2024" */
	const char	*number, *symbol;	/* "7", "KH-UBND" */
	const char	*code;		/* both as printed: "07/KH-UBND" */
	const char	*type;		/* "Kế hoạch" */
	const char	*signer;	/* name, several with "; " between them */
	const char	*security;	/* degree of secrecy, "Mật" */
	const char	*status;	/* "draft", or NULL: of what is issued */
	const char	*profile;	/* name of the layout profile */
};

struct pages {
	struct page		*pages;
	size_t			 npages;
	struct tag		*tags;	/* tags[0] is unused: artifacts */
	size_t			 ntags;
	struct document_info	 info;
};

/* Adds an item and returns it for filling in. */
struct item	*page_add(struct arena *, struct page *, enum item_kind);

#endif
