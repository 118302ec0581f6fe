#include "worker.h"
#include "child.h"
#include "copy_job.h"
#include "digest.h"
#include "json_member.h"
#include "manifest.h"
#include "outcome.h"
#include "output_folder.h"
#include "report_capture.h"
#include "sink.h"
#include "stopwatch.h"
#include "wire_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { MIB = 1 << 20, SLACK_MIB = 64 };

struct work {				/* a job at hand */
	const struct worker *worker;
	int		 line;		/* to who sent it */
	struct worker_job job;
	tt_document	*document;
	struct report_capture capture;
	const char	*name;		/* where it belongs to, without suffix */
	char		 input[DIGEST_HEX], output[DIGEST_HEX];
	int64_t		 start;
	size_t		 seen;		/* pointers of the map that were told to have led to something */
	uint64_t	 bytes;
	bool		 report;	/* it is a report */
	bool		 no_memory;	/* for the answer */
	struct sink	 sink;
};

void
worker_put_job(struct wire *w, const struct worker_job *job)
{
	wire_put_number(w, job->task);
	wire_put_number(w, job->number);
	wire_put_text(w, job->file);
	wire_put_number(w, job->line);
	wire_put_number(w, job->column);
	wire_put_number(w, job->index);
	wire_put_text(w, job->folder);
	wire_put_text(w, job->id);
	wire_put_bytes(w, job->record, job->len);
	wire_put_bytes(w, job->known, job->known == NULL ? 0 : job->known_len);
}

void
worker_change_job(struct wire *w, enum worker_task task, uint64_t number)
{
	const uint64_t head[] = { task, number };

	memcpy(w->data, head, sizeof head);
}

static void
read_job(struct wire_reader *r, struct worker_job *job)
{
	job->task = (enum worker_task)wire_number(r);
	job->number = wire_number(r);
	job->file = wire_text(r);
	job->line = wire_number(r);
	job->column = wire_number(r);
	job->index = wire_number(r);
	job->folder = wire_text(r);
	job->id = wire_text(r);
	job->record = wire_bytes(r, &job->len);
	job->known = wire_bytes(r, &job->known_len);
}

void
worker_read_answer(struct wire_reader *r, struct worker_answer *a)
{
	a->outcome = (enum worker_outcome)wire_number(r);
	a->number = wire_number(r);
	a->name = wire_text(r);
	a->error = wire_number(r);
	a->pages = wire_number(r);
	a->bytes = wire_number(r);
	a->warnings = wire_number(r);
	a->failure = wire_text(r);
	a->told = wire_text(r);
	a->human = wire_text(r);
	a->members = wire_text(r);
	a->seen = wire_bytes(r, &a->nseen);
}

/* The files that the document was made of. */
static void
print_sources(const struct work *k, FILE *f)
{
	char digest[DIGEST_HEX];
	const char *path;
	size_t n = 0;

	for (; tt_document_file(k->document, n, &path, digest); n++) {
		fputs(n == 0 ? "\"sources\":{" : ",", f);
		report_json_text(f, path);
		fprintf(f, ":\"%s\"", digest);
	}
	if (n > 0)
		fputs("},", f);
	if (k->report)
		fputs("\"report\":true,", f);
}

/* A tt_sink to a stream, without line breaks: the manifest has a line for a document. */
static int
print_flat(void *user, const void *data, size_t n)
{
	const char *p = data;

	for (size_t i = 0; i < n; i++)
		if (p[i] != '\n' && putc(p[i], user) == EOF)
			return -1;
	return 0;
}

/* Where signatures, seals, fields and stamps stand, for services that sign. */
static void
print_zones(const struct work *k, FILE *f)
{
	if (!k->worker->options->batch.zones)
		return;
	fputs("\"zones\":", f);
	tt_document_zones(k->document, print_flat, f);
	fputc(',', f);
}

