/* The workers of a batch: gives them documents, takes their answers, starts others for those that end. */
#ifndef WORKER_POOL_H
#define WORKER_POOL_H
#include "batch_state.h"

/* Starts all workers. Returns 0, or an errno value. */
int	 worker_pool_start(struct batch *);

/* Gives waiting documents to workers that can take them. */
void	 worker_pool_dispatch(struct batch *);

/* Takes what worker i has sent. */
void	 worker_pool_listen(struct batch *, size_t i);

/* Ends workers whose documents take too long, and takes documents from behind slow ones. */
void	 worker_pool_watch(struct batch *);

/* When worker_pool_watch() has to be called next; INT64_MAX: not by itself. */
int64_t	 worker_pool_due(const struct batch *);

/* Ends all workers at once; what they had waits again. */
void	 worker_pool_end(struct batch *);

/* Tells why no more documents can be made, and ends their making; those finished still get their places. */
void	 worker_pool_wind_up(struct batch *, const char *file, int error);

#endif
