/* The list of what is to be printed of a set: files, recipients, copies, pages, sheets. */
#ifndef PRINT_LIST_H
#define PRINT_LIST_H
#include "issue.h"
#include "thethuc.h"

struct buffer;
struct diag;

struct print_list {
	const struct set *set;
	const struct issues *issues;
	struct tt_issue	*rows;		/* one for each of them */
	size_t		 n;
	const char	*name;		/* of its file, without suffix */
	const char	*heading;	/* "Danh sách in" */
	const char	*document;	/* number and symbol, or the title */
};

/*
 * `base` is the document's file name without suffix, `pages` how many a copy has. Files are called
 * base, number and recipient in ASCII, so that none is like another.
 */
struct print_list *print_list_make(struct arena *, const struct set *, const struct issues *, const char *base,
		    int pages);

/* For people, in the language of the messages; and as JSON. */
void	 print_list_text(struct buffer *, const struct print_list *, const struct diag *);
void	 print_list_json(struct buffer *, const struct print_list *);

#endif
