/* The objects of a PDF from outside, written again. */
#ifndef PDF_PRINT_H
#define PDF_PRINT_H
#include "pdf_value.h"

struct buffer;

/* Writes a value so that reading it gives the same value. */
void	 pdf_print(struct buffer *, const struct pdf_value *);

/*
 * Writes the entries of a dictionary, but those whose names are in the NULL-terminated list; nothing
 * when `dict` is NULL or no dictionary.
 */
void	 pdf_print_entries(struct buffer *, const struct pdf_value *dict, const char *const *without);

#endif
