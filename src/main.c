#include "batch.h"
#include "companion.h"
#include "completion.h"
#include "help.h"
#include "map_file.h"
#include "outcome.h"
#include "program.h"
#include "render.h"
#include "thethuc.h"
#include "watch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int
print_messages(const struct program *p, const tt_document *d, int result)
{
	return outcome_print(&p->report, p->options.strict, d, result);
}

static bool
is_clean(const struct program *p, const tt_document *d)
{
	return outcome_clean(d, p->options.strict);
}

static int
make_copy(struct program *p, tt_context *c)
{
	int status = input_read(&p->data, p->options.data, INPUT_PLAN_MIB, &p->report);

	return status != 0 ? status : render_file(p, c);
}

static int
check_file(const struct program *p, tt_document *d, const char *path)
{
	struct input in;
	int result, status = input_read(&in, path, INPUT_PLAN_MIB, &p->report);

	if (status == 0) {
		result = tt_document_read(d, in.text, in.len, in.name);
		if (result == 0)
			result = tt_document_layout(d);
		if (tt_document_lint(d) != 0)
			result = -1;
		status = print_messages(p, d, result);
	}
	input_free(&in);
	return status;
}

/* Prints what the library tells of itself; a sink of the output is given to `print`. */
static int
print_data(struct program *p, tt_context *c, int (*print)(struct program *, tt_context *))
{
	const char *path = p->options.output != NULL ? p->options.output : "-";
	int status = output_open(&p->output, path, true, NULL, &p->report);

	if (status != 0)
		return status;
	if (print(p, c) != 0 && p->output.error == 0) {
		output_drop(&p->output);
		return REPORT(&p->report, NULL, NO_MEMORY, "");
	}
	return output_close(&p->output, &p->report);
}

static int
print_rules(struct program *p, tt_context *c)
{
	return tt_lint_rules(c, p->options.json || p->report.json, output_write, &p->output);
}

static int
check(struct program *p, tt_context *c)
{
	tt_document *d;
	int worst = 0;

	if (p->options.list_rules)
		return print_data(p, c, print_rules);
	d = tt_document_new(c);
	if (d == NULL)
		return REPORT(&p->report, NULL, NO_MEMORY, "");
	for (size_t i = 0; i < p->options.nfiles; i++) {
		int status = check_file(p, d, p->options.files[i]);
		worst = status > worst ? status : worst;
	}
	tt_document_free(d);
	map_file_tell_unseen(c, &p->report);
	return worst;
}

/* What a verb does with its one input. */
typedef int file_work(struct program *, tt_document *, const struct input *);

static int
with_file(struct program *p, tt_context *c, int most_mib, file_work *work)
{
	struct input in;
	int status = input_read(&in, p->options.files[0], most_mib, &p->report);
	tt_document *d;

	if (status == 0) {
		d = tt_document_new(c);
		status = d == NULL ? REPORT(&p->report, NULL, NO_MEMORY, "") : work(p, d, &in);
		tt_document_free(d);
	}
	input_free(&in);
	return status;
}

static int
prove(struct program *p, tt_document *d, const struct input *in)
{
	const char *path = p->options.output != NULL ? p->options.output : "-";
	bool json = p->options.json || output_is_json(path);
	int status, result = tt_document_read(d, in->text, in->len, in->name);

	if (result == 0)
		result = tt_document_layout(d);
	if (result != 0 || !is_clean(p, d))
		return print_messages(p, d, result);
	print_messages(p, d, 0);
	status = output_open(&p->output, path, true, in, &p->report);
	if (status != 0)
		return status;
	result = tt_document_proof(d, json, output_write, &p->output);
	if (result == 0 || p->output.error != 0)
		return output_close(&p->output, &p->report);
	output_drop(&p->output);
	return REPORT(&p->report, NULL, SILENT, "");
}

/* Without -o the name comes from a file nobody vouches for, so nothing gives way to it. */
static int
take_out(struct program *p, tt_document *d, const struct input *in)
{
	int status = print_messages(p, d, tt_document_extract(d, in->text, in->len, in->name));
	char room[PATH_ROOM];
	const char *data;
	size_t n;

	if (status != 0)
		return status;
	snprintf(room, sizeof room, "%s.json", tt_document_name(d));
	if (p->options.output != NULL)
		status = output_open(&p->output, p->options.output, true, in, &p->report);
	else
		status = output_open_fresh(&p->output, room, &p->report);
	if (status != 0)
		return status;
	data = tt_document_source(d, &n);
	output_write(&p->output, data, n);
	return output_close(&p->output, &p->report);
}

static int
compare(struct program *p, tt_document *d, const struct input *in)
{
	return print_messages(p, d, tt_document_verify(d, in->text, in->len, in->name));
}

static int
proof(struct program *p, tt_context *c)
{
	return with_file(p, c, INPUT_PLAN_MIB, prove);
}

static int
extract(struct program *p, tt_context *c)
{
	return with_file(p, c, INPUT_PDF_MIB, take_out);
}

static int
verify_source(struct program *p, tt_context *c)
{
	return with_file(p, c, INPUT_PDF_MIB, compare);
}

