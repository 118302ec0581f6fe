/* The copies of a document that a print set asks for: for whom, how many, what is marked in each. */
#ifndef ISSUE_H
#define ISSUE_H
#include "set.h"

struct arena;
struct diag;
struct profile;

enum { ISSUE_LINES = 2 };

struct issue {				/* copies that are alike */
	int		 whom;		/* SET_SIGNING, SET_FILE or SET_RECIPIENT */
	const char	*label;		/* "Bản ký"; the recipient's name */
	const char	*short_name;	/* of its file: ASCII letters, figures and hyphens */
	int		 copies;	/* at least 1 */
	const struct where *lines[ISSUE_LINES];	/* what the marked paragraphs come from; NULL: no more */
};

struct issues {
	struct issue	*items;
	size_t		 n, cap;
	int64_t		 copies;	/* of all */
};

/*
 * Works out the copies: recipients in the order of the plan, "Như trên" standing for the addressees.
 * Messages: SET_RECIPIENTS, SET_NOBODY, SET_SEVERAL, SET_SAME, SET_LARGE (errors); SET_PLURAL,
 * SET_ARCHIVE, SET_COUNT (warnings). NULL after an error.
 */
const struct issues *issue_list(struct arena *, struct diag *, const struct plan *, const struct profile *,
		    const struct set *);

#endif