/* The part of the manifest's line that the work knows. */
static void
print_members(const struct work *k, enum worker_outcome outcome, FILE *f)
{
	const char *profile = k->document == NULL ? NULL : tt_document_profile(k->document);
	long long tenths = (long long)(stopwatch_now() - k->start) / 100;

	if (outcome == WORKER_MADE)
		fprintf(f, "\"pages\":%d,\"bytes\":%llu,\"sha256\":\"%s\",", tt_document_pages(k->document),
		    (unsigned long long)k->bytes, k->output);
	fprintf(f, "\"input\":\"%s\",", k->input);
	if (outcome == WORKER_MADE) {
		print_sources(k, f);
		print_zones(k, f);
	}
	if (profile != NULL) {
		fputs("\"profile\":", f);
		report_json_text(f, profile);
		fputc(',', f);
	}
	fprintf(f, "\"ms\":%lld.%lld,\"warnings\":%lu", tenths / 10, tenths % 10, k->capture.warnings);
	if (k->capture.json != NULL)
		fprintf(f, ",\"errors\":[%s]", k->capture.json);
}

/* The same in a row, NUL-terminated. */
static void
put_members(const struct work *k, enum worker_outcome outcome, struct wire *w)
{
	FILE *f = wire_stream(w);

	if (f == NULL)
		return;
	print_members(k, outcome, f);
	fclose(f);
	wire_add(w, "", 1);
}

/* Which pointers of the map led to something, when these are more than were told. */
static void
put_seen(struct work *k, struct wire *w)
{
	size_t n = tt_map_seen(k->worker->context, NULL, 0), known = 0;
	unsigned char *seen = n == 0 ? NULL : malloc(n);

	w->failed |= n > 0 && seen == NULL;
	if (seen != NULL)
		tt_map_seen(k->worker->context, seen, n);
	for (size_t i = 0; seen != NULL && i < n; i++)
		known += seen[i];
	wire_put_bytes(w, seen, seen != NULL && known > k->seen ? n : 0);
	k->seen = known > k->seen ? known : k->seen;
	free(seen);
}

/* False when nobody is there to take the answer, or there is no memory for it. */
static bool
answer(struct work *k, enum worker_outcome outcome, int error)
{
	struct wire w = { 0 }, members = { 0 };

	if (outcome != WORKER_NAMED)
		report_capture_close(&k->capture);
	if (outcome == WORKER_MADE || outcome == WORKER_REFUSED)
		put_members(k, outcome, &members);
	wire_put_number(&w, outcome);
	wire_put_number(&w, k->job.number);
	wire_put_text(&w, k->name);
	wire_put_number(&w, (uint64_t)error);
	wire_put_number(&w, k->document == NULL ? 0 : (uint64_t)tt_document_pages(k->document));
	wire_put_number(&w, k->bytes);
	wire_put_number(&w, k->capture.warnings);
	wire_put_text(&w, outcome == WORKER_REFUSED ? k->capture.first : NULL);
	wire_put_text(&w, outcome == WORKER_NAMED ? NULL : k->capture.told);
	wire_put_text(&w, outcome == WORKER_NAMED ? NULL : k->capture.human);
	wire_put_text(&w, members.failed ? NULL : members.data);
	put_seen(k, &w);
	w.failed |= members.failed || k->capture.failed;
	error = child_send(k->line, &w);
	k->no_memory = error == ENOMEM;
	wire_free(&members);
	wire_free(&w);
	return error == 0;
}

/* Tells what the program itself has to say about the record. */
static void
tell(struct work *k, enum text_id id, const char *const *args)
{
	struct reported m = { .text = NULL };

	report_make(k->worker->report, &m, k->job.file, id, args);
	m.message.level = m.message.fault == TT_FAULT_NONE ? TT_WARNING : TT_ERROR;
	report_capture_add(&k->capture, &m.message);
	report_drop(&m);
}

/* Keeps what the library found; memory that ran out is told with its limit. */
static void
tell_all(struct work *k)
{
	const tt_document *d = k->document;

	for (size_t i = 0; i < tt_message_count(d); i++) {
		const struct tt_message *m = tt_message_at(d, i);
		if (strcmp(m->id, "no-memory") == 0) {
			char limit[16];
			snprintf(limit, sizeof limit, "%d", k->worker->options->batch.memory);
			tell(k, TEXT_DOCUMENT_MEMORY, (const char *const[]){ limit, NULL });
		} else {
			report_capture_add(&k->capture, m);
		}
	}
}

static bool
refuse(struct work *k)
{
	tell_all(k);
	if (k->capture.errors == 0 && k->capture.warnings > 0)
		tell(k, TEXT_STRICT, (const char *const[]){ "", NULL });
	else if (k->capture.errors == 0)
		tell(k, TEXT_SILENT, (const char *const[]){ "", NULL });
	return answer(k, WORKER_REFUSED, 0);
}

