/* Page labels: what a viewer calls the pages of a PDF. */
#ifndef PDF_LABEL_H
#define PDF_LABEL_H

struct buffer;
struct pages;
struct pdf_file;

/*
 * Adds /PageLabels to the inside of the catalog: the page numbers as printed, with the label of
 * their section before them. Nothing when they are those a viewer counts itself. ISO 32000-1, 12.4.2.
 */
void	 pdf_label_write(struct pdf_file *, const struct pages *, struct buffer *catalog);

#endif
