/* How far a batch is, while it goes on. */
#ifndef PROGRESS_H
#define PROGRESS_H
#include "batch_options.h"
#include "summary.h"

struct progress {
	enum batch_progress form;
	const struct report *report;
	int64_t		 start, last;	/* microseconds: when it began, when it was told last */
	bool		 shown;		/* a bar is on the terminal */
};

void	 progress_start(struct progress *, enum batch_progress, const struct report *);

/* When it is to be told next, in microseconds of stopwatch_now(). */
int64_t	 progress_next(const struct progress *);

/* Tells it, when it is time; `read` of `all` bytes of the input have been read, all 0: unknown. */
void	 progress_tick(struct progress *, const struct summary *, uint64_t read, uint64_t all);

/* Prints other text on standard error, the bar being out of its way. */
void	 progress_say(struct progress *, const char *text);

/* Takes the bar away. */
void	 progress_end(struct progress *);

#endif
