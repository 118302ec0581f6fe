/* The signatures of a PDF from outside, each looked at as an auditor does. Nothing in the PDF is trusted. */
#ifndef SIGN_REVIEW_H
#define SIGN_REVIEW_H
#include "cms.h"
#include "pdf_changes.h"
#include "pdf_sig.h"

struct diag;
struct source;

struct signature {			/* one that is there */
	const struct pdf_sig *field;
	struct cms_facts facts;
	bool		 stamp;		/* a time-stamp of the document */
	bool		 known;		/* it is of a kind that is read here */
	bool		 ranged;	/* it says soundly what it covers */
	struct pdf_range_of range;
	bool		 whole;		/* it covers the file to its end */
	size_t		 revision;	/* that it ends, from 1 */
	struct pdf_changes changes;	/* since then */
	bool		 shared;	/* another field says that it holds the same signature */
	const char	*forbidden;	/* field signed later although this one permits it not; NULL: none */
	bool		 timed;		/* the PDF says when it was made ... */
	int64_t		 time;		/* ... by the clock of who signed, seconds since 1970 */
	const char	*reason, *location;	/* "" when not said */
};

struct review {
	struct pdf_in	 in;
	struct signature *items;	/* in the order they were made */
	size_t		 n;
	size_t		 empty;		/* fields that are not signed */
	size_t		 revisions;	/* of the file */
	bool		 damaged_store;	/* what proves signatures later is there, and cannot be read whole */
};

/*
 * Looks at all signatures. The chain of each is judged against `trust`, NULL: not at all, with the certificates, lists
 * and answers of the file's own store (EN 319 142-1, 5.4.2): at `when` (seconds since 1970), or at the time that a
 * trusted time-stamp of it says, or one of the document that covers it (EN 319 102-1, 5.5.4 and 5.6). -1 after the
 * message of a PDF that cannot be read.
 */
int	 sign_review(struct review *, struct arena *, struct diag *, const struct source *, const struct trust *,
	    int64_t when);

/*
 * Whether nothing is wrong with a signature: sound, not weak, about this file, its time-stamp too, and nothing but
 * signing that it permits happened after it.
 */
bool	 sign_is_good(const struct signature *);

#endif
