/* The data a PDF was made from, taken out of it again. Nothing in the PDF is trusted. */
#ifndef PDF_READ_H
#define PDF_READ_H
#include "pdf_object.h"

struct arena;
struct diag;
struct source;

struct pdf_source {
	const char	*data;		/* as they were attached */
	size_t		 len;
	const char	*name;		/* for a file: no folder or suffix, and nothing odd in it */
	const char	*producer;	/* the program that wrote the PDF, "" when it does not say */
	const char	*hash;		/* SHA-256 of the data as recorded; NULL: not recorded */
	const char	*profile;	/* layout profile as recorded; NULL: not recorded */
	const char	*status;	/* "draft" as recorded; NULL: issued */
	const char	*fit;		/* how the data were fitted as recorded; NULL: as they say */
	bool		 fields;	/* made with all fields for signatures, whatever the data say */
	const char	*standard;	/* the standards the PDF claims, as for tt_options; never NULL */
};

/*
 * Finds the associated file of the document whose relationship to it is Source (never by its name)
 * and what is recorded about it. `in` stays open for a look at the rest. Returns 0, or -1 with a
 * message: INPUT_LARGE, PDF_KIND, PDF_DAMAGED, PDF_ENCRYPTED, PDF_FILTER, SOURCE_NONE,
 * SOURCE_SEVERAL, SOURCE_LARGE, SOURCE_KIND, SOURCE_CHANGED, NO_MEMORY.
 */
int	 pdf_read_source(struct pdf_in *in, struct arena *, struct diag *, const struct source *pdf,
	    struct pdf_source *);

#endif
