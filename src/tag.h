/* The logical structure of a document, as opened by composing and written by the PDF side. */
#ifndef TAG_H
#define TAG_H
#include <stdbool.h>
#include <stddef.h>

struct arena;

enum tag_scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW };

struct tag_cell {			/* a cell of a table: ISO 32000-1, 14.8.5.7 */
	enum tag_scope	 scope;		/* TH */
	int		 columns, rows;	/* how far it reaches */
	bool		 named;		/* TH: cells refer to it */
	const int	*headers;	/* tags of the cells that head it, ended by 0; NULL: Scope says it */
	int		 row_header;	/* tag of the one in its row besides, 0: none */
};

struct tag {				/* one element */
	const char	*role;		/* PDF structure type: "P", "H1", "L", "LI", "Note" ... */
	int		 parent;	/* index of its parent, which comes earlier; tag 1 is the document */
	const char	*lang;		/* NULL: as the parent */
	const char	*list;		/* "L": kind of its labels as PDF names it, e.g. "Decimal"; else NULL */
	const struct tag_cell *cell;	/* "TH", "TD"; else NULL */
	const char	*contents;	/* "Link": where it leads, "Form": what is signed there; else NULL */
	int		 target;	/* "Link": index of the element it leads to; 0: a note's, or nowhere */
	const char	*alt;		/* "Figure": what it shows, in words; else NULL */
	const char	*outline;	/* text of its bookmark; NULL: none */
	int		 depth;		/* of the bookmark, from 1 */
};

struct tags {
	struct tag	*items;		/* items[0] is unused: artifacts */
	size_t		 n, cap;
};

/* Adds an element below `parent` and returns its index. The first call makes the document, tag 1. Elements move. */
int	 tag_add(struct arena *, struct tags *, int parent, const char *role);

#endif
