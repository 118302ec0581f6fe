/* The logical structure of a document, as opened by composing and written by the PDF side. */
#ifndef TAG_H
#define TAG_H
#include <stddef.h>

struct arena;

struct tag {				/* one element */
	const char	*role;		/* PDF structure type: "P", "H1", "L", "LI", "Note" ... */
	int		 parent;	/* index of its parent, which comes earlier; tag 1 is the document */
	const char	*lang;		/* NULL: as the parent */
	const char	*list;		/* "L": kind of its labels as PDF names it, e.g. "Decimal"; else NULL */
	const char	*contents;	/* "Link": where it leads, "Form": what is signed there; else NULL */
	const char	*alt;		/* "Figure": what it shows, in words; else NULL */
	const char	*outline;	/* text of its bookmark; NULL: none */
	int		 depth;		/* of the bookmark, from 1 */
};

struct tags {
	struct tag	*items;		/* items[0] is unused: artifacts */
	size_t		 n, cap;
};

/* Adds an element below `parent` and returns its index. The first call makes the document, tag 1. */
int	 tag_add(struct arena *, struct tags *, int parent, const char *role);

#endif
