/* The texts of a plan, flat and divided into words, and telling what a rule found in them. */
#ifndef LINT_TEXT_H
#define LINT_TEXT_H
#include "lint_words.h"
#include "plan.h"
#include "profile.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum lint_role {			/* what a text is in its document */
	LINT_ISSUER, LINT_PLACE, LINT_SUBJECT, LINT_ADDRESSEE, LINT_BASIS, LINT_OPENING, LINT_HEADING,
	LINT_PARAGRAPH, LINT_LINE, LINT_LABEL, LINT_NOTE, LINT_AUTHORITY, LINT_TITLE, LINT_NAME, LINT_RECIPIENT,
	LINT_ARCHIVE, LINT_CELL, LINT_QUOTE, LINT_DETAIL
};

enum { LINT_DEPTH = 13 };		/* numbered nodes inside each other, and one more */

enum lint_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MIXED, TOKEN_SPACE, TOKEN_MARK, TOKEN_OBJECT };

enum lint_has {				/* bits: what is somewhere in a text */
	HAS_NUMBER = 1, HAS_CITE = 2, HAS_DATE = 4, HAS_QUOTE = 8, HAS_BRACKET = 16, HAS_DASH = 32, HAS_PERCENT = 64,
	HAS_OTHER = 128			/* a mark that is not ASCII */
};

struct lint_token {
	enum lint_kind	 kind;
	uint32_t	 start, len;	/* bytes of the text */
};

struct lint_part {			/* what one string of the plan gave to a text */
	size_t		 start;		/* byte of the text */
	const char	*text;		/* the string; NULL: an amount or words in another language */
	const struct where *at;
};

struct lint_date {			/* a date in a text; 0 for a year that is missing */
	int		 day, month, year;
	size_t		 first, last;	/* tokens */
	bool		 long_form;	/* with words */
};

struct lint_cite {			/* number and symbol of a document: 72/2015/NĐ-CP, 36-NQ/TW */
	size_t		 first, last;	/* tokens */
	int		 year;		/* in the number; 0: none */
};

struct lint_text {
	enum lint_role	 role;
	const char	*s;		/* U+FFFC for amounts and for words in another language */
	const char	*low;		/* the same in small letters, byte for byte at the same place */
	size_t		 n;		/* bytes */
	struct lint_token *tokens;
	size_t		 ntokens;
	struct lint_date *dates;
	size_t		 ndates;
	struct lint_cite *cites;
	size_t		 ncites;
	struct lint_part *parts;
	size_t		 nparts;
	unsigned	 has;		/* bits of enum lint_has */
	const char	*adds;		/* closing mark the layout adds; NULL: none */
	bool		 opens;		/* something belongs below it */
	bool		 last;		/* the last text of the document or annex, which gets the end mark */
	const struct annex *annex;	/* it belongs to; NULL: to the document itself */
	const struct node *nodes[LINT_DEPTH];	/* the numbered ones around it, from the outermost; then NULL */
};

struct lint_past {			/* the last sentence that was asked about */
	const struct lint_text *text;	/* NULL: none yet */
	size_t		 first, end;	/* tokens */
	int		 since;		/* of what time, yyyymmdd */
	bool		 said;		/* it speaks of the time before */
};

struct lint_stretch {			/* between spaces, the last that was asked about */
	const struct lint_text *text;	/* NULL: none yet */
	size_t		 start, end;	/* bytes */
	bool		 address;	/* it is an e-mail or web address */
};

struct lint {				/* the review of one document */
	struct arena	*mem;
	struct diag	*diag;
	const struct plan *plan;
	const struct profile *profile;
	const struct lint_words *words;
	struct lint_text *texts;	/* in the order of the document */
	size_t		 ntexts, cap;
	const struct annex *annex;	/* while collecting: whose texts, and the numbered nodes around them */
	const struct node *nodes[LINT_DEPTH];
	size_t		 nnodes;
	int		 from, until;	/* the days the document's date can be, yyyymmdd; 0: not known */
	bool		 party;
	enum rule	 rule;		/* being checked */
	enum rule_level	 level;		/* its level */
	struct inside	 inside;	/* the last place that was told */
	struct lint_past past;
	struct lint_stretch stretch;
};

/* Collects the texts of the plan. */
void	 lint_collect(struct lint *);

/* Divides a text into words, dates and citations. */
void	 lint_scan(struct lint *, struct lint_text *);

/* Tells what the rule being checked found at a byte of a text; `expected` may be "". */
void	 lint_tell(struct lint *, const struct lint_text *, size_t offset, const char *found, const char *expected);

/* The same at a place of the plan. */
void	 lint_tell_at(struct lint *, const struct where *, const char *found, const char *expected);

/* A place in the plan: the member `key` of what is at `up`. */
const struct where *lint_member(struct lint *, const struct where *up, const char *key);

/* A copy of bytes `from` to `to` of a text. */
const char *lint_slice(struct lint *, const struct lint_text *, size_t from, size_t to);

/* From the first byte of one token to the last of another. */
const char *lint_tokens(struct lint *, const struct lint_text *, size_t first, size_t last);

/* Whether a token is there and is this word, in small letters. */
bool	 lint_is(const struct lint_text *, size_t token, const char *word);

/* The same for any word of a NULL-terminated list. */
bool	 lint_is_any(const struct lint_text *, size_t token, const char **words);

/* Whether a token is there and of this kind. */
bool	 lint_kind_is(const struct lint_text *, size_t token, enum lint_kind);

/* Whether a token is there and has a capital letter. */
bool	 lint_has_capital(const struct lint_text *, size_t token);

/* Whether a token is there and is this mark. */
bool	 lint_mark_is(const struct lint_text *, size_t token, const char *mark);

/* Value of a number token of at most 9 figures; -1 for others. */
int	 lint_value(const struct lint_text *, size_t token);

/* Whether a token is there and with it the words of `phrase` (small letters); *next is the token after them. */
bool	 lint_phrase_at(const struct lint_text *, size_t token, const char *phrase, size_t *next);

/* The entry of a table whose phrase stands at a token; *next is the token after it. NULL: none. */
const struct lint_entry *lint_find(const struct lint_table *, const struct lint_text *, size_t token, size_t *next);

/* Whether a token is part of an e-mail or web address. */
bool	 lint_in_address(struct lint *, const struct lint_text *, size_t token);

/* The first byte after a token. */
size_t	 lint_end(const struct lint_text *, size_t token);

/* A date as yyyymmdd, and as it is written in figures, "06/5/2024". */
int	 lint_day_number(const struct lint_date *);
const char *lint_show_date(struct lint *, int yyyymmdd);

#endif
