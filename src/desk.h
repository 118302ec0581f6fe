/* Documents of a batch from the intake to their places: ids, names in order, manifest, counts. */
#ifndef DESK_H
#define DESK_H
#include "batch_state.h"
#include "intake.h"

/* Takes in a record or a fault of the input. */
void	 desk_take(struct batch *, const struct intake_item *);

/* The name of a document is known. */
void	 desk_name(struct batch *, struct document *, const char *name);

/* A worker has done with a document, or the program for it. */
void	 desk_finish(struct batch *, struct document *, const struct press_answer *);

/* Puts a document before or behind those that wait for a worker; takes the first of them. */
void	 desk_queue(struct batch *, struct document *, bool first);
struct document *desk_next(struct batch *);

/* Gives documents that are ready to the disk, when it is time or at once. */
void	 desk_settle(struct batch *, bool at_once);

/* The disk has them: puts them in their places and into the manifest. */
void	 desk_settled(struct batch *, int error);

/* When desk_settle() has to be called next; INT64_MAX: not by itself. */
int64_t	 desk_due(const struct batch *);

/* Drops what waits for a worker. */
void	 desk_drop_waiting(struct batch *);

void	 desk_free(struct batch *);

#endif
