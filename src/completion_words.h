/* What a command line may have: verbs, their options and operands, with what the help says of them. */
#ifndef COMPLETION_WORDS_H
#define COMPLETION_WORDS_H
#include "options_table.h"
#include "report.h"
#include <stdbool.h>

enum { COMPLETION_DOC = 128, COMPLETION_OPTIONS = 64 };

struct completion_option {
	const char	*name;		/* "--dump", "-o" */
	enum option_value value;	/* what follows it */
	const char	*words;		/* what that may be, as in struct option_row; NULL: anything of its kind */
	char		 doc[COMPLETION_DOC];	/* "" when the help says nothing */
};

struct completion_verb {
	const char	*name;
	const char	*words;		/* of the first operand, as above; NULL: files */
	char		 doc[COMPLETION_DOC];
	struct completion_option options[COMPLETION_OPTIONS];
	size_t		 n;
};

/* The i-th verb, from 0, with those of companion programs; false when there are no more. */
bool	 completion_verb(const struct report *, size_t i, struct completion_verb *);

#endif
