#include "bundle.h"
#include "input.h"
#include "output.h"
#include "page_name.h"
#include "preview_options.h"
#include "raster.h"
#include "start.h"

#include <errno.h>
#include <string.h>

struct program {
	struct preview_options options;
	struct report	 report;
	struct input	 in;
	struct raster	 raster;
	struct bundle	 bundle;
	struct output	 output;
	char		 pattern[PAGE_NAME_ROOM];
};

/* The message for a page that could not be drawn. */
static int
refuse(const struct program *p, enum raster_fault fault, int page)
{
	char number[16];

	snprintf(number, sizeof number, "%d", page);
	if (fault == RASTER_ENCRYPTED)
		return REPORT(&p->report, p->in.name, PREVIEW_ENCRYPTED, "");
	if (fault == RASTER_LARGE)
		return REPORT(&p->report, p->in.name, PREVIEW_LARGE, number);
	return REPORT(&p->report, p->in.name, PREVIEW_DAMAGED, "");
}

static enum raster_fault
draw(struct program *p, int page, struct output *out)
{
	enum raster_format format = strcmp(p->options.format, "svg") == 0 ? RASTER_SVG : RASTER_PNG;

	return raster_draw(&p->raster, page - 1, format, p->options.dpi, output_write, out);
}

/* The page as the only thing on standard output. */
static int
draw_standard(struct program *p, int page)
{
	int status = output_open(&p->output, "-", strcmp(p->options.format, "svg") == 0, &p->in, &p->report);
	enum raster_fault fault;

	if (status != 0)
		return status;
	fault = draw(p, page, &p->output);
	if (fault == RASTER_OK || fault == RASTER_SINK)
		return output_close(&p->output, &p->report);
	output_drop(&p->output);
	return refuse(p, fault, page);
}

static int
draw_file(struct program *p, int page, const char *name)
{
	int status = bundle_begin(&p->bundle, name, &p->in, &p->report);
	enum raster_fault fault;

	if (status != 0)
		return status;
	fault = draw(p, page, &p->bundle.output);
	if (fault == RASTER_OK || fault == RASTER_SINK)
		return bundle_end(&p->bundle, &p->report);
	bundle_drop(&p->bundle);
	return refuse(p, fault, page);
}

/* The pages as files that appear together. */
static int
draw_files(struct program *p, int first, int last)
{
	char path[PAGE_NAME_ROOM], folder[PAGE_NAME_ROOM];
	const char *slash = strrchr(p->pattern, '/');
	size_t skip = slash == NULL ? 0 : (size_t)(slash - p->pattern) + 1;
	int status;

	snprintf(folder, sizeof folder, "%.*s", skip == 0 ? 1 : skip == 1 ? 1 : (int)skip - 1,
	    skip == 0 ? "." : p->pattern);
	status = bundle_open(&p->bundle, folder, &p->report);
	for (int page = first; page <= last && status == 0; page++) {
		if (page_name(p->pattern, page, path))
			status = draw_file(p, page, path + skip);
		else {
			bundle_drop(&p->bundle);
			status = REPORT(&p->report, p->pattern, FILE_WRITE, report_reason(&p->report, ENAMETOOLONG));
		}
	}
	return status != 0 ? status : bundle_close(&p->bundle, &p->report);
}

/* A PDF cut short would be drawn as far as it goes: its end has to be there. */
static bool
is_whole(const struct input *in)
{
	static const char mark[] = "%%EOF";
	enum { TAIL = 1024 };
	size_t start = in->len > TAIL ? in->len - TAIL : 0;

	for (size_t i = start; i + sizeof mark - 1 <= in->len; i++)
		if (memcmp(in->text + i, mark, sizeof mark - 1) == 0)
			return true;
	return false;
}

/* The name of the PDF without folder and ending. */
static void
name_of(const char *path, char *name, size_t room)
{
	const char *slash = strrchr(path, '/'), *start = slash == NULL ? path : slash + 1, *dot = strrchr(start, '.');

	snprintf(name, room, "%.*s", dot == NULL || dot == start ? (int)strlen(start) : (int)(dot - start), start);
}

static int
draw_pages(struct program *p)
{
	const struct preview_options *o = &p->options;
	char name[PAGE_NAME_ROOM], all[16], asked[16];
	int first = o->page > 0 ? o->page : 1, last = o->page > 0 ? o->page : p->raster.pages;
	bool standard = o->output == NULL ? strcmp(p->in.name, "stdin") == 0 : strcmp(o->output, "-") == 0;

	snprintf(all, sizeof all, "%d", p->raster.pages);
	snprintf(asked, sizeof asked, "%d", o->page);
	if (last > p->raster.pages)
		return REPORT(&p->report, p->in.name, PREVIEW_PAGE, all, asked);
	if (standard)
		return first == last ? draw_standard(p, first) : REPORT(&p->report, p->in.name, PREVIEW_MANY, all);
	name_of(p->in.name, name, sizeof name);
	if (!page_name_pattern(o->output, name, o->format, p->pattern))
		return REPORT(&p->report, o->output, FILE_WRITE, report_reason(&p->report, ENAMETOOLONG));
	return draw_files(p, first, last);
}

static int
run(struct program *p)
{
	enum raster_fault fault;
	int status;

	if (p->options.help) {
		fputs(report_text(&p->report, TEXT_HELP_PREVIEW), stdout);
		return 0;
	}
	status = input_read(&p->in, p->options.files.items[0], INPUT_PDF_MIB, &p->report);
	if (status != 0)
		return status;
	fault = is_whole(&p->in) ? raster_open(&p->raster, p->in.text, p->in.len) : RASTER_DAMAGED;
	return fault == RASTER_OK ? draw_pages(p) : refuse(p, fault, 0);
}

int
main(int argc, char **argv)
{
	static struct program p;
	int status;

	start_program();
	status = preview_options_read(&p.options, &p.report, argc, argv);
	if (status == 0)
		status = run(&p);
	raster_close(&p.raster);
	input_free(&p.in);
	preview_options_free(&p.options);
	return status != 0 ? status : report_flush(&p.report);
}
