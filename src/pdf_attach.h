/* Data inside a PDF as its associated file (ISO 19005-3, 6.8 and Annex E). */
#ifndef PDF_ATTACH_H
#define PDF_ATTACH_H
#include <stddef.h>

struct buffer;
struct pdf_file;

struct pdf_attachment {
	const char	*name;		/* file name, ASCII with its suffix */
	const char	*description;	/* for people, UTF-8; NULL: none */
	const char	*type;		/* media type, "application/json" */
	const char	*date;		/* "2024-05-06"; NULL: not complete */
	const void	*data;
	size_t		 len;
};

/*
 * Writes the file as the source the document was made from; adds the entries AF and Names, which
 * has to be the only one, to the body of the catalog.
 */
void	 pdf_attach(struct pdf_file *, const struct pdf_attachment *, struct buffer *catalog);

#endif
