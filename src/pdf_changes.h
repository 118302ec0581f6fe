/* What later revisions of a PDF from outside did to an earlier one. */
#ifndef PDF_CHANGES_H
#define PDF_CHANGES_H
#include "pdf_object.h"

struct pdf_changes {
	size_t		 revisions;	/* that follow; 0: what follows, if anything, is no revision */
	bool		 broken;	/* the earlier revision cannot be read by itself, or there is damage */
	size_t		 where;		/* byte near which it was seen */
	bool		 others;	/* more than signatures, annotations and what belongs to them was changed */
	int64_t		 number;	/* of an object that was; 0: the revisions do not build on each other */
};

/*
 * Compares the file as it is with its revision that ends at byte `end`. What signing and annotating do is
 * no other change: new objects, and the entries of the catalog, pages, form and signature fields that they need.
 */
struct pdf_changes pdf_changes_since(struct pdf_in *, struct arena *, size_t end);

#endif
