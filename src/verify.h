/* Whether a PDF is what the data attached to it give. */
#ifndef VERIFY_H
#define VERIFY_H
#include "pdf_read.h"

struct arena;
struct diag;
struct source;
struct tt_message;

struct verify {
	const struct source *pdf;
	struct pdf_in	 in;		/* the PDF as it is now */
	struct pdf_source source;	/* what it was made from, and with which settings */
	size_t		 at;		/* bytes of the new PDF seen so far */
	size_t		 same;		/* of those at the start that are alike */
};

/*
 * Takes the data and what is recorded about them out of the first revision: later ones may have
 * added signatures, and other programs do not write down our settings. Returns 0, or -1 with the
 * messages of pdf_read_source(), SOURCE_CHANGED also when a later revision has other data.
 */
int	 verify_open(struct verify *, struct arena *, struct diag *, const struct source *pdf);

/* A tt_sink that takes the PDF made again; `user` is a struct verify. */
int	 verify_write(void *user, const void *, size_t);

/*
 * The verdict, once all was taken. Returns 0 with a note VERIFY_SAME or VERIFY_LATER (the first
 * revision is the same, later ones only signed it), with a warning VERIFY_NOTES (they annotated it), or -1 with an
 * error: VERIFY_PROGRAM, VERIFY_DIFFERENT, VERIFY_REVISED, VERIFY_AFTER, PDF_DAMAGED.
 */
int	 verify_conclude(struct verify *, struct arena *, struct diag *);

/* When the data cannot be laid out: the error that was the reason, told of the PDF. Returns -1. */
int	 verify_blame(const struct verify *, struct diag *, const struct tt_message *);

#endif