static int
print_schema(struct program *p, tt_context *c)
{
	static int (*const print[])(tt_context *, tt_sink *, void *) = {
		[OPTIONS_SCHEMA_PLAN] = tt_schema, [OPTIONS_SCHEMA_COPY] = tt_schema_copy,
		[OPTIONS_SCHEMA_SET] = tt_schema_set, [OPTIONS_SCHEMA_REPORT] = tt_schema,
		[OPTIONS_SCHEMA_RESULTS] = tt_schema_results, [OPTIONS_SCHEMA_MAP] = tt_schema_map,
		[OPTIONS_SCHEMA_LAYOUT] = tt_schema_layout,
	};

	return print[p->options.schema](c, output_write, &p->output);
}

static int
schema(struct program *p, tt_context *c)
{
	return print_data(p, c, print_schema);
}

static int
print_start(tt_document *d, const struct options *o, struct output *out)
{
	return tt_document_start(d, o->files[0], o->nfiles > 1 ? o->files[1] : NULL, output_write, out);
}

/* A first file is put where none is yet. */
static int
start(struct program *p, tt_context *c)
{
	const char *path = p->options.output;
	tt_document *d = tt_document_new(c);
	int status, result;

	if (d == NULL)
		return REPORT(&p->report, NULL, NO_MEMORY, "");
	status = path == NULL || strcmp(path, "-") == 0 ? output_open(&p->output, "-", true, NULL, &p->report)
	    : output_open_fresh(&p->output, path, &p->report);
	if (status == 0) {
		result = print_start(d, &p->options, &p->output);
		if (result != 0 && p->output.error == 0)
			output_drop(&p->output);
		status = result == 0 || p->output.error != 0 ? output_close(&p->output, &p->report)
		    : print_messages(p, d, result);
	}
	tt_document_free(d);
	return status;
}

static int
batch(struct program *p, tt_context *c)
{
	return batch_run(&p->options, p->data_dir, c, &p->report);
}

static int	 run(struct program *);

static int
render_again(void *user, int files)
{
	struct program *p = user;
	int status;

	p->files = files;
	p->options.verb = VERB_RENDER;
	status = run(p);
	return status == 0 ? report_flush(&p->report) : status;
}

/* Without -o the file is called like the plan: a name made of what it says could change as it is written. */
static int
watch(struct program *p)
{
	const char *plan = p->options.files[0], *slash = strrchr(plan, '/'), *base = slash == NULL ? plan : slash + 1;
	const char *known[] = { plan, p->options.profile, p->options.map, NULL };
	int stem = (int)(output_is_json(base) ? strlen(base) - strlen(".json") : strlen(base));
	char room[PATH_ROOM];

	/* A profile by its name is one of those shipped; it is no file here, and not there counts as unchanged. */
	if (known[1] == NULL) {
		known[1] = known[2];
		known[2] = NULL;
	}
	if (p->options.output == NULL && snprintf(room, sizeof room, "%.*s.pdf", stem, base) >= PATH_ROOM)
		return REPORT(&p->report, plan, FILE_WRITE, report_reason(&p->report, ENAMETOOLONG));
	if (p->options.output == NULL)
		p->options.output = room;
	p->options.stats = true;
	return watch_run(known, p->options.output, render_again, p, &p->report);
}

static int
run(struct program *p)
{
	static int (*const verbs[])(struct program *, tt_context *) = {
		[VERB_RENDER] = render_file, [VERB_CHECK] = check, [VERB_PROOF] = proof,
		[VERB_EXTRACT] = extract, [VERB_VERIFY] = verify_source, [VERB_SCHEMA] = schema,
		[VERB_COPY] = make_copy, [VERB_REPORT] = render_file, [VERB_BATCH] = batch,
		[VERB_NEW] = start,
	};
	const struct tt_options options = {
		.data_dir = p->data_dir,
		.font_dirs = p->options.font_dirs,
		.image_dirs = p->options.image_dirs,
		.images_beside = !p->options.standard_input,
		.fields = p->options.fields,
		.profile = p->options.profile,
		.lint = p->options.lint,
		.pdf_standard = p->options.standard,
		.attach_source = p->options.attach,
		.fit = p->options.fit,
		.fit_pages = p->options.fit_pages,
		.allow_secret = p->options.allow_secret,
		.draft = p->options.draft,
		.appendix = p->options.appendix,
		.medium = p->options.medium,
		.max_memory = (size_t)p->options.batch.memory << 20,
		.language = p->report.language,
	};
	tt_context *c;
	int status;

	if (p->options.verb == VERB_WATCH && !p->options.help)
		return watch(p);
	if (p->options.version || p->options.help) {
		help_print(&p->options, &p->report);
		return report_flush(&p->report);
	}
	if (p->options.verb == VERB_COMPLETION) {
		completion_print(&p->report, (enum completion_shell)p->options.shell);
		return report_flush(&p->report);
	}
	c = tt_context_new(&options);
	if (c == NULL)
		return REPORT(&p->report, NULL, NO_MEMORY, "");
	status = map_file_read(c, p->options.verb == VERB_BATCH ? NULL : p->options.map, &p->report);
	status = status != 0 ? status : verbs[p->options.verb](p, c);
	tt_context_free(c);
	return status;
}

int
main(int argc, char **argv)
{
	struct program p;
	int status;

	start_program();
	start_find_data(p.data_dir);
	p.data = (struct input){ .text = NULL };
	p.files = -1;
	p.report = (struct report){ .language = TT_ENGLISH };
	status = companion_run(argv, &p.report);
	if (status >= 0)
		return status;
	status = options_read(&p.options, &p.report, argc, argv);
	if (status == 0)
		status = run(&p);
	input_free(&p.data);
	options_free(&p.options);
	return status != 0 ? status : report_flush(&p.report);
}
