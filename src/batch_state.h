/* A batch while it goes on: what its parts share. */
#ifndef BATCH_STATE_H
#define BATCH_STATE_H
#include "crew.h"
#include "delivery.h"
#include "ledger.h"
#include "lookup.h"
#include "press.h"
#include "progress.h"
#include "score.h"

enum { MEMBER_INTAKE, MEMBER_SETTLE, MEMBER_PRESS };	/* in the crew; from the last on all are workers */

enum { HAND_MOST = 2 };			/* documents that a worker has: one in work, one waiting */

struct document {
	struct document	*next;		/* in the list it is in */
	struct document	*after;		/* in the list of those to be sent to a worker */
	uint64_t	 ordinal;	/* in the input, from 1 */
	uint64_t	 number;	/* of its waiting file, set when it is sent */
	char		*id, *file;	/* malloc */
	uint64_t	 line, column, index;	/* where its record is, see struct intake_item */
	struct wire	 job;		/* what a worker is sent */
	enum press_task	 task;
	bool		 mine;		/* of this shard */
	bool		 named;		/* its name is known, or that it has none */
	bool		 assigned;	/* its output is known, or that it has none */
	bool		 finished;	/* a worker has done what it can */
	bool		 dropped;	/* nothing will be done for it */
	char		*name;		/* path as it would be without others; NULL: none */
	char		*output;	/* its path; NULL: none */
	char		*recorded;	/* path of its PDF of an earlier run; NULL: none */
	enum press_outcome outcome;	/* when finished */
	uint64_t	 pages, bytes, warnings;
	char		*members;	/* of its line in the manifest, malloc */
	int64_t		 since;		/* when it was ready to be put */
};

struct documents {			/* a list, by `next` */
	struct document	*head, **tail;
	size_t		 n;
};

struct hand {				/* a worker */
	struct document	*documents[HAND_MOST];	/* NULL: taken away from it again */
	uint64_t	 numbers[HAND_MOST];	/* of their waiting files */
	size_t		 n;
	int64_t		 started;	/* when it began with the first */
	bool		 named;		/* it has told the first one's name */
};

struct batch {
	const struct options *options;
	const struct batch_options *wish;
	const struct report *report;
	struct basis	 basis;
	struct delivery	 delivery;
	struct ledger	 ledger;
	struct press	 press;
	struct crew	 crew;
	struct hand	 hands[CREW_MOST];	/* by number in the crew */
	struct document	*backlog, *backlog_end;	/* to be sent to workers, by `after` */
	size_t		 waiting;	/* how many of them */
	size_t		 sent;		/* how many workers have */
	size_t		 held;		/* bytes of records that are kept */
	struct documents order;		/* whose names are not given out yet, in the order of the input */
	struct documents ready;		/* to be put in place */
	struct documents settling;	/* the same, while the disk is waited for */
	bool		 settle_busy;
	bool		 unsettled;	/* something was written since the disk was waited for */
	struct lookup	 taken;		/* names given out */
	bool		 unique;	/* names follow from ids alone: those of other shards do not matter */
	struct wire	 moved;		/* paths of outputs that now have others, NUL after each */
	struct wire	 old;		/* ids of documents that failed and paths of their earlier PDFs, NUL after each */
	struct score	 score;
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

/* Tells that nothing can be written any more, which ends the batch. */
void	 batch_stop(struct batch *, const char *file, int error);

/* Tells that no more documents can be made; those that are finished are still put in their places. */
void	 batch_wind_up(struct batch *, const char *file, int error);

#endif
