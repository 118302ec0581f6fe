/* What stands on a page as content: lines, rules, frames, drawings and pictures, with the resources they need. */
#ifndef PDF_CONTENT_H
#define PDF_CONTENT_H
#include <stdbool.h>

struct buffer;
struct item;
struct pdf_file;
struct pdf_fonts;
struct pdf_images;
struct pdf_text;

/* Adds an item to the contents of the page; false when it is none of these. */
bool	 pdf_content_put(struct pdf_text *, struct pdf_images *, struct pdf_file *, const struct item *);

/* The entries of a resource dictionary for all that was put, once the fonts are written. */
void	 pdf_content_resources(const struct pdf_fonts *, const struct pdf_images *, struct buffer *);

#endif