/* Whether the files that the document was made of are the same as then. */
static bool
are_same(const struct manifest_entry *e)
{
	char path[MANIFEST_PATH], digest[DIGEST_HEX];
	struct json_members all;
	struct json_member m, name;

	json_members_open(&all, e->sources, e->sources_len);
	while (json_members_next(&all, &m)) {
		name = (struct json_member){ .value = m.name - 1, .len = m.name_len + 2 };
		if (!json_member_text(&name, path, sizeof path) || !json_member_text(&m, digest, sizeof digest)
		    || !output_folder_is(AT_FDCWD, path, true, digest))
			return false;
	}
	return !e->report;
}

/* Whether the manifest's line says that all is right already; then it has the name, too. */
static bool
is_right(struct work *k, struct manifest_entry *e)
{
	const struct worker *p = k->worker;

	if (k->job.known_len == 0 || !manifest_read(k->job.known, k->job.known_len, e) || !e->done
	    || strcmp(e->input, k->input) != 0 || memcmp(&e->fingerprint, p->fingerprint, sizeof e->fingerprint) != 0
	    || *e->output == '\0' || *e->name == '\0' || output_folder_size(p->root, e->output) != (int64_t)e->bytes)
		return false;
	return are_same(e) && (!p->options->batch.verify || output_folder_is(p->root, e->output, false, e->digest));
}

/* Messages about the copy's data that have no place have that of this part of the record. */
static void
tell_from(struct work *k, const char *part)
{
	for (const char *p = k->job.record; p < part; p++) {
		if (*p == '\n') {
			k->capture.line++;
			k->capture.column = 1;
		} else {
			k->capture.column += ((unsigned char)*p & 0xC0) != 0x80;
		}
	}
}

/* Reads what is to be copied and how. -1 after a message. */
static int
read_copy(struct work *k)
{
	const char *none[] = { "", NULL };
	struct copy_job c;

	copy_job_read(k->job.record, k->job.len, &c);
	for (size_t i = 0; i < c.nunknown; i++)
		tell(k, TEXT_DOCUMENT_MEMBER, (const char *const[]){ c.unknown[i], NULL });
	if (k->job.folder == NULL || *c.original == '\0') {
		tell(k, k->job.folder == NULL ? TEXT_DOCUMENT_NOWHERE : TEXT_DOCUMENT_ORIGINAL, none);
		return -1;
	}
	if (tt_document_read_below(k->document, k->job.folder, c.original) != 0)
		return -1;
	tell_from(k, c.data);
	return tt_document_copy(k->document, c.data, c.len, k->job.file,
	    &(struct tt_copy){ .line = k->capture.line, .column = k->capture.column });
}

/* Reads the record. -1 after a message. */
static int
read_record(struct work *k)
{
	if (copy_job_is(k->job.record, k->job.len))
		return read_copy(k);
	return tt_document_read_at(k->document, k->job.record, k->job.len, k->job.file, k->capture.line,
	    k->capture.column);
}

/* Makes the PDF in its waiting file. Returns 0, -1 when the library failed, or an errno value. */
static int
write_pages(struct work *k)
{
	int result, error = sink_open(&k->sink, output_folder_begin(k->worker->waiting, k->job.number));

	if (error != 0)
		return error;
	result = tt_document_write(k->document, sink_take, &k->sink);
	error = sink_close(&k->sink, k->output);
	k->bytes = k->sink.bytes;
	return error != 0 ? error : result;
}

static bool
lay_out(struct work *k)
{
	const struct options *o = k->worker->options;
	tt_document *d = k->document;
	int result;

	k->report = tt_document_is_report(d);
	result = k->report ? tt_document_report(d) : 0;
	if (result == 0)
		result = tt_document_layout(d);
	if (o->nlint > 0 && tt_document_lint(d) != 0)
		result = -1;
	return result == 0 && outcome_clean(d, o->strict);
}

