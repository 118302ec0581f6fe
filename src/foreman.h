/* The workers of a batch: gives them documents, takes their answers, replaces those that end. */
#ifndef FOREMAN_H
#define FOREMAN_H
#include "batch_state.h"

/* Hires all workers. Returns 0, or an errno value. */
int	 foreman_start(struct batch *);

/* Gives waiting documents to workers that can take them. */
void	 foreman_dispatch(struct batch *);

/* Takes what worker i has sent. */
void	 foreman_listen(struct batch *, size_t i);

/* Ends workers whose documents take too long, and takes documents from behind slow ones. */
void	 foreman_watch(struct batch *);

/* When foreman_watch() has to be called next; INT64_MAX: not by itself. */
int64_t	 foreman_due(const struct batch *);

/* Ends all workers at once. */
void	 foreman_end(struct batch *);

#endif
