/* Sections of cross-references: where the objects of a PDF are (ISO 32000-1, 7.5.4 and 7.5.8). */
#ifndef PDF_SECTION_H
#define PDF_SECTION_H
#include "pdf_value.h"

struct arena;
struct pdf_index;
struct pdf_section;

enum { PDF_TABLE_ROW = 20 };		/* bytes of a row of a table */

struct pdf_range {			/* objects whose numbers follow each other */
	int64_t		 first, count;	/* the first number, and how many there are */
	const char	*rows;		/* one for each, in the file or in an unpacked stream */
	const struct pdf_section *section;	/* it is of; NULL until there is an index */
};

struct pdf_section {
	struct pdf_section *next;	/* the one to look into when this one has nothing */
	size_t		 start;		/* its place in the file */
	const struct pdf_value *trailer;	/* its dictionary */
	bool		 stream;	/* a cross-reference stream, else a table */
	int		 width[3];	/* bytes of a row's fields; stream */
	struct pdf_range *ranges;
	size_t		 n, cap;	/* ranges, and room for them */
	const struct pdf_index *index;	/* of it and those behind it; NULL: none was made */
};

struct pdf_row {
	int		 type;		/* 0: no object, 1: in the file, 2: in an object stream */
	int64_t		 place;		/* byte of the file, or number of the stream */
	int64_t		 index;		/* generation, or index in the stream */
};

/* Row i, from 0, of a range of the section; a row that is damaged is one of no object. */
struct pdf_row	 pdf_section_row(const struct pdf_section *, const struct pdf_range *, int64_t i);

/* The row of an object in the first section that has one; where none has, one of no object. */
struct pdf_row	 pdf_section_find(const struct pdf_section *, int64_t number);

/*
 * Makes finding rows in the section and those behind it take no longer however many there are. Their ranges stay
 * as they are from then on.
 */
void		 pdf_section_index(struct arena *, struct pdf_section *);

/* A whole number of `width` bytes, the highest first; INT64_MAX when it is more than that. */
int64_t		 pdf_section_field(const char *, int width);

#endif