/* Returns false when nobody takes answers any more. */
static bool
make(struct work *k)
{
	struct manifest_entry known;
	int error;

	digest_sha256(k->job.record, k->job.len, k->input);
	if (k->job.task == WORKER_MAKE && is_right(k, &known)) {
		k->name = known.name;
		return answer(k, WORKER_SAME, 0);
	}
	k->document = tt_document_new(k->worker->context);
	if (k->document == NULL) {
		tell(k, TEXT_NO_MEMORY, (const char *const[]){ "", NULL });
		return answer(k, WORKER_REFUSED, 0);
	}
	if (read_record(k) == 0)
		k->name = tt_document_name_by(k->document, k->worker->options->batch.name, k->job.id);
	if (k->job.task == WORKER_NAME || k->name == NULL)
		return k->job.task == WORKER_NAME ? answer(k, WORKER_NAMED, 0) : refuse(k);
	if (!answer(k, WORKER_NAMED, 0))
		return false;
	if (!lay_out(k))
		return refuse(k);
	error = write_pages(k);
	if (error != 0)
		return error < 0 ? refuse(k) : answer(k, WORKER_STOPPED, error);
	tell_all(k);
	return answer(k, WORKER_MADE, 0);
}

static int
clamp(uint64_t n)
{
	return n > INT_MAX ? INT_MAX : (int)n;
}

static bool
work_at(const struct worker *p, int line, struct work *k, struct wire_reader *r)
{
	bool fine;

	k->worker = p;
	k->line = line;
	k->document = NULL;
	k->name = NULL;
	k->bytes = 0;
	k->report = false;
	k->start = stopwatch_now();
	read_job(r, &k->job);
	k->capture = (struct report_capture){ .report = p->report, .file = k->job.file, .line = clamp(k->job.line),
		.column = clamp(k->job.column), .record = k->job.index, .errors_only = !p->options->batch.warnings };
	fine = make(k);
	if (k->document != NULL)
		tt_document_free(k->document);
	report_capture_free(&k->capture);
	return fine;
}

/* What the library does not count, the system does: nothing may take more than this beyond what there is. */
static void
limit_memory(int mib)
{
	FILE *f = fopen("/proc/self/statm", "r");
	struct rlimit limit;
	char line[128] = "";
	unsigned long pages = f != NULL && fgets(line, sizeof line, f) != NULL ? strtoul(line, NULL, 10) : 0;

	if (pages > 0 && getrlimit(RLIMIT_AS, &limit) == 0) {
		rlim_t most = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + ((rlim_t)mib + SLACK_MIB) * MIB;
		if (limit.rlim_max == RLIM_INFINITY || most < limit.rlim_max) {
			limit.rlim_cur = most;
			setrlimit(RLIMIT_AS, &limit);
		}
	}
	if (f != NULL)
		fclose(f);
}

int
worker_run(int line, void *user)
{
	const struct worker *p = user;
	struct work k = { 0 };
	struct wire frame = { 0 };
	struct wire_reader r;

	limit_memory(p->options->batch.memory);
	while (child_wait(line, &frame, &r) && work_at(p, line, &k, &r))
		;
	return frame.failed || k.no_memory ? CHILD_NO_MEMORY : 0;
}

static int
drop_bytes(void *user, const void *data, size_t n)
{
	(void)user;
	(void)data;
	(void)n;
	return 0;
}

int
worker_warm(tt_context *c, const struct options *o, const struct report *r)
{
	static const char *const kinds[] = { "state", "party" };
	char plan[400];
	tt_document *d = tt_document_new(c);
	int status = d == NULL ? REPORT(r, NULL, NO_MEMORY, "") : 0;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds && status == 0; i++) {
		int n = snprintf(plan, sizeof plan,
		    "{\"kind\":\"%s\",\"issuer\":{\"superior\":\"A\",\"name\":\"A\"},\"number\":\"1\","
		    "\"symbol\":\"A\",\"place\":\"A\",\"date\":\"2024-01-02\",\"type\":\"ke-hoach\",\"subject\":\"A\","
		    "\"body\":[\"A\"],\"signature\":{\"title\":\"A\",\"name\":\"A\"},\"recipients\":{\"items\":[\"A\"],"
		    "\"archive\":\"A\"}}", kinds[i]);
		if (tt_document_read(d, plan, (size_t)n, NULL) == 0
		    && tt_document_name_by(d, o->batch.name, "1") != NULL && tt_document_layout(d) == 0)
			tt_document_write(d, drop_bytes, NULL);
		/* What is wrong with this plan itself, nobody needs to know. */
		if (tt_document_fault(d) == TT_FAULT_ENVIRONMENT || tt_document_fault(d) == TT_FAULT_USAGE)
			status = outcome_print(r, false, d, -1);
	}
	if (d != NULL)
		tt_document_free(d);
	return status;
}
