/* Bookmarks: the outline of a PDF, from the tags that have a text for it. */
#ifndef PDF_OUTLINE_H
#define PDF_OUTLINE_H

struct pages;
struct pdf_file;

/*
 * Writes the outline (ISO 32000-1, 12.3.3), `objects` being the numbers of the pages. Returns the object
 * number of its root, 0 when no tag has a bookmark.
 */
unsigned pdf_outline_write(struct pdf_file *, const struct pages *, const unsigned *objects);

#endif
