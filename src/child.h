/* Processes forked from this one that work and answer: frames of bytes go both ways. */
#ifndef CHILD_H
#define CHILD_H
#include "wire.h"
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { CHILD_MOST = 260 };

struct child {
	pid_t		 pid;		/* 0: there is no such process */
	int		 fd;		/* the parent's end of the line to it */
	struct wire	 in;		/* received, from `taken` on not yet looked at */
	size_t		 taken;
};

struct children {
	struct child items[CHILD_MOST];
	size_t		 n;
};

enum { CHILD_NO_MEMORY = 3 };		/* status of a process that ended for lack of memory */

/* What a process does with its end of the line; the process ends after it with this status. */
typedef int child_main(int line, void *user);

/*
 * Forks process i, which must be none yet. It ends when this process does, gets no signals from the
 * terminal, and holds no line of the others. Returns 0, or an errno value.
 */
int	 child_start(struct children *, size_t i, child_main *, void *user);

/* Sends a frame whole; 0, or an errno value (EPIPE: it is gone). */
int	 child_send(int line, const struct wire *frame);

/*
 * Takes what has come from a process, waiting for nothing. 0; EPIPE when the line is closed and all that came
 * has been taken; or ENOMEM.
 */
int	 child_receive(struct child *);

/* The next whole frame that has come, until the next child_receive(); false when there is none. */
bool	 child_frame(struct child *, struct wire_reader *);

/*
 * For the process itself: waits for a frame and reads it into `frame`. False at the end of the line, or with
 * frame->failed when there is no memory for it.
 */
bool	 child_wait(int line, struct wire *frame, struct wire_reader *);

/* Ends a process, at once when `kill`, else when it has seen the end of its line; its wait status. */
int	 child_stop(struct child *, bool at_once);

/* Takes leave of a process that has closed its line before its time: ENOMEM when it lacked memory, else ECHILD. */
int	 child_lost(struct child *);

#endif
