/* The document security store of a PDF: what proves its signatures (ISO 32000-2, 12.8.4.3; EN 319 142-1, 5.4.2). */
#ifndef PDF_DSS_H
#define PDF_DSS_H
#include "pdf_object.h"

struct buffer;
struct diag;
struct pdf_writer;

enum pdf_dss_kind { PDF_DSS_CERTIFICATE, PDF_DSS_LIST, PDF_DSS_ANSWER, PDF_DSS__KINDS };

struct pdf_dss_item {			/* one of them, in DER */
	enum pdf_dss_kind kind;
	const void	*data;
	size_t		 len;
};

struct pdf_dss {			/* a store that is there; nobody vouches for what is in it */
	struct pdf_dss_item *items;	/* in the arena of the file */
	size_t		 n, cap;
	bool		 broken;	/* there is more, which is damaged or too much */
};

/* Reads the store of a PDF, each object of it once. Damage in it is none of the file. */
struct pdf_dss pdf_dss_read(const struct pdf_in *);

/*
 * Puts the whole new file into `out`: the PDF as it is and a revision that adds the items to its store, which is
 * made when there is none, and says that they are of a signature (VRI), by the SHA-1 of its contents in hexadecimal
 * capitals. -1 after the messages of pdf_writer_report(), or PDF_DAMAGED.
 */
int	 pdf_dss_write(struct pdf_writer *, struct arena *scratch, struct diag *, struct pdf_in *,
	    const struct pdf_dss_item *, size_t n, const char *signature, struct buffer *out);

#endif
