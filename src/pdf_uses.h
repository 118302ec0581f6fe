/* What a revision of a PDF from outside refers to, and under which names. */
#ifndef PDF_USES_H
#define PDF_USES_H
#include "pdf_object.h"

enum {					/* bits: as the value of which entry */
	PDF_USE_ANNOTATIONS = 1,	/* Annots */
	PDF_USE_FIELDS = 2,		/* Fields */
	PDF_USE_METADATA = 4,		/* Metadata of the root; elsewhere a font can have that name */
	PDF_USE_STORE = 8,		/* DSS of the root, or Certs, CRLs, OCSPs, VRI of what is nothing but that */
	PDF_USE_OTHER = 16		/* any other, or an element of an array */
};

struct pdf_use {
	int64_t		 number;	/* of the object asked about */
	unsigned	 by;		/* bits; 0: nothing refers to it, but perhaps a trailer */
};

/* Puts objects to ask about in the order of their numbers, each once; how many there are then. */
size_t	 pdf_uses_sort(struct pdf_use *, size_t n);

/*
 * Looks through all objects for references to those asked about, n of them as pdf_uses_sort() leaves them.
 * What cannot be reached counts too. -1 when an object cannot be read, so that nobody knows what it refers to.
 */
int	 pdf_uses_find(const struct pdf_in *, struct pdf_use *, size_t n);

#endif
