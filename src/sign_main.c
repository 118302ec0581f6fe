#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "hold.h"
#include "input.h"
#include "output.h"
#include "pdf.h"
#include "pin.h"
#include "sign_file.h"
#include "sign_print.h"
#include "sign_review.h"
#include "start.h"
#include "trust.h"

#include <setjmp.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

struct program {
	struct sign_options options;
	struct report	 report;
	char		 data_dir[PATH_ROOM];
	struct arena	 mem;		/* for all files */
	struct arena	 scratch;	/* for one */
	struct diag	*diag;		/* of what is for all files */
	struct sign_work work;
	struct trust	 trust;
	struct pin	 pin;
	struct output	 output;
	struct hold	 hold;		/* on the file that is signed in its place */
	jmp_buf		 escape;
};

/*
 * Prints what was found, about that file (NULL: all of them) where it says none itself; returns the exit status that
 * follows from it.
 */
static int
tell(const struct program *p, const struct diag *d, const char *file)
{
	for (size_t i = 0; i < diag_count(d); i++) {
		struct tt_message m = *diag_message(d, i);
		m.file = m.file != NULL ? m.file : file;
		report_message(&p->report, &m);
	}
	return (int)diag_worst(d);
}

static int
read_trust(struct program *p)
{
	for (size_t i = 0; i < p->options.trust.n; i++)
		if (trust_open(&p->trust, p->options.trust.items[i], &p->mem, p->diag) != 0)
			return -1;
	return 0;
}

/* The key is opened once, so that a PIN is asked for once, however many files there are. */
static int
open_key(struct program *p)
{
	const struct sign_options *o = &p->options;
	const struct key_source source = { .key = o->key, .certificate = o->certificate,
		.others = (const char *const *)o->others.items, .module = o->module, .ask = pin_ask, .user = &p->pin };
	int status;

	if (o->key == NULL)
		return 0;
	p->pin = (struct pin){ .fd = o->pin_fd, .variable = o->pin_variable, .report = &p->report,
		.prompt = o->pin_fd < 0 && o->pin_variable == NULL };
	status = key_open(&p->work.key, &source, &p->mem, p->diag);
	pin_wipe(&p->pin);
	if (status != 0)
		return -1;
	return key_check(&p->work.key, o->when, &p->mem, p->diag);
}

static int
read_evidence(struct program *p)
{
	const struct argument_list *files = &p->options.evidence;

	for (size_t i = 0; i < files->n; i++)
		if (evidence_read(&p->work.evidence, files->items[i], &p->mem, p->diag) != 0)
			return -1;
	if (files->n > 0 && p->options.key != NULL)
		evidence_add_key(&p->work.evidence, &p->work.key, &p->mem);
	return 0;
}

/* Where a file's result goes; NULL: no memory. */
static const char *
target_of(struct program *p, const char *file)
{
	const char *slash = strrchr(file, '/');

	if (p->options.output != NULL)
		return p->options.output;
	if (p->options.directory == NULL)
		return file;
	return arena_printf(&p->scratch, "%s/%s", p->options.directory, slash != NULL ? slash + 1 : file);
}

static int
deliver(struct program *p, const struct input *in, const char *path, const struct buffer *b)
{
	/* Signing in place is the one case where the input may be replaced. */
	int status = output_open(&p->output, path, false, p->options.in_place ? NULL : in, &p->report);

	if (status != 0)
		return status;
	output_write(&p->output, b->data, b->len);
	if (p->hold.fd >= 0 && !hold_is_same(&p->hold, path)) {
		output_drop(&p->output);
		return REPORT(&p->report, path, SIGN_CHANGED, "");
	}
	return output_close(&p->output, &p->report);
}

/* What a service needs to sign, as a line of JSON. */
static void
print_digest(struct program *p, const struct sign_result *r, const char *path)
{
	struct buffer b = { .mem = &p->scratch };

	buffer_byte(&b, '{');
	buffer_member(&b, "file", path);
	buffer_byte(&b, ',');
	buffer_member(&b, "field", r->field);
	buffer_text(&b, ",\"algorithm\":\"sha256\",\"digest\":\"");
	for (size_t i = 0; i < sizeof r->digest; i++)
		buffer_printf(&b, "%02x", r->digest[i]);
	buffer_text(&b, "\"}\n");
	fwrite(b.data, 1, b.len, stdout);
}

/* Whether an earlier run did this file. */
static bool
is_done(struct program *p, const struct source *pdf, const char *path)
{
	struct report silent = p->report;
	struct source done = *pdf;
	struct input in = { 0 };
	bool yes = false;

	if (!p->options.resume || p->options.key == NULL)
		return false;
	if (p->options.in_place)
		return sign_file_is_done(&p->work, &p->scratch, pdf, pdf);
	if (access(path, F_OK) == 0 && input_read(&in, path, INPUT_PDF_MIB, &silent) == 0) {
		done.text = in.text;
		done.len = in.len;
		yes = sign_file_is_done(&p->work, &p->scratch, pdf, &done);
	}
	input_free(&in);
	return yes;
}

