/* Whose the names in a batch's folder are: what a record has that is not in this run stays its own. */
#ifndef BATCH_OWNER_H
#define BATCH_OWNER_H
#include "batch_state.h"

/*
 * Reads the other manifests in the folder, those of parts of batches; `own` is the name of this one's.
 * Returns 0, or the exit status after a message.
 */
int	 batch_owner_open(struct batch *, const char *own);

/* A document gets its name now: it is in this run. False: no memory. */
bool	 batch_owner_enter(struct batch *, const struct batch_document *);

enum batch_owner {
	BATCH_OWNER_NONE,		/* the document may have the path */
	BATCH_OWNER_AWAY,		/* it is another record's, which this run does not have */
	BATCH_OWNER_UNKNOWN		/* nobody knows yet: the input is read once more; or the batch was stopped */
};

/* Whose a path is that would be the document's by its name. */
enum batch_owner batch_owner_of(struct batch *, const char *path);

/* Takes what came from the process that reads the input once more. True: it is done. */
bool	 batch_owner_listen(struct batch *);

void	 batch_owner_free(struct batch *);

#endif
