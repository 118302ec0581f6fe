/* Exports as records: files, folders, arrays, lines, packed or not, one record at a time. */
#ifndef FEED_H
#define FEED_H
#include "report.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct feed_options {			/* zero is the default everywhere */
	const char *const *inputs;	/* files, folders, "-" for standard input; a manifest is a list */
	size_t		 ninputs;
	const char *const *lists;	/* files that name inputs, one a line: a path, or {"file": ..., "index": ...} */
	size_t		 nlists;
	const char	*records;	/* JSON pointer of the array in each value; NULL: the value itself */
	const char	*except;	/* folder that is not entered, where the output goes; NULL: none */
	bool		 again;		/* all has been read, or will be: what can be read only once is left out */
	size_t		 most;		/* bytes of one record; 0: 64 MiB */
	size_t		 step;		/* bytes read at a time; 0: 256 KiB */
};

struct record {
	const char	*file;		/* the export as it was named, "stdin" */
	long		 line, column;	/* where the record starts in the unpacked file, from 1 */
	size_t		 index;		/* its number within the file, from 1; 0: the fault is of the file */
	const char	*text;		/* its bytes, not NUL-terminated; NULL with a fault */
	size_t		 len;
	const char	*folder;	/* for pictures and files that it names; NULL: standard input */
	bool		 whole;		/* the file is this one record */
	const struct tt_message *fault;	/* what feed_next() tells; NULL with a record */
};

struct feed_state;

struct feed {
	struct feed_state *state;	/* malloc */
};

/*
 * Finds the files of all inputs: folders are entered in the order of bytes for *.json, *.ndjson and
 * *.jsonl, and these with .gz or .zst; a file that was named already is left out with a warning.
 * Texts in the options have to stay. Returns 0, or the exit status after a message; feed_close() is due
 * either way. What single inputs lack is told by feed_next().
 */
int	 feed_open(struct feed *, const struct feed_options *, const struct report *);

/*
 * The next record: 1; 0 at the end; -1 with record->fault when something cannot be read or has to be
 * said (its level tells: only errors lose something). After -1 the rest goes on. What the record
 * points to stays until the next call.
 */
int	 feed_next(struct feed *, struct record *);

/* Bytes read so far of the files as they lie there, and of all that were found; *all 0: unknown. */
void	 feed_progress(const struct feed *, uint64_t *done, uint64_t *all);

/* Whether something was left out, as it can be read only once. */
bool	 feed_left_out(const struct feed *);

void	 feed_close(struct feed *);

#endif
