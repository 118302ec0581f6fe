/* Command lines read by tables of what they may have. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H
#include "report.h"
#include <stddef.h>

enum argument_kind {
	ARGUMENT_FLAG,			/* a bool */
	ARGUMENT_TEXT,			/* a const char * */
	ARGUMENT_LIST,			/* a struct argument_list: may be given again and again */
	ARGUMENT_NUMBER			/* an int from 0 on */
};

struct argument {
	const char	*name;		/* "--field", "-o"; NULL ends a table */
	enum argument_kind kind;
	size_t		 at;		/* of what it sets in the options */
	unsigned	 verbs;		/* bits of the verbs it belongs to */
	const char	*words;		/* what its value may be, with spaces between; NULL: anything */
};

struct argument_list {
	const char	**items;	/* NULL-terminated, malloc */
	size_t		 n;
};

/*
 * Reads the arguments after the verb into `options`, files into *files; language and form of messages go
 * into the report (--lang and --diagnostics are understood by themselves). Lists are for arguments_free().
 * Returns 0, or the exit status after a message.
 */
int	 arguments_read(const struct argument *, unsigned verb, const char *verb_name, void *options,
	    struct argument_list *files, struct report *, int argc, char **argv);

/* The language of messages, as the environment or --lang says it: before anything else, so that all are in it. */
void	 arguments_language(struct report *, int argc, char **argv);

/*
 * What the command line of a program beside starts with: the report is set up, and the first argument has to be
 * one of the verbs, the last of which is NULL. Returns which, or -1 after a message about wrong usage.
 */
int	 arguments_start(struct report *, const char *const *verbs, int argc, char **argv);

/* Which of a list, ended by NULL, the value of an option is; -1 after a message about wrong usage. */
int	 arguments_choose(const struct report *, const char *option, const char *value, const char *const *list);

/* Sets language or form of messages, the option being --lang or --diagnostics. Returns 0, or the exit status. */
int	 arguments_set_common(struct report *, const char *option, const char *value);

void	 arguments_free(struct argument_list *);

#endif
