/*
 * Renders a document with whatever is wrong with the memory, and then once more in the same context, with
 * nothing wrong: what a lack of memory leaves behind must not show. again FOLDER PLAN... The first is made
 * before, to know the bytes.
 */
#include "thethuc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void	 fault_rest(int) __attribute__((weak));

struct bytes {
	char	*data;
	size_t	 n;
};

static int
keep(void *user, const void *data, size_t n)
{
	struct bytes *b = user;
	char *more = realloc(b->data, b->n + n);

	if (more == NULL)
		return -1;
	memcpy(more + b->n, data, n);
	*b = (struct bytes){ more, b->n + n };
	return 0;
}

static struct bytes
read_file(const char *path)
{
	static char room[65536];
	struct bytes b = { 0 };
	FILE *f = fopen(path, "rb");
	size_t n;

	while (f != NULL && (n = fread(room, 1, sizeof room, f)) > 0)
		keep(&b, room, n);
	if (f == NULL || b.n == 0)
		exit(2);
	fclose(f);
	return b;
}

static struct bytes
render(tt_context *c, const struct bytes *plan, const char *path)
{
	tt_document *d = tt_document_new(c);
	struct bytes out = { 0 };

	if (d != NULL && (tt_document_read(d, plan->data, plan->n, path) != 0 || tt_document_layout(d) != 0
	    || tt_document_write(d, keep, &out) != 0)) {
		if (tt_document_fault(d) != TT_FAULT_ENVIRONMENT)
			exit(5);
		free(out.data);
		out = (struct bytes){ 0 };
	}
	tt_document_free(d);
	return out;
}

static void
rest(int on)
{
	if (fault_rest != NULL)
		fault_rest(on);
}

/* 0: the same as before; 6: another; 7: none. */
static int
compare(tt_context *c, const struct bytes *plan, const char *path, const struct bytes *want)
{
	struct bytes got = render(c, plan, path);
	int result = got.n == 0 ? 7 : got.n == want->n && memcmp(got.data, want->data, got.n) == 0 ? 0 : 6;

	free(got.data);
	return result;
}

int
main(int argc, char **argv)
{
	struct tt_options options = { .data_dir = argc > 1 ? argv[1] : ".", .images_beside = 1 };
	struct bytes plan, want, first;
	tt_context *c;
	int result = 0;

	if (argc < 3)
		return 2;
	rest(1);
	plan = read_file(argv[2]);
	c = tt_context_new(&options);
	want = render(c, &plan, argv[2]);
	tt_context_free(c);
	rest(0);
	c = tt_context_new(&options);
	if (c == NULL)
		c = tt_context_new(&options);
	first = render(c, &plan, argv[2]);
	rest(1);
	if (first.n > 0 && (first.n != want.n || memcmp(first.data, want.data, want.n) != 0))
		result = 8;
	for (int i = 0; i < 2 && result == 0; i++)
		result = compare(c, &plan, argv[2], &want);
	tt_context_free(c);
	free(first.data);
	free(want.data);
	free(plan.data);
	return result;
}
