/* A PDF from outside that is to be copied: its pages, and where on them there is room. */
#ifndef ORIGINAL_H
#define ORIGINAL_H
#include "pdf_ink.h"
#include "profile.h"

struct diag;
struct page;
struct source;

struct original {
	struct pdf_in	 in;
	const struct source *source;
	struct pdf_sheet first, last;
	int64_t		 pages;		/* number of them, as the file says */
};

/*
 * Opens a PDF and says what has to be known before it is copied. Messages: INPUT_LARGE, PDF_KIND,
 * PDF_DAMAGED, PDF_ENCRYPTED, PDF_FILTER, COPY_LARGE, NO_MEMORY (errors); COPY_SIGNED, COPY_CERTIFIED,
 * COPY_STRUCTURE, COPY_COLOURS. The source has to stay as long as the original. -1 after an error.
 */
int	 original_open(struct original *, struct arena *, struct diag *, const struct source *);

/* Whether its metadata say that it is secret. */
bool	 original_is_secret(const struct original *);

/* The form of copy that the PDF is already, as far as it says so; NULL: it does not. */
const char *original_form(struct original *);

struct original_end {			/* where something can be set below the end of the last page */
	bool		 same_page;	/* on that page, `top` from its upper edge; else on a new page */
	len		 top;		/* bottom of what is printed there */
	int		 open;		/* graphics states its contents leave open */
};

/*
 * The end of the last page, for something `height` high with `gap` above it. `below` is where that is said to
 * be, -1: it is looked for. Says what it decided and why: COPY_BELOW, COPY_ROOM, COPY_PICTURE, COPY_END,
 * COPY_PAPER. The scratch arena holds what is needed meanwhile.
 */
struct original_end original_find_end(const struct original *, struct arena *scratch, struct diag *,
	    const struct profile *, len height, len gap, len below);

/*
 * Moves what stands on `page` (to be put onto the first page) up or down in the top margin to where nothing is
 * printed yet. Pictures do not count: a scan covers its margins too. COPY_MARK (error) when there is no such place;
 * COPY_VERSION and COPY_DPI for scans that are not as they have to be.
 */
int	 original_clear(const struct original *, struct arena *scratch, struct diag *, const struct profile *,
	    struct page *, int *open);

#endif
