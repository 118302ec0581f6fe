/* Records of a batch that ask for a copy: {"copy": {...}, "original": "path"}. */
#ifndef COPY_JOB_H
#define COPY_JOB_H
#include <stdbool.h>
#include <stddef.h>

struct copy_job {
	const char	*data;		/* of the copy, in the record */
	size_t		 len;
	char		 original[2048];	/* path of what is copied; "": none was given */
	char		 unknown[8][64];	/* names of members without meaning, the first ones */
	size_t		 nunknown;
};

/* Whether a record is one. What has "issuer", "body" or "report" before is a plan or report. */
bool	 copy_job_is(const char *record, size_t n);

/* Reads it. */
void	 copy_job_read(const char *record, size_t n, struct copy_job *);

#endif
