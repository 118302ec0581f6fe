/* Messages of one document as text: as they are told, for people, and as JSON for the manifest. */
#ifndef REPORT_CAPTURE_H
#define REPORT_CAPTURE_H
#include "report.h"
#include "wire.h"

enum { REPORT_CAPTURE_TOLD, REPORT_CAPTURE_HUMAN, REPORT_CAPTURE_JSON, REPORT_CAPTURE__TEXTS };

struct report_capture {			/* zero but for the report is empty */
	const struct report *report;
	const char	*file;		/* messages about this file, or none, that have no place have */
	int		 line, column;	/* this one, from 1 */
	unsigned long long record;	/* and is this record of it, from 1; 0: not said */
	bool		 errors_only;	/* nothing else is told */
	unsigned long	 warnings, errors;
	char		 first[64];	/* id of the first error, "" for none */
	const char	*told, *human, *json;	/* the texts; json: objects with commas between; NULL: nothing */
	bool		 failed;	/* there was no memory for part of them */
	struct wire	 texts[REPORT_CAPTURE__TEXTS];
	FILE		*streams[REPORT_CAPTURE__TEXTS];
};

/* Adds a message. For people and as JSON only errors are kept, some of many. */
void	 report_capture_add(struct report_capture *, const struct tt_message *);

/* Ends the texts, which are there then, until report_capture_free(). */
void	 report_capture_close(struct report_capture *);

void	 report_capture_free(struct report_capture *);

#endif
