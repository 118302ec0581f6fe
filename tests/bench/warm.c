/*
 * Renders N documents one after the other in one context. Where the plan's text has @NUMBER@, @DATE@ and
 * @YEAR@, each document has its own. Prints the milliseconds of processor time and the bytes of a document
 * and the peak memory so far in KiB: at 1,000, 10,000 and 100,000 documents and at the end. The third
 * argument is a list of PDF standards.
 */
#include "thethuc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { ROOM = 16 << 20, FIRST_YEAR = 2021, YEARS = 20, NUMBERS = 9973 };

static char pattern[ROOM], plan[ROOM];

static int
count(void *user, const void *data, size_t n)
{
	(void)data;
	*(size_t *)user += n;
	return 0;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The text of document i; returns its bytes. */
static size_t
fill(int i)
{
	static const char *const marks[] = { "@NUMBER@", "@DATE@", "@YEAR@" };
	char texts[3][32];
	const char *from = pattern;
	char *to = plan;
	int year = FIRST_YEAR + i % YEARS;

	snprintf(texts[0], sizeof texts[0], "%d", 1 + i % NUMBERS);
	snprintf(texts[1], sizeof texts[1], "%d-%02d-%02d", year, 1 + i / 28 % 12, 1 + i % 28);
	snprintf(texts[2], sizeof texts[2], "%d", year);
	while (*from != '\0') {
		const char *at = strchr(from, '@');
		size_t n = at == NULL ? strlen(from) : (size_t)(at - from), mark = 0;
		memcpy(to, from, n);
		to += n;
		from += n;
		while (at != NULL && mark < 3 && strncmp(at, marks[mark], strlen(marks[mark])) != 0)
			mark++;
		if (at != NULL && mark < 3) {
			to = stpcpy(to, texts[mark]);
			from += strlen(marks[mark]);
		} else if (at != NULL)
			*to++ = *from++;
	}
	*to = '\0';
	return (size_t)(to - plan);
}

static size_t
render(tt_context *c, int i, const char *path)
{
	tt_document *d = tt_document_new(c);
	size_t n = fill(i), bytes = 0;

	if (tt_document_read(d, plan, n, path) || tt_document_layout(d) || tt_document_write(d, count, &bytes)) {
		fprintf(stderr, "%s: %s\n", path, tt_message_at(d, tt_message_count(d) - 1)->text);
		exit(1);
	}
	tt_document_free(d);
	return bytes;
}

static void
report(int documents, double ms, size_t bytes)
{
	struct rusage used;

	getrusage(RUSAGE_SELF, &used);
	printf("%.4f %zu %ld %d\n", ms / documents, bytes / (size_t)documents, used.ru_maxrss, documents);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	const struct tt_options options = { .data_dir = ".", .pdf_standard = argc > 3 ? argv[3] : NULL };
	int documents = argc > 2 ? atoi(argv[2]) : 200;
	FILE *f = argc > 1 ? fopen(argv[1], "rb") : NULL;
	tt_context *c = tt_context_new(&options);
	size_t bytes = 0;
	double start;

	if (f == NULL || c == NULL || documents < 1) {
		fprintf(stderr, "usage: warm plan.json [documents [standard]]\n");
		return 2;
	}
	pattern[fread(pattern, 1, ROOM / 2, f)] = '\0';
	fclose(f);
	render(c, 0, argv[1]);
	start = now();
	for (int i = 1; i <= documents; i++) {
		bytes += render(c, i, argv[1]);
		if (i == documents || i == 1000 || i == 10000 || i == 100000)
			report(i, now() - start, bytes);
	}
	tt_context_free(c);
	return 0;
}
