#include "arena.h"
#include "diag.h"
#include "input.h"
#include "print_jobs.h"
#include "print_options.h"
#include "printer.h"
#include "printer_words.h"
#include "start.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LOOK_MS = 300, OUTSIDE = 128 };	/* between two looks at a job; added to a signal as exit status */

struct program {
	struct print_options options;
	struct report	 report;
	struct arena	 mem;
	struct printer	 printer;
	struct print_jobs jobs;
	sigset_t	 ending;	/* signals that end the program, waiting */
	jmp_buf		 escape;
};

/* Waits; a signal that ends the program comes back as its number, else 0. */
static int
pause_for(const struct program *p, int ms)
{
	const struct timespec t = { ms / 1000, (long)(ms % 1000) * 1000000 };
	int signal_number = sigtimedwait(&p->ending, NULL, &t);

	return signal_number > 0 ? signal_number : 0;
}

/* The end of the program by a signal that came while the printer was asked, else that status. */
static int
unless_stopped(const struct program *p, int status)
{
	int stop = pause_for(p, 0);

	return stop != 0 ? OUTSIDE + stop : status;
}

/* Tells what happens, for people or as JSON. */
static void
tell(const struct program *p, enum text_id id, const char *event, const char *file, const char *detail)
{
	if (p->options.json) {
		printf("{\"event\":\"%s\",\"file\":", event);
		report_json_text(stdout, file);
		fputs(",\"detail\":", stdout);
		report_json_text(stdout, detail);
		fputs("}\n", stdout);
		fflush(stdout);
		return;
	}
	report_print(&p->report, stderr, id, (const char *const[]){ file, detail, NULL });
	fputc('\n', stderr);
}

/* How a job ended. Returns the exit status. */
static int
conclude(const struct program *p, const struct print_entry *e, const struct printer_progress *now)
{
	char words[PRINTER_TEXT];

	printer_words(now->reasons, p->report.language, words, sizeof words);
	if (now->state == JOB_COMPLETED) {
		tell(p, TEXT_PRINT_DONE, "completed", e->title, words);
		return 0;
	}
	return now->state == JOB_CANCELED ? REPORT(&p->report, e->path, PRINT_CANCELED, words)
	    : REPORT(&p->report, e->path, PRINT_ABORTED, words);
}

/* Why nothing can be had from the printer. Returns the exit status. */
static int
blame(const struct program *p, const char *file, enum text_id otherwise)
{
	const struct printer *q = &p->printer;

	if (q->asks)
		return REPORT(&p->report, file, PRINT_ASKS, "");
	if (q->strange && q->fault != NULL)
		return REPORT(&p->report, file, PRINT_STRANGER, q->fault, q->certificate);
	if (q->strange)
		return REPORT(&p->report, file, PRINT_OTHER, q->certificate);
	return report_error(&p->report, file, otherwise, (const char *const[]){ q->error, NULL });
}

static int
take_back(struct program *p, const struct print_entry *e, int job, int signal_number)
{
	if (printer_cancel(&p->printer, job) != 0)
		blame(p, e->path, TEXT_PRINT_LOST);
	else
		tell(p, TEXT_PRINT_TAKEN_BACK, "canceled", e->title, "");
	return OUTSIDE + signal_number;
}

/* Looks at a job until it ends, telling what keeps it; a signal takes it back. */
static int
follow(struct program *p, const struct print_entry *e, int job)
{
	char last[PRINTER_TEXT] = "", words[PRINTER_TEXT], text[16];
	struct printer_progress now;
	int most = p->options.wait * 1000, waited = 0, stop;
	bool stopped;

	for (;;) {
		bool seen = printer_look(&p->printer, job, &now) == 0;
		stop = seen ? 0 : pause_for(p, 0);
		if (stop != 0)
			return take_back(p, e, job, stop);
		if (!seen)
			return blame(p, e->path, TEXT_PRINT_LOST);
		if (now.state >= JOB_CANCELED)
			return conclude(p, e, &now);
		stopped = printer_words(now.printer_reasons, p->report.language, words, sizeof words);
		if (strcmp(last, words) != 0 && stopped)
			tell(p, TEXT_PRINT_WAITS, "waiting", e->title, words);
		if (strcmp(last, words) != 0 && !stopped && *last != '\0')
			tell(p, TEXT_PRINT_GOES_ON, "printing", e->title, words);
		snprintf(last, sizeof last, "%s", stopped ? words : "");
		if (waited >= most) {
			snprintf(text, sizeof text, "%d", p->options.wait);
			return REPORT(&p->report, e->path, PRINT_TIME, text, stopped ? words : "-");
		}
		stop = pause_for(p, LOOK_MS);
		if (stop != 0)
			return take_back(p, e, job, stop);
		waited += LOOK_MS;
	}
}

static int
print_part(struct program *p, const struct print_entry *e, const struct printer_facts *f, int copies)
{
	const struct printer_job job = { .file = e->path, .name = e->title, .media = p->options.media, .copies = copies,
		.sides = p->options.one_sided || !f->duplex ? "one-sided" : "two-sided-long-edge" };
	int id = printer_send(&p->printer, &job);
	char number[16];

	if (id < 0)
		return unless_stopped(p, blame(p, e->path, TEXT_PRINT_REFUSED));
	snprintf(number, sizeof number, "%d", id);
	tell(p, TEXT_PRINT_SENT, "sent", e->title, number);
	if (*p->printer.ignored != '\0')
		tell(p, TEXT_PRINT_IGNORED, "ignored", e->title, p->printer.ignored);
	return p->options.no_wait ? 0 : follow(p, e, id);
}

