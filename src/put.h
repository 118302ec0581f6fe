/* Boxes put on a page: their lines, rules and frames as items in final place. */
#ifndef PUT_H
#define PUT_H
#include "box.h"
#include "page.h"

struct arena;

struct putter {				/* what putting needs */
	struct arena	*mem;
	const struct tag *tags;		/* of the document */
	const struct note *notes;
	bool		 fixed;		/* what is put stands at a place of its own, not in the text */
};

/* A filled rectangle, its top left corner at (x, y), that came from a block (NULL: from none). */
void	 put_rule(const struct putter *, struct page *, const struct block *, const char *role, len x, len y,
	    len w, len h);

/*
 * Line i of a paragraph with its links, the top left corner of its column at (x, y); the first one with the mark
 * of the bookmark that the paragraph has. `note`: the footnote it is of, 0: of none.
 */
void	 put_line(const struct putter *, struct page *, const struct box *, size_t i, len x, len y, int note);

/*
 * A box that is no table, its top left corner at (x, y), and what is inside: of it those lines and parts that
 * begin at `top` or below and above `end`.
 */
void	 put_box(const struct putter *, struct page *, const struct box *, len x, len y, len top, len end);

#endif
