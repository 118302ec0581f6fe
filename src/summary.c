#include "summary.h"
#include "heap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NUMBER = 24 };

static void
count_row(struct summary *s, const char *id)
{
	size_t i = 0;

	while (i < s->nrows && strcmp(s->rows[i].id, id) != 0)
		i++;
	if (i == s->nrows) {
		struct summary_row *rows = heap_grow(s->rows, s->nrows, &s->cap, sizeof *rows);
		if (rows == NULL) {
			s->error = ENOMEM;
			return;
		}
		s->rows = rows;
		snprintf(s->rows[i].id, sizeof s->rows[i].id, "%s", id);
		s->rows[i].n = 0;
		s->nrows++;
	}
	s->rows[i].n++;
}

static void
keep_text(struct summary *s, uint64_t ordinal, const char *text)
{
	struct summary_failure *f = heap_grow(s->failures, s->nfailures, &s->failures_cap, sizeof *f);
	size_t n = strlen(text);

	if (f == NULL) {
		s->error = ENOMEM;
		return;
	}
	s->failures = f;
	if (s->list == NULL && (s->list = tmpfile()) == NULL) {
		s->error = errno;
		return;
	}
	f += s->nfailures;
	*f = (struct summary_failure){ ordinal, ftell(s->list), (long)n };
	if (f->at >= 0 && fwrite(text, 1, n, s->list) == n)
		s->nfailures++;
	else
		s->error = errno;
}

void
summary_add_failure(struct summary *s, uint64_t ordinal, const char *id, const char *text)
{
	s->failed++;
	count_row(s, id != NULL ? id : "?");
	if (text != NULL)
		keep_text(s, ordinal, text);
}

static int
by_ordinal(const void *a, const void *b)
{
	const struct summary_failure *x = a, *y = b;

	return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

/* Copies a part of the list. */
static int
copy(FILE *from, const struct summary_failure *f, FILE *to)
{
	char piece[4096];
	long left = f->len;

	if (fseek(from, f->at, SEEK_SET) != 0)
		return errno;
	while (left > 0) {
		size_t n = fread(piece, 1, left < (long)sizeof piece ? (size_t)left : sizeof piece, from);
		if (n == 0 || fwrite(piece, 1, n, to) != n)
			return errno != 0 ? errno : EIO;
		left -= (long)n;
	}
	return 0;
}

int
summary_write_list(struct summary *s, int folder, const char *name)
{
	char waiting[80];
	FILE *f;
	int fd, error = 0;

	if (s->error != 0)
		return s->error;
	if (s->nfailures == 0)
		return unlinkat(folder, name, 0) == 0 || errno == ENOENT ? 0 : errno;
	snprintf(waiting, sizeof waiting, ".%s", name);
	unlinkat(folder, waiting, 0);
	fd = openat(folder, waiting, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	f = fd < 0 ? NULL : fdopen(fd, "w");
	if (f == NULL) {
		error = errno;
		if (fd >= 0) {
			close(fd);
			unlinkat(folder, waiting, 0);
		}
		return error;
	}
	qsort(s->failures, s->nfailures, sizeof *s->failures, by_ordinal);
	for (size_t i = 0; i < s->nfailures && error == 0; i++)
		error = copy(s->list, &s->failures[i], f);
	if (fclose(f) != 0 && error == 0)
		error = errno;
	if (error == 0 && renameat(folder, waiting, folder, name) != 0)
		error = errno;
	if (error != 0)
		unlinkat(folder, waiting, 0);
	return error;
}

static int
by_count(const void *a, const void *b)
{
	const struct summary_row *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n ? 1 : -1) : strcmp(x->id, y->id);
}

static void
print_json(const struct summary *s, int64_t us, uint64_t tenths, const char *where)
{
	printf("{\"event\":\"summary\",\"made\":%lu,\"same\":%lu,\"failed\":%lu,\"old\":%lu,"
	    "\"with_warnings\":%lu,\"pages\":%llu,\"bytes\":%llu,\"ms\":%lld,"
	    "\"per_second\":%llu.%llu,\"failures\":{",
	    s->made, s->same, s->failed, s->old, s->warned, (unsigned long long)s->pages,
	    (unsigned long long)s->bytes, (long long)(us / 1000),
	    (unsigned long long)tenths / 10, (unsigned long long)tenths % 10);
	for (size_t i = 0; i < s->nrows; i++) {
		printf("%s", i > 0 ? "," : "");
		report_json_text(stdout, s->rows[i].id);
		printf(":%lu", s->rows[i].n);
	}
	printf("},\"list\":");
	if (s->failed > 0)
		report_json_text(stdout, where);
	else
		printf("null");
	printf("}\n");
}

static void
print_count(const struct report *r, enum text_id id, uint64_t n, const char *more)
{
	char number[NUMBER];

	snprintf(number, sizeof number, "%llu", (unsigned long long)n);
	report_print(r, stdout, id, (const char *const[]){ number, more, NULL });
	putchar('\n');
}

void
summary_print(const struct summary *s, const struct report *r, bool json, int64_t us, const char *where)
{
	uint64_t tenths = us <= 0 ? 0 : s->made * UINT64_C(10000000) / (uint64_t)us;
	char rate[NUMBER], pages[NUMBER], seconds[NUMBER];

	if (s->nrows > 0)
		qsort(s->rows, s->nrows, sizeof *s->rows, by_count);
	if (json) {
		print_json(s, us, tenths, where);
		return;
	}
	snprintf(rate, sizeof rate, "%llu", (unsigned long long)(tenths + 5) / 10);
	snprintf(pages, sizeof pages, "%llu", (unsigned long long)s->pages);
	snprintf(seconds, sizeof seconds, "%lld.%lld", (long long)(us / 1000000), (long long)(us / 100000 % 10));
	print_count(r, TEXT_SUMMARY_MADE, s->made, "");
	if (s->made > 0) {
		report_print(r, stdout, TEXT_SUMMARY_RATE, (const char *const[]){ pages, seconds, rate, NULL });
		putchar('\n');
	}
	if (s->warned > 0)
		print_count(r, TEXT_SUMMARY_WARNED, s->warned, "");
	if (s->same > 0)
		print_count(r, TEXT_SUMMARY_SAME, s->same, "");
	if (s->failed > 0)
		print_count(r, TEXT_SUMMARY_FAILED, s->failed, where);
	if (s->old > 0)
		print_count(r, TEXT_SUMMARY_OLD, s->old, "");
	for (size_t i = 0; i < s->nrows; i++)
		print_count(r, TEXT_SUMMARY_ROW, s->rows[i].n, s->rows[i].id);
}

void
summary_free(struct summary *s)
{
	free(s->rows);
	free(s->failures);
	if (s->list != NULL)
		fclose(s->list);
}
