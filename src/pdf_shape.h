/* Drawings of figures as PDF operators. */
#ifndef PDF_SHAPE_H
#define PDF_SHAPE_H
#include "unit.h"

struct buffer;
struct drawing;

/* A drawing with its top left corner at (x, y), y upwards; the graphics state is as before after it. */
void	 pdf_shape(struct buffer *, const struct drawing *, len x, len y);

#endif
