/* Four threads with a context each make of all examples what one thread makes; a context goes from thread to thread. */
#include "bytes.h"
#include "test.h"
#include "thethuc.h"

#include <glob.h>
#include <pthread.h>
#include <stdlib.h>

enum { THREADS = 4 };

static const char *const examples[] = {
	"examples/*.json", "examples/plans/*.json", "examples/types/*.json", "examples/stamps/*.json",
	"examples/signatures/*.json",
	"examples/tables/*.json", "examples/charts/*.json", "examples/fit/*.json", "examples/appendices/*.json",
	"examples/review/*.json", "examples/sets/*.json",	/* the sets are no plans: messages */
};

static const struct tt_options options = { .data_dir = ".", .allow_secret = 1, .images_beside = 1, .fields = 1,
	.attach_source = 1, .fit = TT_FIT_YES };

struct job {
	char		**paths;
	size_t		 n;
	size_t		 first;		/* example to begin with, so that threads are at different ones */
	struct bytes	*made;		/* of each example, in the order of the paths */
};

/* What comes of a plan: PDF, zones, review. */
static struct bytes
make(tt_document *d, const char *path)
{
	struct bytes in = file(path), out = { 0 };
	char line[2048];

	if (tt_document_read(d, in.data, in.len, path) == 0 && (!tt_document_is_report(d) || tt_document_report(d) == 0)
	    && tt_document_layout(d) == 0) {
		tt_document_write(d, keep, &out);
		tt_document_zones(d, keep, &out);
		tt_document_proof(d, 1, keep, &out);
		tt_document_lint(d);
	}
	for (size_t i = 0; i < tt_message_count(d); i++) {
		const struct tt_message *m = tt_message_at(d, i);
		keep(&out, line, (size_t)snprintf(line, sizeof line, "%.60s %d:%d %.1000s\n", m->id, m->line,
		    m->column, m->text));
	}
	free(in.data);
	return out;
}

static void *
make_all(void *user)
{
	struct job *j = user;
	tt_context *c = tt_context_new(&options);

	for (size_t k = 0; k < j->n; k++) {
		size_t i = (k + j->first) % j->n;
		tt_document *d = tt_document_new(c);
		j->made[i] = make(d, j->paths[i]);
		tt_document_free(d);
	}
	tt_context_free(c);
	return NULL;
}

static int
equal(const struct bytes *a, const struct bytes *b)
{
	return a->len > 0 && a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

static void
drop(struct job *j)
{
	for (size_t i = 0; i < j->n; i++)
		free(j->made[i].data);
	free(j->made);
}

static void
test_together(char **paths, size_t n)
{
	struct job one = { paths, n, 0, calloc(n, sizeof *one.made) }, jobs[THREADS];
	pthread_t threads[THREADS];

	make_all(&one);
	for (size_t t = 0; t < THREADS; t++) {
		jobs[t] = (struct job){ paths, n, t * n / THREADS, calloc(n, sizeof *one.made) };
		CHECK(pthread_create(&threads[t], NULL, make_all, &jobs[t]) == 0);
	}
	for (size_t t = 0; t < THREADS; t++) {
		CHECK(pthread_join(threads[t], NULL) == 0);
		for (size_t i = 0; i < n; i++)
			if (!CHECK(equal(&jobs[t].made[i], &one.made[i])))
				printf("thread %zu: %s\n", t, paths[i]);
		drop(&jobs[t]);
	}
	drop(&one);
}

struct relay {
	tt_document	*document;
	const char	*path;
	struct bytes	 made;
};

static void *
run_leg(void *user)
{
	struct relay *r = user;

	r->made = make(r->document, r->path);
	return NULL;
}

/* One after the other, each in a thread of its own, with one document of one context. */
static void
test_relay(char **paths, size_t n)
{
	tt_context *c = tt_context_new(&options);
	struct relay r = { .document = tt_document_new(c) };

	for (size_t i = 0; i < n; i++) {
		tt_context *own = tt_context_new(&options);
		tt_document *d = tt_document_new(own);
		struct bytes want = make(d, r.path = paths[i]);
		pthread_t thread;

		CHECK(pthread_create(&thread, NULL, run_leg, &r) == 0 && pthread_join(thread, NULL) == 0);
		CHECK(equal(&r.made, &want));
		free(want.data);
		free(r.made.data);
		tt_document_free(d);
		tt_context_free(own);
	}
	tt_document_free(r.document);
	tt_context_free(c);
}

int
main(void)
{
	glob_t found = { 0 };

	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		CHECK(glob(examples[i], i > 0 ? GLOB_APPEND : 0, NULL, &found) == 0);
	CHECK(found.gl_pathc > 50);
	test_together(found.gl_pathv, found.gl_pathc);
	test_relay(found.gl_pathv, found.gl_pathc < 12 ? found.gl_pathc : 12);
	globfree(&found);
	return test_end("threads");
}
