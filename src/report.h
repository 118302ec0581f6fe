/* What the program says: its own texts, and messages for people or machines on standard error. */
#ifndef REPORT_H
#define REPORT_H
#include "thethuc.h"
#include <stdbool.h>
#include <stdio.h>

#define X(name, fault, en, vi) TEXT_##name,
enum text_id {
#include "report.def"
	TEXT__MAX
};
#undef X

struct report {
	enum tt_language language;
	bool		 json;		/* one object a line instead of text for people */
	unsigned long long record;	/* the record of its file that messages are about, from 1; 0: not said */
};

/* A text of the program in the report's language. */
const char	*report_text(const struct report *, enum text_id);

/*
 * Prints a text with {1} ... replaced by the arguments, which end with NULL; no line break. What would do
 * something to a terminal in them is shown as "?".
 */
void		 report_print(const struct report *, FILE *, enum text_id, const char *const *args);

/* The same as a text of its own, for report_free(). NULL: no memory. */
char		*report_fill(const struct report *, enum text_id, const char *const *args);
void		 report_free(char *);

/* Prints a text from outside so that it does nothing to a terminal. */
void		 report_name(FILE *, const char *);

/* Prints a message of the library. */
void		 report_message(const struct report *, const struct tt_message *);

/* The same to another place, in the form asked for. */
void		 report_message_to(const struct report *, FILE *, bool json, const struct tt_message *);

struct reported {			/* a message of the program, not printed yet; zero is none */
	struct tt_message message;
	char		 id[40];	/* what the message points to */
	char		*text;		/* malloc */
};

/* Makes an error of the program about `file` (NULL: none), in place of the one before. */
void		 report_make(const struct report *, struct reported *, const char *file, enum text_id,
		    const char *const *args);

/* Frees what it points to. */
void		 report_drop(struct reported *);

/* Prints a text as a JSON string with its quotes. */
void		 report_json_text(FILE *, const char *);

/* Prints an error of the program about `file` (NULL: none); returns its exit status. */
int		 report_error(const struct report *, const char *file, enum text_id,
		    const char *const *args);

#define REPORT(r, file, id, ...) \
	report_error((r), (file), TEXT_##id, (const char *const[]){ __VA_ARGS__, NULL })

/*
 * Has all of the standard output written. Returns 0, or the exit status after a message; whoever closed the
 * pipe has read enough and is not told.
 */
int		 report_flush(const struct report *);

/* The reason behind an errno value in the report's language. */
const char	*report_reason(const struct report *, int error);

#endif
