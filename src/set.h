/* A print set: which copies of a document are made, read from JSON and complete. */
#ifndef SET_H
#define SET_H
#include "plan.h"

enum set_for {
	SET_SIGNING,			/* bản ký */
	SET_FILE,			/* bản lưu */
	SET_RECIPIENTS,			/* every recipient of the plan */
	SET_RECIPIENT			/* one of them, or what differs for it */
};

struct set_entry {
	int		 whom;		/* enum set_for */
	int		 copies;	/* -1: not given */
	const char	*match;		/* SET_RECIPIENT: words of its line */
	struct texts	 names;		/* SET_RECIPIENT: those its line stands for; n == 0: not given */
	const struct where *at;
};

struct set {
	struct set_entry *entries;
	size_t		 n;
	int		 output;	/* 0: a PDF for each, 1: one PDF */
	bool		 duplex;	/* in one PDF each copy begins on the front of a sheet */
	const struct where *at;
};

enum { SET_COPIES_MOST = 10000 };

/* Reads a set. NULL when an error was recorded. */
const struct set *set_read(struct arena *, struct diag *, const struct source *);

/* The set of a plan that has none of its own: a copy to sign, one for the file, one for each recipient. */
const struct set *set_usual(struct arena *, const struct where *);

#endif
