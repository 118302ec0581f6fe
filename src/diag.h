/* Messages to the person who wrote the data: level, id, place, article, text. */
#ifndef DIAG_H
#define DIAG_H
#include "diag_pointer.h"
#include "locate.h"
#include "thethuc.h"
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;

#define X(name, level, fault, en, vi) DIAG_##name,
#define RULE(name, id, level, article, party, doc_en, doc_vi, en, vi) DIAG_RULE_##name,
#define TOLD(name, id, article, doc_en, doc_vi)
enum diag_code {
#include "messages.def"
#include "findings.def"
	DIAG__MAX
};
#undef X
#undef RULE
#undef TOLD

#define X(name, en, vi) DIAG_TERM_##name,
enum diag_term {
#include "terms.def"
	DIAG_TERM__MAX
};
#undef X

enum { DIAG_ARGUMENT_MAX = 60 };	/* characters of an argument that a message shows */

struct diag;

/* Starts an empty list in the arena. One message is allocated ahead, for no memory. */
struct diag	*diag_new(struct arena *, enum tt_language);

/*
 * Records a message and returns -1, so that a caller can `return DIAG(...)`. `args[0]` is the
 * article the message rests on ("" for none), the others replace {1}, {2} ... in the text; the
 * array ends with NULL. `at` may be NULL. User text in arguments is shortened and control
 * characters in it are made visible here. Equal messages at one place are recorded once; after
 * TT_MESSAGES_MAX a LIMIT note closes the list, and a new message only enters when a lighter one
 * can give way to it, so that errors are never lost. The list is in the order of the text. What is
 * wrong in a source that is `ours` is never the fault of the data, but of the system.
 */
int		 diag_add(struct diag *, enum diag_code, const struct where *, const char *const *args);

#define DIAG(d, code, at, ...) \
	diag_add((d), DIAG_##code, (at), (const char *const[]){ __VA_ARGS__, NULL })

/* The same for syntax errors, whose place is known as line and column (from 1; 0: unknown). */
int		 diag_add_at(struct diag *, enum diag_code, const struct source *, int line, int column,
		    const char *const *args);

/*
 * The same for the byte `offset` of the source, which lies inside the value at `at`; the level is the
 * caller's. One code may be recorded at many places of one value.
 */
int		 diag_add_inside(struct diag *, enum diag_code, enum tt_level, const struct where *at, size_t offset,
		    const char *const *args);

/* The level messages of a code have by themselves. */
enum tt_level	 diag_level(enum diag_code);

/* Gives all messages of a code that were recorded another level, or takes them out of the list. */
void		 diag_set_level(struct diag *, enum diag_code, enum tt_level);
void		 diag_drop(struct diag *, enum diag_code);

/* Takes all messages about a source out of the list, which makes room for others: it was not what it was read as. */
void		 diag_drop_source(struct diag *, const struct source *);

/* How often something was told, whether it entered the list or not. */
size_t		 diag_told(const struct diag *);

/* Whether a message could still enter the list; when not, what it would say need not be worked out. */
bool		 diag_takes(const struct diag *, enum diag_code);
bool		 diag_takes_level(const struct diag *, enum tt_level);

/* A word in the language of the list. */
const char	*diag_term(const struct diag *, enum diag_term);

/* The reason behind an errno value in that language. */
const char	*diag_reason(const struct diag *, int error);

/* The messages of the list, in its order; NULL beyond the last. They live in the list's arena. */
size_t		 diag_count(const struct diag *);
const struct tt_message *diag_message(const struct diag *, size_t);
bool		 diag_failed(const struct diag *);	/* whether an error was recorded */
bool		 diag_failed_in(const struct diag *, const struct source *);	/* whether one about the source was */
size_t		 diag_errors(const struct diag *);	/* how many were; those a full list did not take do not count */
enum tt_fault	 diag_worst(const struct diag *);	/* of the errors; TT_FAULT_NONE when there are none */

/*
 * A place as an argument of a message about another one, which then shows it whole:
 * "results.json:12:5 (/results/3)". "" for NULL. Many of them in the order of the text are cheap.
 */
const char	*diag_place(struct diag *, const struct where *);

#endif
