/* Processes forked from this one that work and answer: frames of bytes go both ways. */
#ifndef CREW_H
#define CREW_H
#include "wire.h"
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { CREW_MOST = 258 };

struct crew_member {
	pid_t		 pid;		/* 0: there is no such process */
	int		 fd;		/* the parent's end of the line to it */
	struct wire	 in;		/* received, from `taken` on not yet looked at */
	size_t		 taken;
};

struct crew {
	struct crew_member members[CREW_MOST];
	size_t		 n;
};

/* What a member does with its end of the line; the process ends after it with this status. */
typedef int crew_work(int line, void *user);

/*
 * Forks member i, which must be none yet. It ends when this process does, gets no signals from the
 * terminal, and holds no line of the others. Returns 0, or an errno value.
 */
int	 crew_hire(struct crew *, size_t i, crew_work *, void *user);

/* Sends a frame whole; 0, or an errno value (EPIPE: it is gone). */
int	 crew_send(int line, const struct wire *frame);

/*
 * Takes what has come from a member, waiting for nothing. False when the line is closed and all that
 * came has been taken.
 */
bool	 crew_receive(struct crew_member *);

/* The next whole frame that has come, until the next crew_receive(); false when there is none. */
bool	 crew_frame(struct crew_member *, struct wire_reader *);

/* For a member: waits for a frame and reads it into `frame`. False at the end of the line. */
bool	 crew_wait(int line, struct wire *frame, struct wire_reader *);

/* Ends a member, at once when `kill`, else when it has seen the end of its line; its wait status. */
int	 crew_dismiss(struct crew_member *, bool kill);

#endif
