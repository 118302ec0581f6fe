/* The cross-references of a PDF that nobody vouches for, through all its revisions. */
#ifndef PDF_XREF_H
#define PDF_XREF_H
#include "pdf_object.h"

/*
 * Reads the cross-references of the last revision and of all before it (ISO 32000-1, 7.5.4 to
 * 7.5.8). What is damaged is not repaired: a repair is a guess at what was meant. The bytes have to stay where
 * they are. Returns 0, or -1 with the fault recorded: after some faults even `sections` is NULL.
 */
int	 pdf_open(struct pdf_in *, struct arena *, const char *data, size_t n);

/* The root of the last revision; NULL when there is none. */
const struct pdf_value *pdf_root(struct pdf_in *);

/*
 * The stream with the metadata of the last revision, unpacked, at most `most` bytes of it; NULL when there is none
 * that can be read. A fault is recorded as for others.
 */
const struct pdf_object *pdf_metadata(struct pdf_in *, size_t most, const char **bytes, size_t *n);

/*
 * Where the first revision ends, when others follow it; else the length of the file. What stands
 * there need not be a whole PDF: a linearized file is one revision in two parts.
 */
size_t	 pdf_first_end(const struct pdf_in *);

/* Number of revisions whose cross-references start at byte `from` or later. */
size_t	 pdf_revisions(const struct pdf_in *, size_t from);

/*
 * Calls `each` for the number of every object that those revisions replace, add or delete, until
 * it returns other than 0. Returns what it returned last.
 */
int	 pdf_each_revised(const struct pdf_in *, size_t from, int (*each)(void *, int64_t), void *user);

#endif
