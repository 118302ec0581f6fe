/* The annotations of the pages: links, fields. */
#ifndef PDF_ANNOT_H
#define PDF_ANNOT_H
#include <stddef.h>

struct pdf_file;

struct pdf_annots {			/* in the order of the pages */
	struct pdf_annot *items;
	size_t		 n, cap;
};

/* An annotation's object on a page; pages come in their order. */
void	 pdf_annots_add(struct pdf_annots *, struct pdf_file *, size_t page, unsigned object);

/*
 * Adds to each page, `pages` being their objects, its annotations, to be visited in the order of the structure
 * (ISO 14289-1, 7.18.3).
 */
void	 pdf_annots_write(const struct pdf_annots *, struct pdf_file *, const unsigned *pages);

#endif
