/* What became of the documents of a batch: counted, and the failures listed. */
#ifndef SUMMARY_H
#define SUMMARY_H
#include "report.h"
#include <stddef.h>
#include <stdint.h>

struct summary {
	unsigned long	 made, same, failed, warned, named;	/* documents; named: not to be made here */
	unsigned long	 old;		/* of those that failed, with a PDF of an earlier run still there */
	uint64_t	 pages, bytes;	/* of those made */
	struct summary_row { char id[64]; unsigned long n; } *rows;	/* failures by id of the first error, malloc */
	size_t		 nrows, cap;
	FILE		*list;		/* failures as they came; NULL: none yet */
	struct summary_failure { uint64_t ordinal; long at, len; } *failures;	/* of the list, malloc */
	size_t		 nfailures, failures_cap;
	int		 error;		/* errno value of what could not be kept; 0: all is */
};

/* Counts a failure and keeps what is said about it; `ordinal` is its document's number in the input. */
void	 summary_add_failure(struct summary *, uint64_t ordinal, const char *id, const char *text);

/*
 * Writes the list of failures in the order of the input into the file `name` of the folder, put there when
 * it is whole; without failures there is none. Returns 0, or an errno value, also when not all was kept.
 */
int	 summary_write_list(struct summary *, int folder, const char *name);

/* Prints the summary; `where` is the path of the list of failures. `us`: microseconds it took. */
void	 summary_print(const struct summary *, const struct report *, bool json, int64_t us, const char *where);

void	 summary_free(struct summary *);

#endif
