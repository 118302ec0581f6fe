/* Empty fields for digital signatures, to be filled by later revisions of the file. */
#ifndef PDF_FIELD_H
#define PDF_FIELD_H
#include "unit.h"
#include <stddef.h>

struct buffer;
struct item;
struct pdf_annots;
struct pdf_file;
struct pdf_tags;

struct pdf_fields {
	unsigned	*objects;	/* each field with its widget in one */
	size_t		 n, cap;
};

struct pdf_field_place {		/* where an ITEM_FIELD stands */
	size_t		 page;		/* index */
	unsigned	 object;	/* of the page */
	len		 height;	/* of the page */
};

/*
 * Writes an ITEM_FIELD: field and widget in one object (ISO 32000-1, 12.7.4.5) outside of object streams, with
 * an appearance that shows nothing; `tags` NULL: without structure.
 */
void	 pdf_fields_add(struct pdf_fields *, struct pdf_file *, struct pdf_annots *, struct pdf_tags *,
	    const struct item *, const struct pdf_field_place *);

/* Adds the form of all fields to the catalog (ISO 32000-1, 12.7.2); nothing when there are none. */
void	 pdf_fields_write(const struct pdf_fields *, struct pdf_file *, struct buffer *catalog);

#endif
