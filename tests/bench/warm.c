/*
 * Renders one plan N times in one context and prints the milliseconds of processor time and the bytes
 * of a document. The third argument is a list of PDF standards.
 */
#include "thethuc.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

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

static size_t
render(tt_context *c, const char *json, size_t n, const char *path)
{
	tt_document *d = tt_document_new(c);
	size_t bytes = 0;

	if (tt_document_read(d, json, n, path) || tt_document_layout(d) || tt_document_write(d, count, &bytes)) {
		fprintf(stderr, "%s: %s\n", path, tt_message_at(d, tt_message_count(d) - 1)->text);
		exit(1);
	}
	tt_document_free(d);
	return bytes;
}

int
main(int argc, char **argv)
{
	static char json[1 << 20];
	const struct tt_options options = { .data_dir = ".", .pdf_standard = argc > 3 ? argv[3] : NULL };
	int rounds = argc > 2 ? atoi(argv[2]) : 200;
	FILE *f = argc > 1 ? fopen(argv[1], "rb") : NULL;
	tt_context *c = tt_context_new(&options);
	size_t n, bytes = 0;
	double start;

	if (f == NULL || c == NULL || rounds < 1) {
		fprintf(stderr, "usage: warm plan.json [rounds [standard]]\n");
		return 2;
	}
	n = fread(json, 1, sizeof json, f);
	fclose(f);
	render(c, json, n, argv[1]);
	start = now();
	for (int i = 0; i < rounds; i++)
		bytes = render(c, json, n, argv[1]);
	printf("%.3f %zu\n", (now() - start) / rounds, bytes);
	tt_context_free(c);
	return 0;
}
