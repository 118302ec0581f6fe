#include "printer.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include <cups/cups.h>

enum { TICK_MS = 200, SENDING = 40 };	/* times as long as an answer may take, for sending a file */

/* Whether a signal that ends the program waits for the end of what libcups does. */
static bool
is_ending(void)
{
	sigset_t set;

	return sigpending(&set) == 0
	    && (sigismember(&set, SIGINT) == 1 || sigismember(&set, SIGTERM) == 1 || sigismember(&set, SIGHUP) == 1);
}

/* Ends what takes too long or is no longer wanted, however little by little the printer answers. */
static void
tick(union sigval v)
{
	struct printer *p = v.sival_ptr;

	p->late = p->late || --p->ticks <= 0;
	if (!p->late && !is_ending())
		return;
	p->cancel = 1;
	if (p->http != NULL)
		shutdown(httpGetFd(p->http), SHUT_RDWR);
}

static void
watch(struct printer *p, int seconds)
{
	struct sigevent e = { .sigev_notify = SIGEV_THREAD, .sigev_value.sival_ptr = p, .sigev_notify_function = tick };
	const struct timespec often = { 0, TICK_MS * 1000000L };

	p->late = false;
	p->cancel = 0;
	p->ticks = seconds * (1000 / TICK_MS);
	p->watched = timer_create(CLOCK_MONOTONIC, &e, &p->timer) == 0;
	if (p->watched)
		timer_settime(p->timer, 0, &(struct itimerspec){ often, often }, NULL);
}

static void
unwatch(struct printer *p)
{
	if (p->watched)
		timer_delete(p->timer);
	p->watched = false;
}

/* Nobody is asked for a password in the middle of printing. */
static const char *
no_password(const char *prompt, http_t *http, const char *method, const char *resource, void *user)
{
	struct printer *p = user;

	(void)prompt;
	(void)http;
	(void)method;
	(void)resource;
	p->asks = true;
	return NULL;
}

static int
fail(struct printer *p)
{
	const char *why = p->late ? strerror(ETIMEDOUT) : cupsLastErrorString();

	snprintf(p->error, sizeof p->error, "%s", why != NULL && *why != '\0' ? why : ippErrorString(cupsLastError()));
	return -1;
}

/* The certificates that the printer shows now, its own first. */
static size_t
read_certificates(struct printer *p, cups_array_t **credentials, struct printer_certificate *all, size_t most)
{
	http_credential_t *c;
	size_t n = 0;

	if (httpCopyCredentials(p->http, credentials) != 0)
		return 0;
	for (c = cupsArrayFirst(*credentials); c != NULL && n < most; c = cupsArrayNext(*credentials))
		all[n++] = (struct printer_certificate){ c->data, c->datalen };
	return n;
}

/* Looks at the printer's certificate when it is reached. */
static int
meet(struct printer *p, const char *host, const char *accepted)
{
	enum { MOST = 16 };
	struct printer_certificate all[MOST];
	cups_array_t *credentials = NULL;
	size_t n = read_certificates(p, &credentials, all, MOST);

	if (n > 0)
		printer_trust_digest(all[0], p->certificate);
	if (accepted == NULL)
		p->fault = printer_trust_fault(all, n, host);
	p->strange = accepted == NULL ? p->fault != NULL : !printer_trust_is_digest(accepted, p->certificate);
	httpFreeCredentials(credentials);
	return p->strange ? -1 : 0;
}

/* Whether it still is the printer that was met. */
static bool
is_met(struct printer *p)
{
	struct printer_certificate own;
	cups_array_t *credentials = NULL;
	char digest[PRINTER_DIGEST] = "";

	if (!p->secure)
		return true;
	if (read_certificates(p, &credentials, &own, 1) == 1)
		printer_trust_digest(own, digest);
	httpFreeCredentials(credentials);
	p->strange |= digest[0] != '\0' && strcmp(digest, p->certificate) != 0;
	return !p->strange;
}

