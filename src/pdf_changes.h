/* What later revisions of a PDF from outside did to an earlier one. */
#ifndef PDF_CHANGES_H
#define PDF_CHANGES_H
#include "pdf_object.h"

enum pdf_change {			/* from what is expected to what is not */
	PDF_CHANGE_SIGNING,		/* signatures, and what proves them */
	PDF_CHANGE_NOTES,		/* annotations or empty fields were added: they can cover what is there */
	PDF_CHANGE_CONTENT		/* anything else */
};

struct pdf_changes {
	size_t		 revisions;	/* that follow; 0: what follows, if anything, is no revision */
	bool		 broken;	/* the earlier revision cannot be read by itself, or there is damage */
	size_t		 where;		/* byte near which it was seen */
	enum pdf_change	 kind;		/* the worst */
	int64_t		 number;	/* of the object it was done with; 0: revisions do not build on each other */
};

/*
 * Compares the file as it is with its revision that ends at byte `end`. Signing fills fields that were empty, adds
 * signed ones, new objects to which nothing referred before, evidence, and what the file says about itself. A field
 * that was signed stays as it is, and so does every annotation.
 */
struct pdf_changes pdf_changes_since(struct pdf_in *, struct arena *, size_t end);

#endif
