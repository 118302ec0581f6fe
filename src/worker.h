/* A worker of a batch: makes the documents of records it is sent, one after the other. */
#ifndef WORKER_H
#define WORKER_H
#include "fingerprint.h"
#include "wire.h"

struct worker {
	tt_context	*context;
	const struct options *options;
	const struct report *report;
	const struct fingerprint *fingerprint;
	int		 root;		/* the folder of the outputs */
	int		 waiting;	/* where they are written */
};

enum worker_task {
	WORKER_MAKE,			/* make it, unless the line about it says that it is right already */
	WORKER_ANEW,			/* make it in any case */
	WORKER_NAME			/* only say its name */
};

struct worker_job {			/* texts belong to the sender */
	enum worker_task	 task;
	uint64_t	 number;	/* of the waiting file, like no other's */
	const char	*file;
	uint64_t	 line, column;	/* where the record starts in it, from 1 */
	uint64_t	 index;		/* its number there, from 1; 0: it is all of it */
	const char	*folder;	/* of files that the record names; NULL: none */
	const char	*id;
	const char	*record;
	size_t		 len;
	const char	*known;		/* the manifest's last line about it; NULL: none */
	size_t		 known_len;
};

enum worker_outcome {
	WORKER_NAMED,			/* the first answer to a job, once its name is known; the last to WORKER_NAME */
	WORKER_MADE, WORKER_REFUSED,
	WORKER_SAME,			/* it was right already */
	WORKER_STOPPED			/* it could not be written: nothing else will be */
};

struct worker_answer {			/* texts point into the frame */
	enum worker_outcome outcome;
	uint64_t	 number;
	const char	*name;		/* path without suffix as it would be without others; NULL: it has none */
	uint64_t	 error;		/* WORKER_STOPPED: errno */
	uint64_t	 pages, bytes, warnings;
	const char	*failure;	/* WORKER_REFUSED: id of the first error */
	const char	*told, *human;	/* messages as they are told, and those of errors for people; or NULL */
	const char	*members;	/* of the manifest's line: "pages":8,... */
	const char	*seen;		/* which pointers of the map led to something so far, a byte each */
	size_t		 nseen;		/* 0: as told before */
};

/* A child_main; `user` is a struct worker. */
int	 worker_run(int line, void *user);

/* Puts a job into a frame; the first two numbers are its task and its number. */
void	 worker_put_job(struct wire *, const struct worker_job *);

/* Gives a job in a frame another task and number. */
void	 worker_change_job(struct wire *, enum worker_task, uint64_t number);

/* Reads an answer. */
void	 worker_read_answer(struct wire_reader *, struct worker_answer *);

/*
 * Makes a small document of each kind, so that fonts and layouts are open when workers are forked.
 * Returns 0, or the exit status after messages when no document could be made, or the pattern of names
 * is wrong.
 */
int	 worker_warm(tt_context *, const struct options *, const struct report *);

#endif