int
printer_open(struct printer *p, const char *uri, const char *accepted, int seconds)
{
	char scheme[16], user[64], host[256];
	int port;

	*p = (struct printer){ .uri = uri };
	if (httpSeparateURI(HTTP_URI_CODING_ALL, uri, scheme, sizeof scheme, user, sizeof user, host,
	    sizeof host, &port, p->resource, sizeof p->resource) < HTTP_URI_STATUS_OK
	    || (strcmp(scheme, "ipp") != 0 && strcmp(scheme, "ipps") != 0)) {
		snprintf(p->error, sizeof p->error, "%s", "ipp://host[:port]/path, ipps://host[:port]/path");
		return -1;
	}
	p->secure = strcmp(scheme, "ipps") == 0;
	p->seconds = seconds > 0 ? seconds : 1;
	cupsSetPasswordCB2(no_password, p);
	watch(p, p->seconds + 1);
	p->http = httpConnect2(host, port, NULL, AF_UNSPEC, p->secure ? HTTP_ENCRYPTION_ALWAYS
	    : HTTP_ENCRYPTION_IF_REQUESTED, 1, p->seconds * 1000, &p->cancel);
	unwatch(p);
	if (p->http == NULL)
		return fail(p);
	httpSetTimeout(p->http, seconds, NULL, NULL);
	return p->secure ? meet(p, host, accepted) : 0;
}

void
printer_close(struct printer *p)
{
	if (p->http != NULL)
		httpClose(p->http);
	p->http = NULL;
}

