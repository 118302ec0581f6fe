/* The structure tree of a PDF (ISO 32000-1, 14.7): elements, marked content, parent tree, identifiers. */
#ifndef PDF_TAG_H
#define PDF_TAG_H
#include "unit.h"
#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct pages;
struct pdf_file;

enum kid_kind {
	KID_CONTENT,			/* marked content `id` on a page */
	KID_ELEMENT,			/* element of the tag `id` */
	KID_ANNOTATION			/* object `id` on a page */
};

struct pdf_kid {
	enum kid_kind	 kind;
	unsigned	 id;
	size_t		 page;		/* index; not for elements */
	size_t		 next;		/* kid of the same element, by index; 0: none */
};

struct pdf_element {			/* of one tag */
	unsigned	 object;	/* 0: nothing marked below it, not written */
	size_t		 first, last;	/* kids in the order of the content, by index */
	size_t		 n;		/* number of kids */
	bool		 mixed;		/* has content of its own */
	bool		 placed;
	size_t		 page;		/* where its content begins, when placed: page index and top left corner */
	len		 x, y;
	len		 box[4];	/* of a figure: left, bottom, right, top, y upwards; all 0: no figure */
};

struct pdf_marks {			/* of one page or annotation: by MCID the tag */
	int		*tags;
	size_t		 n, cap;
};

struct pdf_tags {
	struct pdf_file	*file;
	const struct pages *pages;
	struct pdf_element *elements;	/* by tag */
	struct pdf_kid	*kids;		/* of all elements, from index 1 on */
	size_t		 nkids, kids_cap;
	struct pdf_marks *marks;	/* by page */
	struct pdf_marks annotations;	/* in the order of their StructParent keys */
	const unsigned	*streams;	/* by page: form XObject with its content; NULL: content is the page's own */
};

void	 pdf_tags_init(struct pdf_tags *, struct pdf_file *, const struct pages *);

/*
 * Content of an element begins on a page at (x, y), y downwards; returns its marked-content id.
 * The element becomes a kid of its parents where it first appears.
 */
unsigned pdf_tags_mark(struct pdf_tags *, int tag, size_t page, len x, len y);

/* What a figure covers, from its lower left corner, y upwards. */
void	 pdf_tags_box(struct pdf_tags *, int tag, len x, len y, len w, len h);

/* An annotation that belongs to an element; returns its StructParent key. */
unsigned pdf_tags_annotate(struct pdf_tags *, int tag, size_t page, unsigned object);

/* Before anything is marked: tag 1 is the element `parent` of a structure that is there already. */
void	 pdf_tags_hang(struct pdf_tags *, unsigned parent);

/*
 * Writes the elements below that one, `pages` being the objects of the pages. Their content is in form XObjects,
 * `streams` by page, whose StructParents count from `key` on. Adds the elements just below it to `kids`, and the
 * entries of the parent tree to `numbers`.
 */
void	 pdf_tags_graft(struct pdf_tags *, const unsigned *pages, const unsigned *streams,
	    size_t key, struct buffer *kids, struct buffer *numbers);

/* Writes all elements and returns the object of the structure tree's root; `pages`: objects of the pages. */
unsigned pdf_tags_write(struct pdf_tags *, const unsigned *pages);

#endif
