/* PDFs that earlier runs of a batch made of records that now have others, or none. */
#ifndef LEFTOVER_H
#define LEFTOVER_H
#include "batch_state.h"

/*
 * Sets where an earlier run put the document; where it has put another one since counts as nowhere.
 * False: no memory.
 */
bool		 leftover_find(struct batch *, struct batch_document *, const struct manifest_entry *);

/* Prints ',"old":PATH' when the document failed now and a PDF of an earlier run is still its own. */
void		 leftover_print(struct batch *, const struct batch_document *, FILE *);

/* How many of those that were printed are there at the end and no other document's. */
unsigned long	 leftover_count(const struct batch *);

/*
 * A document was put into its place: what an earlier run put elsewhere goes, at once when it surely is of the same
 * record, no other has its name so far and nobody else gives out names, else by leftover_remove().
 */
void		 leftover_move(struct batch *, const struct batch_document *);

/* At the end, removes outputs that have got other names, when no document has theirs. */
void		 leftover_remove(struct batch *);

void		 leftover_free(struct batch *);

#endif
