/* The structure tree of a PDF from outside, as far as adding to its end needs it. */
#ifndef PDF_STRUCTURE_H
#define PDF_STRUCTURE_H
#include "pdf_object.h"

struct buffer;
struct haru_added;

struct pdf_structure {
	const struct pdf_value *root_ref, *root;	/* of the tree; root NULL: no structure */
	const struct pdf_value *holder_ref, *holder;	/* what new elements hang on: the document's, or the root */
	const struct pdf_value *parents_ref, *parents;	/* of the parent tree; ref NULL: it stands in the root */
	int64_t		 key;		/* the first that the parent tree has not */
	bool		 broken;	/* there is a structure, but none that can be added to */
};

struct pdf_structure pdf_structure_find(struct pdf_in *);

/*
 * The objects that change when elements (references in `kids`) and entries of the parent tree (`numbers`, with
 * keys from s->key to `last`) are added; at most 3 of them into `out`. `leaf` is a new object's number for
 * where the parent tree has several parts; returns how many objects there are.
 */
size_t	 pdf_structure_add(struct pdf_in *, const struct pdf_structure *, const struct buffer *kids,
	    const struct buffer *numbers, int64_t last, unsigned leaf, struct haru_added *out);

#endif
