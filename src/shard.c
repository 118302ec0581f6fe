#include "shard.h"
#include "hash_table.h"

#include <stdlib.h>

enum { SHARDS_MOST = 100000 };

/*
 * Where schedulers tell the number of a process, the number of the first one and how many there are;
 * NULL for the first one: `from`. Where the number alone shows that there are others, the rest must be known.
 */
static const struct {
	const char	*index, *first, *count;
	uint64_t	 from;
	bool		 shared;
} schedulers[] = {
	{ "THETHUC_SHARD", NULL, "THETHUC_SHARDS", 1, true },
	{ "JOB_COMPLETION_INDEX", NULL, "THETHUC_SHARDS", 0, true },
	{ "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT", 0, true },
	{ "AWS_BATCH_JOB_ARRAY_INDEX", NULL, "AWS_BATCH_JOB_ARRAY_SIZE", 0, true },
	{ "PARALLEL_SEQ", NULL, "THETHUC_SHARDS", 1, false },
};

/* A whole number at *p, which it moves on; false when there is none. */
static bool
take_number(const char **p, uint64_t *value)
{
	const char *start = *p;

	*value = 0;
	for (; **p >= '0' && **p <= '9' && *value < SHARDS_MOST * UINT64_C(10); ++*p)
		*value = *value * 10 + (uint64_t)(**p - '0');
	return *p > start;
}

static bool
is_number(const char *text, uint64_t *value)
{
	return text != NULL && take_number(&text, value) && *text == '\0';
}

static bool
fits(uint64_t shard, uint64_t shards)
{
	return shard >= 1 && shard <= shards && shards <= SHARDS_MOST;
}

int
shard_read(const char *text, uint64_t *shard, uint64_t *shards, const struct report *r)
{
	const char *p = text;
	uint64_t index, first;

	*shard = *shards = 1;
	if (text != NULL) {
		if (take_number(&p, shard) && *p++ == '/' && is_number(p, shards) && fits(*shard, *shards))
			return 0;
		return REPORT(r, NULL, USAGE_SHARD, "--shard", text);
	}
	for (size_t i = 0; i < sizeof schedulers / sizeof *schedulers; i++) {
		const char *given = getenv(schedulers[i].index);
		const char *count = getenv(schedulers[i].count);
		if (given != NULL && count == NULL && schedulers[i].shared)
			return REPORT(r, NULL, USAGE_SHARD_COUNT, schedulers[i].index, schedulers[i].count);
		if (given == NULL || count == NULL)
			continue;
		first = schedulers[i].from;
		if (schedulers[i].first != NULL)
			is_number(getenv(schedulers[i].first), &first);
		if (!is_number(given, &index) || !is_number(count, shards) || index < first
		    || !fits(index - first + 1, *shards))
			return REPORT(r, NULL, USAGE_SHARD_ENVIRONMENT, schedulers[i].index, given,
			    schedulers[i].count, count);
		*shard = index - first + 1;
		return 0;
	}
	return 0;
}

bool
shard_has(uint64_t shard, uint64_t shards, const char *id)
{
	return shards == 1 || hash_table_key(id) % shards == shard - 1;
}