static int
sign_input(struct program *p, const struct input *in, const struct input *signature)
{
	struct diag *d = diag_new(&p->scratch, p->report.language);
	const struct source pdf = { .name = in->name, .text = in->text, .len = in->len };
	const struct source other = { .name = signature->name, .text = signature->text, .len = signature->len };
	const char *path = target_of(p, in->name);
	struct buffer out = { .mem = &p->scratch };
	struct sign_result result;
	int status, told;

	if (is_done(p, &pdf, path)) {
		report_print(&p->report, stderr, TEXT_SIGN_DONE, (const char *const[]){ path, NULL });
		return 0;
	}
	status = p->options.embed != NULL ? sign_file_embed(&p->scratch, d, &pdf, &other, &out, &result)
	    : sign_file(&p->work, &p->scratch, d, &pdf, &out, &result);
	told = tell(p, d, in->name);
	if (status != 0)
		return told;
	status = deliver(p, in, path, &out);
	if (status == 0 && p->options.digest_only)
		print_digest(p, &result, path);
	return status;
}

static int
sign_one(struct program *p, const char *file)
{
	struct input in = { 0 }, signature = { 0 };
	bool held = p->options.in_place && strcmp(file, "-") != 0;
	int status = held ? hold_open(&p->hold, file, &p->report) : 0;

	/* What takes the file's place would be another file than its other names have. */
	if (held && status == 0 && p->hold.was.st_nlink > 1)
		status = REPORT(&p->report, file, SIGN_LINKED, "");
	if (status == 0)
		status = input_read(&in, file, INPUT_PDF_MIB, &p->report);
	if (status == 0 && p->options.embed != NULL)
		status = input_read(&signature, p->options.embed, INPUT_PLAN_MIB, &p->report);
	if (status == 0)
		status = setjmp(p->escape) ? REPORT(&p->report, NULL, NO_MEMORY, "") : sign_input(p, &in, &signature);
	arena_reset(&p->scratch);
	input_free(&signature);
	input_free(&in);
	hold_close(&p->hold);
	return status;
}

static int
verify_input(struct program *p, const struct input *in)
{
	struct diag *d = diag_new(&p->scratch, p->report.language);
	const struct source pdf = { .name = in->name, .text = in->text, .len = in->len };
	struct buffer b = { .mem = &p->scratch };
	struct review r;
	bool good;

	if (sign_review(&r, &p->scratch, d, &pdf, p->trust.store != NULL ? &p->trust : NULL, p->options.when) != 0)
		return tell(p, d, in->name);
	if (p->options.json)
		sign_print_json(&b, &r, in->name);
	else
		sign_print(&b, &r, in->name, &p->report);
	fwrite(b.data, 1, b.len, stdout);
	good = r.n > 0;
	for (size_t i = 0; i < r.n; i++)
		good = good && sign_is_good(&r.items[i]);
	return good ? 0 : TT_FAULT_DATA;
}

static int
verify_one(struct program *p, const char *file)
{
	struct input in = { 0 };
	int status = input_read(&in, file, INPUT_PDF_MIB, &p->report);

	if (status == 0)
		status = setjmp(p->escape) ? REPORT(&p->report, NULL, NO_MEMORY, "") : verify_input(p, &in);
	arena_reset(&p->scratch);
	input_free(&in);
	return status;
}

/* What all files need. Returns 0, or the exit status after a message. */
static int
prepare(struct program *p)
{
	bool signs = p->options.verb == SIGN_VERB_SIGN;

	if (setjmp(p->escape))
		return REPORT(&p->report, NULL, NO_MEMORY, "");
	p->diag = diag_new(&p->mem, p->report.language);
	p->work.options = &p->options;
	if (signs) {
		p->work.looks = sign_looks_new(&p->mem, p->data_dir, p->options.profile);
		p->work.writer = pdf_writer_new();
		if (p->work.looks == NULL || p->work.writer == NULL)
			return REPORT(&p->report, NULL, NO_MEMORY, "");
	}
	if (read_trust(p) != 0 || (signs && (open_key(p) != 0 || read_evidence(p) != 0)))
		return tell(p, p->diag, NULL);
	return 0;
}

/* All files are looked at; the worst of what came of them is the exit status. */
static int
run(struct program *p)
{
	int worst = prepare(p);

	if (worst != 0)
		return worst;
	for (size_t i = 0; i < p->options.files.n; i++) {
		int status = p->options.verb == SIGN_VERB_SIGN ? sign_one(p, p->options.files.items[i])
		    : verify_one(p, p->options.files.items[i]);
		worst = status > worst ? status : worst;
	}
	return worst;
}

static void
free_all(struct program *p)
{
	pin_wipe(&p->pin);
	if (p->work.key.others != NULL)
		key_close(&p->work.key);
	sign_looks_free(p->work.looks);
	if (p->work.writer != NULL)
		pdf_writer_free(p->work.writer);
	trust_close(&p->trust);
	arena_free(&p->scratch);
	arena_free(&p->mem);
	sign_options_free(&p->options);
}

int
main(int argc, char **argv)
{
	static struct program p;
	int status;

	start_program();
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });	/* keys and PINs are in the memory */
	start_find_data(p.data_dir);
	p.hold.fd = -1;
	p.mem.no_memory = p.scratch.no_memory = &p.escape;
	status = sign_options_read(&p.options, &p.report, argc, argv);
	if (status == 0 && p.options.help)
		fputs(report_text(&p.report, p.options.verb == SIGN_VERB_SIGN ? TEXT_HELP_SIGN : TEXT_HELP_VERIFY_PDF),
		    stdout);
	else if (status == 0)
		status = run(&p);
	free_all(&p);
	return status != 0 ? status : report_flush(&p.report);
}
