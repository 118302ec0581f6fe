/* A batch while it goes on: what its parts share. */
#ifndef BATCH_STATE_H
#define BATCH_STATE_H
#include "batch_options.h"
#include "census.h"
#include "child.h"
#include "hash_table.h"
#include "manifest.h"
#include "output_folder.h"
#include "progress.h"
#include "report_capture.h"
#include "summary.h"
#include "worker.h"

/* In `children`; from the last on all are workers. */
enum { CHILD_INTAKE, CHILD_DISK_SYNC, CHILD_CENSUS, CHILD_WORKER };

_Static_assert(CHILD_WORKER + BATCH_JOBS_MOST <= CHILD_MOST, "all workers have a place");

enum { WORKER_LOAD = 2 };		/* documents that a worker has: one in work, one waiting */

struct batch_document {
	struct batch_document *next;		/* in the list it is in */
	struct batch_document *after;		/* in the list of those to be sent to a worker */
	uint64_t	 ordinal;	/* in the input, from 1 */
	uint64_t	 number;	/* of its waiting file, set when it is sent */
	char		*id, *file;	/* malloc */
	uint64_t	 line, column, index;	/* where its record is, see struct intake_item */
	struct wire	 job;		/* what a worker is sent */
	enum worker_task task;
	bool		 mine;		/* to be made by this run and shard; else only its name is looked for */
	bool		 named;		/* its name is known, or that it has none */
	bool		 assigned;	/* its output is known for good, or that it has none */
	bool		 finished;	/* a worker has done what it can */
	bool		 dropped;	/* nothing will be done for it */
	char		*name;		/* path as it would be without others; NULL: none */
	char		*output;	/* its path; NULL: none */
	char		*recorded;	/* path of its PDF of an earlier run; NULL: none */
	enum worker_outcome outcome;	/* when finished */
	uint64_t	 pages, bytes, warnings;
	char		*members;	/* of its line in the manifest, malloc */
	int64_t		 since;		/* when it was ready to be put */
};

struct batch_documents {			/* a list, by `next` */
	struct batch_document *head, **tail;
	size_t		 n;
};

struct batch_worker {			/* a worker as the batch knows it: the documents it has */
	struct batch_document *documents[WORKER_LOAD];	/* NULL: taken away from it again */
	uint64_t	 numbers[WORKER_LOAD];	/* of their waiting files */
	size_t		 n;
	int64_t		 started;	/* when it began with the first */
	bool		 named;		/* it has told the first one's name */
};

struct batch {
	const struct options *options;
	const struct batch_options *settings;
	const struct report *report;
	struct fingerprint fingerprint;
	struct output_folder folder;
	struct manifest	 manifest;
	struct worker	 worker;
	struct children children;
	struct batch_worker workers[CHILD_MOST];	/* by number in `children` */
	struct batch_document *backlog, *backlog_end;	/* to be sent to workers, by `after` */
	size_t		 waiting;	/* how many of them */
	size_t		 sent;		/* how many workers have */
	size_t		 held;		/* bytes of records that are kept */
	struct batch_documents order;		/* whose names are not given out yet, in the order of the input */
	struct batch_documents ready;		/* to be put in place */
	struct batch_documents committing;	/* the same, while the disk is waited for */
	bool		 commit_busy;	/* the disk is waited for */
	bool		 unsynced;	/* something was written since the disk was waited for */
	struct hash_table	 taken;		/* names given out */
	bool		 guarded;	/* manifests of earlier runs are there */
	struct hash_table	 owners;	/* other manifests': see manifest_read_owners() */
	struct hash_table	 present;	/* ids of records that are known to be in this run, when guarded */
	struct intake	*intake;	/* what is read */
	bool		 census_asked;	/* it is read once more for the ids of all records */
	enum census_end	 census;	/* how far that is */
	bool		 unique;	/* names follow from ids alone: those of other shards do not matter */
	struct wire	 moved;		/* ids put elsewhere ("": not for sure), paths before; NUL after each */
	struct wire	 old;		/* ids that failed and paths of their earlier PDFs, NUL after each */
	struct summary	 summary;
	struct progress	 progress;
	uint64_t	 ordinal, number;	/* given out last */
	uint64_t	 read, all;	/* bytes of the input */
	bool		 intake_open;
	unsigned	 idle_deaths;	/* workers that ended without work, in a row */
	int		 signal;	/* that ends it; 0: none */
	int64_t		 give_up;	/* when documents in hand are given up after it */
	int		 status;	/* worst so far */
	bool		 told;		/* why it ends early was told */
	bool		 stopped;	/* nothing more can be written */
	char		 list_name[64];	/* of the list of failures */
};

/*
 * Tells once why a batch ends before its end: an errno value, about a file or NULL; ECHILD: processes of its
 * own end, ESPIPE: input that can be read only once is shared.
 */
void	 batch_tell_end(struct batch *, const char *file, int error);

/* The same, and nothing more is written: what is not in its place stays out of it. */
void	 batch_stop(struct batch *, const char *file, int error);

/* Adds to the end of a list; takes its first, NULL when there is none. */
void	 batch_list_add(struct batch_documents *, struct batch_document *);
struct batch_document *batch_list_take(struct batch_documents *);

struct batch_failure {			/* what the program itself says of a document that failed */
	struct reported	 reported;
	struct report_capture capture;
	struct wire	 members;	/* of the manifest's line, NUL-terminated */
};

/* Says it; for batch_failure_free(). */
void	 batch_failure_make(struct batch *, struct batch_failure *, const struct batch_document *, enum text_id,
		    const char *const *args);
void	 batch_failure_free(struct batch_failure *);

/* Errors, objects with commas between or NULL, as a member of the manifest's line with its NUL. */
void	 batch_put_errors(struct wire *, const char *errors);

/* A text for a document's own, malloc; NULL for none. Without memory the batch is stopped. */
char	*batch_keep_text(struct batch *, const char *);

/* Gives back the record of a document, which no worker needs any more; all of the document. */
void	 batch_forget_record(struct batch *, struct batch_document *);
void	 batch_free_document(struct batch *, struct batch_document *);

#endif
