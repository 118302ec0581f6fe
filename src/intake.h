/* The reading side of a batch, a process of its own: records with their ids, ready to be handed on. */
#ifndef INTAKE_H
#define INTAKE_H
#include "feed.h"
#include "wire.h"

struct intake {
	struct feed_options feed;
	const char	*id;		/* JSON pointer of a record's id; NULL: the usual members */
	const struct report *report;
};

enum intake_kind { INTAKE_END, INTAKE_RECORD, INTAKE_FAULT };

struct intake_item {			/* what a frame says; texts point into it */
	enum intake_kind kind;
	int		 status;	/* INTAKE_END: 0, or the exit status after a message */
	uint64_t	 read, all;	/* bytes of the inputs so far, and of all; 0: unknown */
	const char	*file;
	uint64_t	 line, column;	/* where the record starts, from 1 */
	uint64_t	 index;		/* its number in the file, from 1; 0: it or the fault is all of the file */
	const char	*folder;	/* of files that the record names; NULL: none */
	const char	*id;		/* like no other's */
	const char	*record;	/* INTAKE_RECORD: its bytes */
	size_t		 len;
	bool		 lost;		/* INTAKE_FAULT: an error, not only something to be said */
	uint64_t	 fault;		/* enum tt_fault */
	const char	*fault_id;
	const char	*told, *human, *json;	/* the message as it is to be told, for people, as JSON */
};

/* A child_main; `user` is a struct intake. */
int	 intake_run(int line, void *user);

/* Reads a frame. */
void	 intake_read(struct wire_reader *, struct intake_item *);

#endif
