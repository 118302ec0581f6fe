/* What is wrong with a PDF from outside, as a message. */
#ifndef PDF_FAULT_H
#define PDF_FAULT_H
#include "diag.h"
#include "pdf_object.h"

/*
 * Tells the fault recorded while the PDF was read; no fault at all counts as damage. `large` is the message
 * for a stream that unpacks to more than `limit` says. Returns -1.
 */
int	 pdf_fault_tell(const struct pdf_in *, struct diag *, const struct source *pdf, enum diag_code large,
	    const char *limit);

#endif
