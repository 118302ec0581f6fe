/*
 * A peer: sets the paragraphs of a text, one a line, justified on A4 pages with Pango and Cairo, N times, and
 * prints the milliseconds of processor time of a document. No structure, no tags, no checks.
 */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WIDTH = 468, TOP = 57, BOTTOM = 785, LEFT = 85 };	/* points */

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double
show_paragraph(cairo_t *c, PangoLayout *layout, const char *text, double y)
{
	pango_layout_set_text(layout, text, -1);
	for (int i = 0; i < pango_layout_get_line_count(layout); i++) {
		PangoLayoutLine *line = pango_layout_get_line_readonly(layout, i);
		PangoRectangle box;

		pango_layout_line_get_extents(line, NULL, &box);
		if (y + PANGO_PIXELS(box.height) > BOTTOM) {
			cairo_show_page(c);
			y = TOP;
		}
		cairo_move_to(c, LEFT, y - PANGO_PIXELS(box.y));
		pango_cairo_show_layout_line(c, line);
		y += (double)box.height / PANGO_SCALE;
	}
	return y + 6;
}

static void
render(gchar **paragraphs, const char *path)
{
	cairo_surface_t *file = cairo_pdf_surface_create(path, 595, 842);
	cairo_t *c = cairo_create(file);
	PangoLayout *layout = pango_cairo_create_layout(c);
	PangoFontDescription *font = pango_font_description_from_string("Liberation Serif 13");
	double y = TOP;

	pango_layout_set_font_description(layout, font);
	pango_layout_set_width(layout, WIDTH * PANGO_SCALE);
	pango_layout_set_justify(layout, TRUE);
	for (gchar **p = paragraphs; *p != NULL; p++)
		y = show_paragraph(c, layout, *p, y);
	pango_font_description_free(font);
	g_object_unref(layout);
	cairo_destroy(c);
	cairo_surface_finish(file);
	cairo_surface_destroy(file);
}

int
main(int argc, char **argv)
{
	gchar *text, **paragraphs;
	int rounds = argc > 3 ? atoi(argv[3]) : 1;
	double start;

	if (argc < 3 || !g_file_get_contents(argv[1], &text, NULL, NULL)) {
		fprintf(stderr, "usage: pango text.txt it.pdf [rounds]\n");
		return 2;
	}
	paragraphs = g_strsplit(text, "\n\n", -1);
	render(paragraphs, argv[2]);
	start = now();
	for (int i = 0; i < rounds; i++)
		render(paragraphs, argv[2]);
	printf("%.3f\n", (now() - start) / rounds);
	g_strfreev(paragraphs);
	g_free(text);
	return 0;
}
