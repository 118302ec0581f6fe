/* The options of batches. */
#ifndef BATCH_OPTIONS_H
#define BATCH_OPTIONS_H
#include "report.h"
#include <stdbool.h>
#include <stdint.h>

enum { BATCH_JOBS_MOST = 256 };

enum batch_progress { BATCH_BAR, BATCH_PLAIN, BATCH_JSON, BATCH_QUIET };

struct batch_options {			/* as given, NULL or false: not given; numbers by batch_options_read() */
	const char	*jobs_text, *deadline_text, *memory_text, *shard_text, *progress_text;
	const char	*name;		/* pattern of output names */
	const char	*id;		/* JSON pointer of the records' ids */
	const char	*records;	/* JSON pointer of the records in each input */
	const char	**lists;	/* files that name inputs; NULL-terminated, malloc */
	size_t		 nlists;
	bool		 retry_failed;	/* only what failed before */
	bool		 verify;	/* what is there already is read whole */
	bool		 zones;		/* the manifest says where signatures, seals, fields and stamps stand */
	bool		 no_sync;	/* nothing waits for the disk */
	bool		 warnings;	/* messages of documents that were made are told too */
	int		 jobs;		/* workers */
	int64_t		 deadline;	/* of a document: microseconds; 0: none */
	int		 memory;	/* of a document: MiB */
	uint64_t	 shard, shards;	/* which part, from 1, of how many; 1 of 1: all */
	enum batch_progress progress;
};

/* Works out the numbers, some from the environment. Returns 0, or the exit status after a message. */
int	 batch_options_read(struct batch_options *, const struct report *);

#endif
