/* Documents of a batch from the intake to their commit: those waiting for workers, names in order, what failed. */
#ifndef BATCH_QUEUE_H
#define BATCH_QUEUE_H
#include "batch_state.h"
#include "intake.h"

/* Takes in a record or a fault of the input. */
void	 batch_queue_take(struct batch *, const struct intake_item *);

/* The name of a document is known. */
void	 batch_queue_name(struct batch *, struct batch_document *, const char *name);

/* Gives documents at the front of the order their outputs. */
void	 batch_queue_assign(struct batch *);

/* A worker has done with a document, or the program for it. */
void	 batch_queue_finish(struct batch *, struct batch_document *, const struct worker_answer *);

/* The program says what a document failed for, which no worker could. */
void	 batch_queue_fail(struct batch *, struct batch_document *, enum text_id, const char *const *args);

/* Puts a document before or behind those that wait for a worker; takes the first of them. */
void	 batch_queue_push(struct batch *, struct batch_document *, bool first);
struct batch_document *batch_queue_pop(struct batch *);

/* Reads no more records, and drops those that wait for a worker. */
void	 batch_queue_close(struct batch *);

void	 batch_queue_free(struct batch *);

#endif
