#include "raster.h"

#include <cairo-svg.h>
#include <cairo.h>
#include <poppler.h>

enum { POINTS = 72, SIDE_MOST = 32000 };	/* points of an inch; pixels of a picture's side */

struct target {
	raster_sink	*sink;
	void		*user;
};

static cairo_status_t
write_part(void *closure, const unsigned char *data, unsigned n)
{
	const struct target *t = closure;

	return t->sink(t->user, data, n) == 0 ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* What a PDF's own faults say goes nowhere: our messages say it. */
static void
drop_line(const char *domain, GLogLevelFlags level, const char *text, void *user)
{
	(void)domain;
	(void)level;
	(void)text;
	(void)user;
}

enum raster_fault
raster_open(struct raster *r, const void *pdf, size_t n)
{
	GBytes *bytes = g_bytes_new_static(pdf, n);
	GError *error = NULL;
	bool encrypted;

	g_log_set_default_handler(drop_line, NULL);
	r->document = poppler_document_new_from_bytes(bytes, NULL, &error);
	g_bytes_unref(bytes);
	if (r->document == NULL) {
		encrypted = error != NULL && g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
		g_clear_error(&error);
		return encrypted ? RASTER_ENCRYPTED : RASTER_DAMAGED;
	}
	r->pages = poppler_document_get_n_pages(r->document);
	return r->pages > 0 ? RASTER_OK : RASTER_DAMAGED;
}

static enum raster_fault
fault_of(cairo_status_t status)
{
	return status == CAIRO_STATUS_SUCCESS ? RASTER_OK : status == CAIRO_STATUS_WRITE_ERROR ? RASTER_SINK
	    : RASTER_LARGE;
}

/* Draws on a surface, scaled from points. */
static cairo_status_t
paint(PopplerPage *page, cairo_surface_t *surface, double scale)
{
	cairo_t *c = cairo_create(surface);
	cairo_status_t status;

	cairo_set_source_rgb(c, 1, 1, 1);
	cairo_paint(c);
	cairo_scale(c, scale, scale);
	poppler_page_render(page, c);
	status = cairo_status(c);
	cairo_destroy(c);
	return status;
}

static enum raster_fault
draw_png(PopplerPage *page, double width, double height, int dpi, struct target *t)
{
	double scale = (double)dpi / POINTS, across = width * scale + 0.5, down = height * scale + 0.5;
	cairo_surface_t *surface;
	cairo_status_t status;

	if (across >= SIDE_MOST || down >= SIDE_MOST || across < 1 || down < 1)
		return RASTER_LARGE;
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)across, (int)down);
	status = paint(page, surface, scale);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_write_to_png_stream(surface, write_part, t);
	cairo_surface_destroy(surface);
	return fault_of(status);
}

static enum raster_fault
draw_svg(PopplerPage *page, double width, double height, struct target *t)
{
	cairo_surface_t *surface = cairo_svg_surface_create_for_stream(write_part, t, width, height);
	cairo_status_t status;

	cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PT);
	status = paint(page, surface, 1);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	return fault_of(status);
}

enum raster_fault
raster_draw(struct raster *r, int page, enum raster_format format, int dpi, raster_sink *sink, void *user)
{
	PopplerPage *p = poppler_document_get_page(r->document, page);
	struct target t = { sink, user };
	enum raster_fault fault;
	double width, height;

	if (p == NULL)
		return RASTER_DAMAGED;
	poppler_page_get_size(p, &width, &height);
	fault = format == RASTER_SVG ? draw_svg(p, width, height, &t) : draw_png(p, width, height, dpi, &t);
	g_object_unref(p);
	return fault;
}

void
raster_close(struct raster *r)
{
	if (r->document != NULL)
		g_object_unref(r->document);
	r->document = NULL;
}
