/*
 * Pages of ours put onto a page of a PDF from outside, or behind its pages.
 *
 * This is an incremental update of our own and not a rewriting by a library: every byte of the original stays
 * where it was, so its fonts, pictures and contents are not even read, signatures in it stay valid for the
 * revision they signed, and what is added is small however large the original is. The cross-references of untrusted
 * files are read here already. What is damaged so that it would have to be repaired first is refused.
 */
#ifndef PDF_GRAFT_H
#define PDF_GRAFT_H
#include "pdf_sheet.h"
#include "thethuc.h"

struct diag;
struct fonts;
struct pages;
struct pdf_writer;

struct pdf_graft {
	struct pdf_in	*in;
	const struct pdf_sheet *onto;	/* the first page of ours is drawn on it; NULL: all are new pages */
	int		 open;		/* graphics states that its contents leave open */
	const char	*form;		/* what is put there makes the PDF a copy of this form, as a key */
	const char	*date;		/* of it, "20240509", or NULL when it is not known */
};

/*
 * Whether what is put there becomes part of a structure that the PDF has. When it says it has one that cannot
 * be added to, *broken is true.
 */
bool	 pdf_graft_tagged(struct pdf_in *, bool *broken);

/*
 * The form of copy that a PDF was made by pdf_graft_write(), when that was put onto the page; NULL: none.
 */
const char *pdf_graft_form(struct pdf_in *, const struct pdf_sheet *);

/*
 * Writes the PDF with the pages. Contents are form XObjects of their own, with their own resources, so that
 * nothing of the page can be taken for theirs. Messages as of pdf_write(), and PDF_DAMAGED. -1 after an error.
 */
int	 pdf_graft_write(struct pdf_writer *, struct arena *scratch, struct diag *, const struct fonts *,
	    const struct pages *, const struct pdf_graft *, tt_sink *, void *user);

#endif
