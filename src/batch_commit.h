/* Documents that are made get their places and their lines in the manifest, many at once: a group commit. */
#ifndef BATCH_COMMIT_H
#define BATCH_COMMIT_H
#include "batch_state.h"

/* Gives documents that are ready to the disk, when it is time or at once. */
void	 batch_commit(struct batch *, bool at_once);

/* The disk has them, or failed with an errno value: puts them in their places and into the manifest. */
void	 batch_committed(struct batch *, int error);

/* When batch_commit() has to be called next, by stopwatch_now(); INT64_MAX: not by itself. */
int64_t	 batch_commit_due(const struct batch *);

#endif
