/* Pages of a PDF as pictures, drawn by Poppler on Cairo. The only module that knows either. */
#ifndef RASTER_H
#define RASTER_H
#include <stdbool.h>
#include <stddef.h>

enum raster_format { RASTER_PNG, RASTER_SVG };

enum raster_fault { RASTER_OK, RASTER_DAMAGED, RASTER_ENCRYPTED, RASTER_LARGE, RASTER_SINK };

struct raster {
	void	*document;		/* NULL: not open */
	int	 pages;
};

/* Takes the bytes of the picture; anything but 0 ends the drawing with RASTER_SINK. */
typedef int raster_sink(void *user, const void *, size_t);

/* Opens a PDF; the bytes have to stay until raster_close(). */
enum raster_fault raster_open(struct raster *, const void *pdf, size_t n);

/*
 * Draws a page, from 0, as large as it is printed: a PNG has so many pixels an inch on white, an SVG has the
 * shapes, letters as outlines. The same page gives the same bytes. RASTER_LARGE: more pixels than can be had.
 */
enum raster_fault raster_draw(struct raster *, int page, enum raster_format, int dpi, raster_sink *, void *user);

void	 raster_close(struct raster *);

#endif
