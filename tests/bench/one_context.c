/*
 * Renders files of plans one after the other in one context, as a worker of a batch does, all of them N times,
 * and writes FOLDER/N-I.pdf and the messages as FOLDER/N-I.txt, where I is the plan's place in the list. Plans
 * that cannot be rendered have no PDF. The name of each is a line of the list. 0 times: once, each in a
 * context of its own.
 */
#include "thethuc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 4 << 20, NAME = 4096 };

static char plan[ROOM];

static int
put(void *user, const void *data, size_t n)
{
	return fwrite(data, 1, n, user) == n ? 0 : -1;
}

static FILE *
create(const char *folder, int round, int i, const char *suffix)
{
	char path[NAME];
	FILE *f;

	snprintf(path, sizeof path, "%s/%d-%d.%s", folder, round, i, suffix);
	f = fopen(path, "wb");
	if (f == NULL)
		exit(1);
	return f;
}

static void
put_messages(const tt_document *d, FILE *out)
{
	for (size_t i = 0; i < tt_message_count(d); i++) {
		const struct tt_message *m = tt_message_at(d, i);
		fprintf(out, "%s:%d:%d %s %s\n", m->file != NULL ? m->file : "", m->line, m->column, m->id, m->text);
	}
	if (fclose(out) != 0)
		exit(1);
}

static void
render(tt_context *c, const char *path, const char *folder, int round, int i)
{
	FILE *in = fopen(path, "rb"), *out;
	tt_document *d = tt_document_new(c);
	size_t n;

	if (in == NULL || d == NULL)
		exit(1);
	n = fread(plan, 1, sizeof plan, in);
	fclose(in);
	if (tt_document_read(d, plan, n, path) == 0 && tt_document_layout(d) == 0) {
		out = create(folder, round, i, "pdf");
		if (tt_document_write(d, put, out) != 0 || fclose(out) != 0)
			exit(1);
	}
	put_messages(d, create(folder, round, i, "txt"));
	tt_document_free(d);
}

int
main(int argc, char **argv)
{
	const struct tt_options options = { .data_dir = getenv("THETHUC_DATA"), .allow_secret = 1, .images_beside = 1 };
	tt_context *c = tt_context_new(&options);
	int rounds = argc == 4 ? atoi(argv[3]) : -1, round = 0;

	if (c == NULL || rounds < 0) {
		fprintf(stderr, "usage: one_context list folder rounds\n");
		return 2;
	}
	do {
		char path[NAME];
		FILE *list = fopen(argv[1], "r");
		for (int i = 0; list != NULL && fgets(path, sizeof path, list) != NULL; i++) {
			path[strcspn(path, "\n")] = '\0';
			render(c, path, argv[2], round, i);
			if (rounds > 0)
				continue;
			tt_context_free(c);
			c = tt_context_new(&options);
		}
		if (list == NULL || fclose(list) != 0)
			return 1;
	} while (++round < rounds);
	tt_context_free(c);
	return 0;
}
