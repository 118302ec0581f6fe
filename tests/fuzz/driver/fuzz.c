/* What fuzz targets do alike: a document through every output, with what has to hold for all of them. */
#include "fuzz.h"

#include <stdio.h>
#include <string.h>

enum { MEMORY_MOST = 256 << 20 };

void
fuzz_defect(const char *what)
{
	fprintf(stderr, "defect: %s\n", what);
	abort();
}

uint64_t
fuzz_hash(const char *data, size_t n)
{
	uint64_t h = UINT64_C(0xCBF29CE484222325);

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)data[i]) * UINT64_C(0x100000001B3);
	return h ^ h >> 32;
}

unsigned
fuzz_choose(uint64_t *bits, unsigned n)
{
	unsigned choice = (unsigned)(*bits % n);

	*bits /= n;
	return choice;
}

char *
fuzz_copy(const char *data, size_t n)
{
	char *copy = malloc(n + (n == 0));

	if (copy == NULL)
		fuzz_defect("no memory for the input");
	if (n > 0)
		memcpy(copy, data, n);
	return copy;
}

char *
fuzz_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	size_t room = 0, more = 0;
	char *data = NULL;

	*n = 0;
	do {
		if (*n == room)
			data = realloc(data, room = room * 2 + 65536);
		more = f == NULL || data == NULL ? 0 : fread(data + *n, 1, room - *n, f);
		*n += more;
	} while (more > 0);
	if (f == NULL || data == NULL || ferror(f))
		fuzz_defect(path);
	fclose(f);
	return data;
}

tt_context *
fuzz_context(struct tt_options options)
{
	tt_context *c;

	options.data_dir = ".";
	options.max_memory = MEMORY_MOST;
	c = tt_context_new(&options);
	if (c == NULL)
		fuzz_defect("no context");
	return c;
}

static int
is_utf8(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;

	while (*s != '\0') {
		int more = *s < 0x80 ? 0 : *s < 0xC2 ? -1 : *s < 0xE0 ? 1 : *s < 0xF0 ? 2 : *s < 0xF5 ? 3 : -1;
		if (more < 0)
			return 0;
		for (s++; more > 0; more--, s++)
			if ((*s & 0xC0) != 0x80)
				return 0;
	}
	return 1;
}

void
fuzz_messages(const tt_document *d, int result)
{
	int errors = 0;

	for (size_t i = 0; i < tt_message_count(d); i++) {
		const struct tt_message *m = tt_message_at(d, i);
		if (m->text == NULL || m->id == NULL || m->text[0] == '\0')
			fuzz_defect("a message without text");
		if (!is_utf8(m->text) || (m->source_line != NULL && !is_utf8(m->source_line)))
			fuzz_defect("a message that is no UTF-8");
		errors += m->level == TT_ERROR;
	}
	if (result != 0 && errors == 0)
		fuzz_defect("refused without an error");
	if (result == 0 && errors > 0)
		fuzz_defect("an error, and yet done");
	if (tt_document_fault(d) == TT_FAULT_BUG)
		fuzz_defect("the program says that it is wrong");
}

int
fuzz_keep(void *user, const void *data, size_t n)
{
	struct fuzz_bytes *b = user;
	char *more = realloc(b->data, b->n + n + 1);

	if (more == NULL)
		fuzz_defect("no memory for the output");
	if (n > 0)
		memcpy(more + b->n, data, n);
	b->data = more;
	b->n += n;
	return 0;
}

int
fuzz_drop(void *user, const void *data, size_t n)
{
	*(uint64_t *)user ^= fuzz_hash(data, n);
	return 0;
}

/* A PDF has its mark near its start (that of a copied one may have something before it) and its end at the end. */
static int
is_pdf(const struct fuzz_bytes *b)
{
	for (size_t i = 0; i < 1024 && i + 100 < b->n; i++)
		if (memcmp(b->data + i, "%PDF-", 5) == 0)
			return memcmp(b->data + b->n - 6, "%%EOF\n", 6) == 0;
	return 0;
}

/* A PDF is whole, and the same a second time. */
static void
write_twice(tt_document *d)
{
	struct fuzz_bytes one = { 0 }, two = { 0 };

	if (tt_document_write(d, fuzz_keep, &one) == 0) {
		if (!is_pdf(&one))
			fuzz_defect("what was written is no PDF");
		if (tt_document_write(d, fuzz_keep, &two) != 0 || one.n != two.n
		    || memcmp(one.data, two.data, one.n) != 0)
			fuzz_defect("not the same a second time");
	} else {
		fuzz_messages(d, -1);
	}
	free(one.data);
	free(two.data);
}

static void
issue(tt_document *d)
{
	uint64_t sum = 0;
	int result = tt_document_issue(d, NULL, 0, NULL);

	if (tt_document_fault(d) != TT_FAULT_NONE)
		fuzz_messages(d, result);
	for (size_t i = 0; result == 0 && i < tt_issue_count(d); i++)
		if (tt_issue_at(d, i)->file[0] == '\0' || strchr(tt_issue_at(d, i)->file, '/') != NULL)
			fuzz_defect("the name of a copy's file");
	if (result == 0 && tt_issue_count(d) > 0)
		tt_issue_write(d, 0, fuzz_drop, &sum);
	if (result == 0)
		tt_issue_list(d, sum & 1, fuzz_drop, &sum);
}

void
fuzz_document(tt_document *d, uint64_t bits)
{
	uint64_t sum = 0;
	int result = tt_document_layout(d);

	fuzz_messages(d, result);
	if (strchr(tt_document_name(d), '/') != NULL || tt_document_name(d)[0] == '.')
		fuzz_defect("the name of a file");
	if (fuzz_choose(&bits, 4) == 0)
		tt_document_lint(d);
	if (result != 0 || tt_document_fault(d) != TT_FAULT_NONE)
		return;
	switch (fuzz_choose(&bits, 8)) {
	case 0:
		tt_document_dump(d, (enum tt_stage)fuzz_choose(&bits, 4), fuzz_drop, &sum);
		break;
	case 1:
		tt_document_proof(d, (int)fuzz_choose(&bits, 2), fuzz_drop, &sum);
		tt_document_zones(d, fuzz_drop, &sum);
		break;
	case 2:
		tt_document_fit(d, fuzz_drop, &sum);
		tt_document_trace(d, fuzz_drop, &sum);
		break;
	case 3:
		issue(d);
		break;
	default:
		write_twice(d);
		break;
	}
}
