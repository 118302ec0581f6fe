#include "batch_options.h"
#include "shard.h"

#include <string.h>
#include <unistd.h>

enum { MEMORY_USUAL = 512, MEMORY_MOST = 1 << 20, SECONDS_MOST = 1000000, MICRO = 1000000 };

static int64_t
digits(const char **p, int64_t most)
{
	int64_t value = 0;

	for (; **p >= '0' && **p <= '9' && value <= most; ++*p)
		value = value * 10 + (**p - '0');
	return value;
}

/* A whole number from `least`; the usual one when nothing is given. */
static int
read_count(const struct report *r, const char *option, const char *text, int least, int most, int *value)
{
	const char *p = text;
	int64_t n;

	if (text == NULL)
		return 0;
	n = digits(&p, most);
	*value = (int)n;
	return p > text && *p == '\0' && n >= least && n <= most ? 0 : REPORT(r, NULL, USAGE_COUNT, option, text);
}

/* Seconds with decimals, as microseconds. */
static int
read_seconds(const struct report *r, const char *option, const char *text, int64_t *value)
{
	const char *p = text;

	if (text == NULL)
		return 0;
	*value = digits(&p, SECONDS_MOST) * MICRO;
	if (p > text && (*p == '.' || *p == ',') && *value <= (int64_t)SECONDS_MOST * MICRO) {
		int64_t part = MICRO;
		for (p++; *p >= '0' && *p <= '9'; p++) {
			part /= 10;
			*value += part * (*p - '0');
		}
	}
	return p > text && *p == '\0' ? 0 : REPORT(r, NULL, USAGE_SECONDS, option, text);
}

static int
read_progress(const struct report *r, const char *text, enum batch_progress *value)
{
	static const char *const names[] = { "bar", "plain", "json", "none" };

	*value = isatty(STDERR_FILENO) == 1 ? BATCH_BAR : BATCH_PLAIN;
	for (size_t i = 0; text != NULL && i < sizeof names / sizeof *names; i++)
		if (strcmp(text, names[i]) == 0) {
			*value = (enum batch_progress)i;
			return 0;
		}
	return text == NULL ? 0 : REPORT(r, NULL, USAGE_VALUE_UNKNOWN, "--progress", text, "bar, plain, json, none");
}

int
batch_options_read(struct batch_options *o, const struct report *r)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int status;

	o->jobs = cores < 1 ? 1 : cores > BATCH_JOBS_MOST ? BATCH_JOBS_MOST : (int)cores;
	o->memory = MEMORY_USUAL;
	o->deadline = 60 * (int64_t)MICRO;
	status = read_count(r, "-j", o->jobs_text, 1, BATCH_JOBS_MOST, &o->jobs);
	if (status == 0)
		status = read_count(r, "--memory", o->memory_text, 1, MEMORY_MOST, &o->memory);
	if (status == 0)
		status = read_seconds(r, "--deadline", o->deadline_text, &o->deadline);
	if (status == 0)
		status = shard_read(o->shard_text, &o->shard, &o->shards, r);
	return status != 0 ? status : read_progress(r, o->progress_text, &o->progress);
}
