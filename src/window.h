/* A part of a text that is too long to be held: it slides on, and counts lines and columns. */
#ifndef WINDOW_H
#define WINDOW_H
#include <stdbool.h>
#include <stddef.h>

/* Reads at most n bytes: how many, 0 at the end, -1 when it failed. */
typedef ptrdiff_t window_reader(void *user, char *, size_t n);

enum window_state { WINDOW_OPEN, WINDOW_ENDED, WINDOW_FAILED, WINDOW_NO_MEMORY };

struct window {
	window_reader	*read;
	void		*user;
	char		*data;		/* malloc; NULL: not read yet */
	size_t		 room;		/* bytes of it */
	size_t		 keep;		/* the first byte that stays when more is read */
	size_t		 at;		/* the next byte */
	size_t		 end;		/* behind the last that was read */
	size_t		 step;		/* bytes to read at a time, from 1 */
	size_t		 most;		/* bytes that are kept at most */
	bool		 loose;		/* nothing before `at` is kept */
	bool		 lost;		/* what was kept grew over that and was given up */
	enum window_state state;
	size_t		 counted;	/* byte that line and column are those of */
	long		 line, column;	/* from 1, in characters */
};

/* Starts at the beginning of a text; memory of an earlier one is used again. */
void	 window_start(struct window *, window_reader *, void *user);

/* Reads more behind `end`; false when there is no more, as the state says. */
bool	 window_more(struct window *);

/* Whether there are n bytes from `at` on, reading as many. */
bool	 window_has(struct window *, size_t n);

/* From here on bytes are kept, from `at`, and none of them is lost yet. */
void	 window_keep(struct window *);

/* From here on nothing is kept. */
void	 window_let_go(struct window *);

/* Line and column of byte `i`, which is not before that of an earlier call. */
void	 window_place(struct window *, size_t i, long *line, long *column);

void	 window_free(struct window *);

#endif
