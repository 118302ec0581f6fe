/* Where on the finished pages signatures, seals, fields and stamps stand, for services that sign. */
#ifndef ZONES_H
#define ZONES_H

struct buffer;
struct pages;

/*
 * JSON: the pages with their sizes; then each zone with its kind ("field", "signature", "seal" or
 * "stamp"), role, page, name (of a field) and rectangle, in mm from the page's top left corner, and in
 * points as PDF has it: [left, bottom, right, top] from the bottom left corner.
 */
void	 zones_write(struct buffer *, const struct pages *);

#endif
