/* What stands at fixed places of pages: notices in the margins, lines at the foot, the watermark. */
#ifndef MARK_H
#define MARK_H
#include "flow.h"
#include "put.h"

struct marks {				/* of the section being set */
	struct putter		 put;
	struct diag		*diag;
	const struct section	*section;
	const struct fixed	**fixed;	/* of the section */
	const struct box	**boxes;	/* of each */
	size_t			 n;
	const struct box	*watermark;	/* or NULL */
	len			 share;		/* its length over the diagonal's, 1/1000 */
	len			 width;		/* of the text */
};

/* Begins a section. */
void	 mark_start(struct marks *, struct flow *, const struct boxes *, const struct section *);

/* Height that the foot of a section's first page, or of any later one, takes from the text. */
len	 mark_foot(const struct marks *, bool first);

/* Puts on a page what lies beneath its text: to be called before anything else is put there. */
void	 mark_beneath(const struct marks *, struct page *);

/*
 * Puts on a page what is fixed to places of it, after all else; `left` is the text's left edge. In a
 * margin what would touch something there is moved to the left. Messages: MARK_ROOM (error: it
 * stands higher than the page), MARK_OVERLAP (warning: there is no room to the left).
 */
void	 mark_put(const struct marks *, struct page *, bool first, len left);

#endif
