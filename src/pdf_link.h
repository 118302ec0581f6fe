/* Links inside a PDF: annotations that lead to an element of the structure. */
#ifndef PDF_LINK_H
#define PDF_LINK_H
#include <stddef.h>

struct item;
struct page;
struct pdf_annots;
struct pdf_file;
struct pdf_tags;

struct pdf_link {
	const struct item *item;	/* ITEM_LINK */
	unsigned	 object;	/* the annotation */
	unsigned	 key;		/* its StructParent */
	size_t		 page;		/* index */
};

struct pdf_links {
	struct pdf_link	*items;		/* in the order of the pages */
	size_t		 n, cap;
};

/* A link met while a page is written: an annotation (ISO 32000-1, 12.5.6.5) in its element, which has `contents`. */
void	 pdf_links_add(struct pdf_links *, struct pdf_file *, struct pdf_annots *, struct pdf_tags *,
	    const struct item *, size_t page);

/*
 * Writes the annotations once every element has its place, `pages` being the objects of the pages. They say in
 * words where they lead (ISO 14289-1, 7.18.5); one to an element that stands nowhere has no destination.
 */
void	 pdf_links_write(struct pdf_links *, struct pdf_file *, const struct pdf_tags *, const unsigned *pages);

#endif
