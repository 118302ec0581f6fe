/* Editions of finished pages: one copy with its recipient marked, or all copies one after the other. */
#ifndef EDITION_H
#define EDITION_H
#include "page.h"

struct arena;
struct where;

struct edition_mark {			/* how the line of a recipient is marked */
	const struct line *line;	/* put before it; NULL: nothing */
	len		 gap;		/* between both */
	const char	*says;		/* what it says, for those who do not see it */
	bool		 underline;	/* the line is underlined as well */
};

struct edition_copy {
	const char	*label;		/* of its pages and its bookmark, when there are several copies */
	const struct where *const *lines;	/* what the paragraphs to be marked come from, ended by NULL */
	bool		 fields;	/* has the fields for digital signatures; at most one copy of a file */
};

/*
 * The pages of one copy. Nothing moves: the mark stands in the margin. In the structure it is a Span at
 * the beginning of the marked paragraph. Lines and blocks are shared with the pages given.
 */
struct pages	*edition_one(struct arena *, const struct pages *, const struct edition_mark *,
		    const struct edition_copy *);

/*
 * The pages of all copies, each a Part of the structure with a bookmark and page labels of its own.
 * With `duplex` each begins on an odd page, an empty one before it when it must be.
 */
struct pages	*edition_all(struct arena *, const struct pages *, const struct edition_mark *,
		    const struct edition_copy *, size_t n, bool duplex);

#endif