static ipp_t *
request(const struct printer *p, ipp_op_t op, int job, const char *user)
{
	ipp_t *r = ippNewRequest(op);

	ippAddString(r, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, p->uri);
	if (job > 0)
		ippAddInteger(r, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
	ippAddString(r, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
	    user != NULL ? user : cupsUser());
	return r;
}

/* The answer to a request, for ippDelete(); NULL with the error. */
static ipp_t *
answer(struct printer *p, ipp_t *asked)
{
	ipp_t *r;

	if (!is_met(p)) {
		ippDelete(asked);
		return NULL;
	}
	watch(p, p->seconds);
	r = cupsDoRequest(p->http, asked, p->resource);
	unwatch(p);
	if (r != NULL && is_met(p) && ippGetStatusCode(r) < IPP_STATUS_ERROR_BAD_REQUEST)
		return r;
	fail(p);
	ippDelete(r);
	return NULL;
}

/* All values of an attribute as one text, "" when there is none. */
static void
text_of(ipp_t *r, const char *name, char *room)
{
	ipp_attribute_t *a = ippFindAttribute(r, name, IPP_TAG_ZERO);

	room[0] = '\0';
	if (a != NULL)
		ippAttributeString(a, room, PRINTER_TEXT);
}

static bool
has(ipp_t *r, const char *name, const char *value)
{
	ipp_attribute_t *a = ippFindAttribute(r, name, IPP_TAG_ZERO);

	return a != NULL && ippContainsString(a, value) != 0;
}

/* The upper end of a range of numbers. */
static int
most_of(ipp_t *r, const char *name, int otherwise)
{
	ipp_attribute_t *a = ippFindAttribute(r, name, IPP_TAG_RANGE);
	int most = otherwise;

	if (a != NULL)
		ippGetRange(a, 0, &most);
	return most > 0 ? most : otherwise;
}

static int
number_of(ipp_t *r, const char *name, ipp_tag_t kind, int otherwise)
{
	ipp_attribute_t *a = ippFindAttribute(r, name, kind);

	return a != NULL ? ippGetInteger(a, 0) : otherwise;
}

int
printer_ask(struct printer *p, struct printer_facts *f)
{
	ipp_t *r = answer(p, request(p, IPP_OP_GET_PRINTER_ATTRIBUTES, 0, NULL));
	ipp_attribute_t *accepts;

	if (r == NULL)
		return -1;
	accepts = ippFindAttribute(r, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
	*f = (struct printer_facts){ .accepts = accepts == NULL || ippGetBoolean(accepts, 0) != 0,
		.pdf = has(r, "document-format-supported", "application/pdf"),
		.duplex = has(r, "sides-supported", "two-sided-long-edge"),
		.a4 = has(r, "media-supported", "iso_a4_210x297mm"),
		.copies = most_of(r, "copies-supported", 1),
		.stopped = number_of(r, "printer-state", IPP_TAG_ENUM, IPP_PSTATE_IDLE) == IPP_PSTATE_STOPPED };
	text_of(r, "printer-make-and-model", f->name);
	text_of(r, "printer-state-reasons", f->reasons);
	ippDelete(r);
	return 0;
}

/* What was asked for and is not done, as the answer to a job says. */
static void
name_ignored(struct printer *p, ipp_t *r)
{
	size_t used = 0;

	p->ignored[0] = '\0';
	for (ipp_attribute_t *a = r == NULL ? NULL : ippFirstAttribute(r); a != NULL; a = ippNextAttribute(r))
		if (ippGetGroupTag(a) == IPP_TAG_UNSUPPORTED_GROUP && ippGetName(a) != NULL && used < sizeof p->ignored)
			used += (size_t)snprintf(p->ignored + used, sizeof p->ignored - used, "%s%s",
			    used > 0 ? ", " : "", ippGetName(a));
}

int
printer_send(struct printer *p, const struct printer_job *job)
{
	ipp_t *asked, *r;
	int id;

	if (!is_met(p))
		return -1;
	asked = request(p, IPP_OP_PRINT_JOB, 0, job->user);
	ippAddString(asked, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, job->name);
	ippAddString(asked, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL, "application/pdf");
	ippAddInteger(asked, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", job->copies);
	ippAddString(asked, IPP_TAG_JOB, IPP_TAG_KEYWORD, "multiple-document-handling", NULL,
	    "separate-documents-collated-copies");
	ippAddString(asked, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", NULL, job->sides);
	ippAddString(asked, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", NULL, job->media);
	ippAddString(asked, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", NULL, "none");
	watch(p, p->seconds * SENDING);
	r = cupsDoFileRequest(p->http, asked, p->resource, job->file);
	unwatch(p);
	id = r != NULL && ippGetStatusCode(r) < IPP_STATUS_ERROR_BAD_REQUEST
	    ? number_of(r, "job-id", IPP_TAG_INTEGER, -1) : -1;
	if (id < 0)
		fail(p);
	if (!is_met(p))
		id = -1;
	name_ignored(p, r);
	ippDelete(r);
	return id;
}

int
printer_look(struct printer *p, int job, struct printer_progress *f)
{
	static const char *const wanted[] = { "printer-state-reasons" };
	ipp_t *r = answer(p, request(p, IPP_OP_GET_JOB_ATTRIBUTES, job, NULL)), *asked;

	if (r == NULL)
		return -1;
	*f = (struct printer_progress){
		.state = (enum printer_job_state)number_of(r, "job-state", IPP_TAG_ENUM, JOB_PENDING),
		.sheets = number_of(r, "job-media-sheets-completed", IPP_TAG_INTEGER,
		    number_of(r, "job-impressions-completed", IPP_TAG_INTEGER, -1)) };
	text_of(r, "job-state-reasons", f->reasons);
	ippDelete(r);
	asked = request(p, IPP_OP_GET_PRINTER_ATTRIBUTES, 0, NULL);
	ippAddStrings(asked, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", 1, NULL, wanted);
	r = answer(p, asked);
	if (r == NULL)
		return -1;
	text_of(r, "printer-state-reasons", f->printer_reasons);
	ippDelete(r);
	return 0;
}

int
printer_cancel(struct printer *p, int job)
{
	ipp_t *r = answer(p, request(p, IPP_OP_CANCEL_JOB, job, NULL));

	ippDelete(r);
	return r == NULL ? -1 : 0;
}

struct search {
	void	(*each)(void *, const char *, const char *);
	void	*user;
};

/* libcups' shape of a function that is told of a printer. */
static int
found(void *user, unsigned flags, cups_dest_t *d)
{
	const struct search *s = user;
	const char *uri = cupsGetOption("device-uri", d->num_options, d->options);
	const char *info = cupsGetOption("printer-info", d->num_options, d->options);

	if ((flags & CUPS_DEST_FLAGS_REMOVED) != 0)
		return 1;
	if (uri == NULL || strncmp(uri, "ipp", 3) != 0)
		uri = cupsGetOption("printer-uri-supported", d->num_options, d->options);
	s->each(s->user, uri != NULL ? uri : "?", info != NULL ? info : d->name);
	return 1;
}

int
printer_find(int seconds, void (*each)(void *user, const char *uri, const char *name), void *user)
{
	struct search s = { each, user };

	return cupsEnumDests(CUPS_DEST_FLAGS_NONE, seconds * 1000, NULL, 0, 0, found, &s) ? 0 : -1;
}
