/* What a PDF says about itself: information, XMP, colours, and how viewers are to show it. */
#ifndef PDF_META_H
#define PDF_META_H
#include <stddef.h>

struct buffer;
struct document_info;
struct icc;
struct pdf_file;
struct standard;

struct pdf_meta {
	const struct document_info *info;
	const struct standard	*standard;
	const struct icc	*icc;		/* read, when the standard needs an output intent */
	size_t			 npages;
	const char		*source_hash;	/* SHA-256 of the attached plan; NULL: none attached */
	const char		*source_fit;	/* how it was fitted beside what it says itself, or NULL */
	const char		*source_fields;	/* "all": it has fields for signatures that are not its own; or NULL */
};

/*
 * Writes information and XMP (ISO 32000-1, 14.3), colour profile (14.11.5) and what viewers are to do (12.2), and
 * adds the entries of the catalog to `catalog`.
 */
void	 pdf_meta_write(struct pdf_file *, const struct pdf_meta *, struct buffer *catalog);

/*
 * The inside of the information dictionary, and the XMP packet. Texts are the same in both: line breaks as spaces,
 * without characters that XML does not know, cut to what PDF/A allows a string (ISO 19005-2, 6.1.13).
 */
void	 pdf_meta_info(struct buffer *, const struct pdf_meta *);
void	 pdf_meta_xmp(struct buffer *, const struct pdf_meta *);

#endif