/* All copies of a file, in as many jobs as the printer's limit makes of them. */
static int
print_entry(struct program *p, const struct print_entry *e, const struct printer_facts *f)
{
	int left = e->copies, status = 0;

	while (left > 0 && status == 0) {
		int part = left < f->copies ? left : f->copies;
		status = print_part(p, e, f, part);
		left -= part;
	}
	return status;
}

/* Whether the printer can do what is asked of it. Returns the exit status. */
static int
check_printer(struct program *p, struct printer_facts *f)
{
	const struct report *r = &p->report;
	char words[PRINTER_TEXT];

	if (printer_open(&p->printer, p->options.printer, p->options.certificate, p->options.connect) != 0
	    || printer_ask(&p->printer, f) != 0)
		return unless_stopped(p, blame(p, p->options.printer, TEXT_PRINT_UNREACHED));
	if (!f->accepts)
		return REPORT(r, p->options.printer, PRINT_CLOSED, f->name);
	if (!f->pdf)
		return REPORT(r, p->options.printer, PRINT_NO_PDF, f->name);
	if (!f->a4 && strcmp(p->options.media, "iso_a4_210x297mm") == 0)
		return REPORT(r, p->options.printer, PRINT_NO_PAPER, f->name, p->options.media);
	if (!f->duplex && !p->options.one_sided)
		tell(p, TEXT_PRINT_ONE_SIDED, "one-sided", p->options.printer, f->name);
	if (printer_words(f->reasons, r->language, words, sizeof words))
		tell(p, TEXT_PRINT_WAITS, "waiting", p->options.printer, words);
	return 0;
}

/* Every file is a PDF that can be read, before the first is printed. */
static int
check_files(struct program *p)
{
	static const char mark[] = "%PDF-";

	for (size_t i = 0; i < p->jobs.n; i++) {
		char head[sizeof mark - 1];
		FILE *f = fopen(p->jobs.items[i].path, "rb");
		size_t n = f == NULL ? 0 : fread(head, 1, sizeof head, f);
		int error = f == NULL || ferror(f) ? errno : 0;
		if (f != NULL)
			fclose(f);
		if (error != 0)
			return REPORT(&p->report, p->jobs.items[i].path, FILE_READ, report_reason(&p->report, error));
		if (n < sizeof head || memcmp(head, mark, sizeof head) != 0)
			return REPORT(&p->report, p->jobs.items[i].path, PRINT_KIND, "");
	}
	return 0;
}

/* What is to be printed. Returns 0, or the exit status after a message. */
static int
collect(struct program *p, const struct input *list)
{
	struct diag *d = diag_new(&p->mem, p->report.language);
	const struct source source = { .name = list->name, .text = list->text, .len = list->len };

	for (size_t i = 0; i < p->options.files.n; i++) {
		const char *path = p->options.files.items[i], *slash = strrchr(path, '/');
		print_jobs_add(&p->jobs, &p->mem, path, p->options.title != NULL ? p->options.title
		    : slash != NULL ? slash + 1 : path, p->options.copies);
	}
	if (p->options.set == NULL || print_jobs_read(&p->jobs, &p->mem, d, &source) == 0)
		return 0;
	for (size_t i = 0; i < diag_count(d); i++)
		report_message(&p->report, diag_message(d, i));
	return (int)diag_worst(d);
}

static int
print_all(struct program *p, const struct input *list)
{
	struct printer_facts facts;
	int status;

	if (setjmp(p->escape))
		return REPORT(&p->report, NULL, NO_MEMORY, "");
	status = collect(p, list);
	if (status == 0)
		status = check_files(p);
	if (status == 0)
		status = check_printer(p, &facts);
	for (size_t i = 0; i < p->jobs.n && status == 0; i++)
		status = print_entry(p, &p->jobs.items[i], &facts);
	printer_close(&p->printer);
	return status;
}

static void
show_printer(void *user, const char *uri, const char *name)
{
	size_t *n = user;

	report_name(stdout, uri);
	putchar('\t');
	report_name(stdout, name);
	putchar('\n');
	++*n;
}

static int
list_printers(const struct program *p)
{
	enum { SECONDS = 3 };
	size_t n = 0;

	if (printer_find(SECONDS, show_printer, &n) != 0)
		return REPORT(&p->report, NULL, PRINT_NO_SEARCH, "");
	return n > 0 ? 0 : REPORT(&p->report, NULL, PRINT_NONE_FOUND, "");
}

static int
run(struct program *p)
{
	struct input list = { 0 };
	int status = 0;

	if (p->options.help) {
		fputs(report_text(&p->report, TEXT_HELP_PRINT), stdout);
		return 0;
	}
	if (p->options.list)
		return list_printers(p);
	if (p->options.set != NULL)
		status = input_read(&list, p->options.set, INPUT_PLAN_MIB, &p->report);
	if (status == 0)
		status = print_all(p, &list);
	input_free(&list);
	return status;
}

int
main(int argc, char **argv)
{
	static struct program p;
	int status;

	start_program();
	sigemptyset(&p.ending);
	sigaddset(&p.ending, SIGINT);
	sigaddset(&p.ending, SIGTERM);
	sigaddset(&p.ending, SIGHUP);
	sigprocmask(SIG_BLOCK, &p.ending, NULL);
	p.mem.no_memory = &p.escape;
	status = print_options_read(&p.options, &p.report, argc, argv);
	if (status == 0)
		status = run(&p);
	print_options_free(&p.options);
	arena_free(&p.mem);
	return status != 0 ? status : report_flush(&p.report);
}
