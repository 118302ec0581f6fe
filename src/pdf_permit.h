/* What a signature in a PDF from outside lets others do after it (ISO 32000-1, 12.8.2.2 and 12.8.2.4). */
#ifndef PDF_PERMIT_H
#define PDF_PERMIT_H
#include "pdf_object.h"

/*
 * Whether a field may be signed after this signature: its DocMDP and FieldMDP permit more than nothing, and its
 * FieldMDP does not lock the field (a full name, UTF-8) or one above it.
 */
bool	 pdf_permits(struct pdf_in *, const struct pdf_value *signature, const char *field);

#endif
