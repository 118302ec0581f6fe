#include "render.h"
#include "outcome.h"
#include "preview.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

static long
milliseconds(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int
write_document(struct program *p, tt_document *d)
{
	if (p->options.dump)
		return tt_document_dump(d, p->options.stage, output_write, &p->output);
	return tt_document_write(d, output_write, &p->output);
}

/* Whether the standard output holds the document, so that nothing else may go there. */
static bool
is_standard(const char *path)
{
	return strcmp(path, "-") == 0;
}

static void
print_stats(const struct program *p, const tt_document *d, const char *output, long start)
{
	char pages[16], time[24];

	snprintf(pages, sizeof pages, "%d", tt_document_pages(d));
	snprintf(time, sizeof time, "%ld", milliseconds() - start);
	report_print(&p->report, is_standard(output) ? stderr : stdout, TEXT_STATS,
	    (const char *const[]){ output, pages, time, NULL });
	fputc('\n', is_standard(output) ? stderr : stdout);
}

/* Writes a document that was laid out. */
static int
deliver(struct program *p, tt_document *d, const struct input *in, const char *path)
{
	int result, status = output_open(&p->output, path, p->options.dump, in, &p->report);

	if (status != 0) {
		outcome_print(&p->report, p->options.strict, d, 0);
		return status;
	}
	result = write_document(p, d);
	if (p->output.error != 0) {
		/* The library only knows that its sink said no; output_close knows why. */
		return output_close(&p->output, &p->report);
	}
	if (result != 0 || !outcome_clean(d, p->options.strict)) {
		output_drop(&p->output);
		return outcome_print(&p->report, p->options.strict, d, result);
	}
	status = output_close(&p->output, &p->report);
	outcome_print(&p->report, p->options.strict, d, 0);
	return status;
}

/* The output of a render: as given, or a name made from the document. */
static int
choose_output(const struct program *p, const tt_document *d, char *room, const char **path)
{
	*path = p->options.output;
	if (*path == NULL && (p->options.dump || is_standard(p->options.files[0])))
		*path = "-";
	if (*path != NULL || d == NULL)
		return 0;
	if (snprintf(room, PATH_ROOM, "%s.pdf", tt_document_name(d)) >= PATH_ROOM)
		return REPORT(&p->report, NULL, SILENT, "");
	*path = room;
	return 0;
}

/* A PDF has its mark near its start, a plan never. */
static bool
is_pdf(const struct input *in)
{
	static const char mark[] = "%PDF-";
	enum { HEAD = 1024 };

	for (size_t i = 0; i + sizeof mark - 1 <= in->len && i < HEAD; i++)
		if (memcmp(in->text + i, mark, sizeof mark - 1) == 0)
			return true;
	return false;
}

/* Reads what is to be rendered, or copied by the data given. */
static int
read_document(struct program *p, tt_document *d, const struct input *in)
{
	const struct tt_copy copy = { .form = p->options.form, .below = p->options.below };
	int result;

	if (p->options.verb == VERB_REPORT)
		return tt_document_read(d, in->text, in->len, in->name), tt_document_report(d);
	if (p->options.verb != VERB_COPY)
		return tt_document_read(d, in->text, in->len, in->name);
	result = (is_pdf(in) ? tt_document_read_pdf(d, in->text, in->len, in->name)
	    : tt_document_read(d, in->text, in->len, in->name));
	if (result != 0)
		return -1;
	return tt_document_copy(d, p->data.text, p->data.len, p->data.name, &copy);
}

static int
render_text(struct program *p, tt_document *d, const struct input *in)
{
	char room[PATH_ROOM];
	const char *path;
	long start = milliseconds();
	int status, result = read_document(p, d, in);

	if (result == 0 && !(p->options.dump && p->options.stage == TT_STAGE_PLAN))
		result = tt_document_layout(d);
	if (p->options.nlint > 0 && tt_document_lint(d) != 0)
		result = -1;
	if (result != 0 || !outcome_clean(d, p->options.strict))
		return outcome_print(&p->report, p->options.strict, d, result);
	if (p->options.set != NULL) {
		status = distribute(&p->sets, &p->options, d, in, &p->data, &p->report);
		if (status == 0 && p->options.stats)
			print_stats(p, d, p->options.directory, start);
		return status;
	}
	status = choose_output(p, d, room, &path);
	if (status == 0)
		status = alongside_prepare(&p->alongside, &p->options, d, in, &p->report);
	if (status != 0)
		return status < 0 ? outcome_print(&p->report, p->options.strict, d, -1) : status;
	status = p->options.format != NULL ? preview_write(d, &p->options, in, &p->report) : deliver(p, d, in, path);
	if (status == 0)
		status = alongside_close(&p->alongside, &p->report);
	else
		alongside_drop(&p->alongside);
	if (status == 0 && p->options.stats)
		print_stats(p, d, path, start);
	return status;
}

/* Tells whoever watches what files the document was made of. */
static void
tell_files(const struct program *p, tt_document *d)
{
	char digest[65];
	const char *path;

	for (size_t i = 0; p->files >= 0 && tt_document_file(d, i, &path, digest); i++)
		if (write(p->files, path, strlen(path) + 1) < 0)
			return;
}

int
render_file(struct program *p, tt_context *c)
{
	struct input in;
	const char *path;
	int status = input_read(&in, p->options.files[0], p->options.verb == VERB_COPY ? INPUT_COPY_MIB
	    : INPUT_PLAN_MIB, &p->report);
	tt_document *d;

	if (status == 0 && p->options.set != NULL && strcmp(p->options.set, "recipients") != 0)
		status = input_read(&p->data, p->options.set, INPUT_PLAN_MIB, &p->report);
	if (status == 0)
		status = choose_output(p, NULL, NULL, &path);
	/* An impossible output is told before the work is done. */
	if (status == 0 && path != NULL && p->options.format == NULL)
		status = output_check(path, p->options.dump, &in, &p->report);
	if (status == 0)
		status = alongside_check(&p->options, &in, &p->report);
	if (status == 0) {
		d = tt_document_new(c);
		if (d == NULL)
			status = REPORT(&p->report, NULL, NO_MEMORY, "");
		else
			status = render_text(p, d, &in);
		if (d != NULL)
			tell_files(p, d);
		tt_document_free(d);
	}
	input_free(&in);
	return status;
}
