/* Inline content to spans: runs, amounts, footnote marks, templates of the profile. */
#ifndef INLINE_H
#define INLINE_H
#include "block.h"
#include "field.h"
#include "plan.h"
#include "profile.h"
#include <stdbool.h>
#include <stdint.h>

struct arena;
struct leads;
struct body;
struct diag;
struct images;				/* image.h */

struct composer {			/* a document being composed */
	struct arena		*mem;
	struct diag		*diag;
	const struct plan	*plan;
	const struct profile	*profile;
	const struct doc_type	*type;
	const char		*time;		/* of signing, as printed; NULL: not known */
	struct blocks		*blocks;
	size_t			 notes_cap;
	const struct issuer	*issuer;	/* the one that templates speak of */
	const struct date	*date;		/* the same; NULL: the document's */
	bool			 artifact;	/* new text is not in the structure: it says again what was said */
	struct block		*last_text;	/* last paragraph of the body, for the end mark */
	uint64_t		 printed;	/* bits of enum field: asked for by the form */
	bool			 in_text;	/* what a form prints belongs to the body */
	int			 title;		/* heading of the document or annex, 0: not begun */
	const char		*title_role;	/* its structure type */
	const struct annex	*annex;	/* being composed; NULL: the document itself */
	size_t			 number;	/* of the appendix being composed, from 1; 0: none */
	bool			 separate;	/* the annex is a file of its own */
	bool			 linked;	/* references lead to the appendices; their links have those as negative
						 * targets, -1 the first, until all are composed */
	bool			*mentioned;	/* by appendix: the body mentions it; NULL: not asked */
	bool			 in_body;	/* what is composed now is the body, not bases and forms */
	struct body		*body;		/* the text, for what forms have below their lines */
	const struct where	*last_drawn;	/* a table, chart or picture that the body ends with so far, or NULL */
	int			 ntables;	/* tables numbered so far */
	int			 charts;	/* numbered so far */
	struct leads		*leads;		/* links to rows of tables; NULL: none yet */
	int			 within;	/* structure element that new paragraphs belong to */
	struct images		*images;	/* where pictures come from */
	unsigned		 fields;	/* bits of enum plan_fields */
};

/*
 * Of the functions that add words, messages are CAPITAL_FIRST, AMOUNT_WORDS, REF_UNKNOWN (an error) and those of
 * mention_find(); what they add lives in the composer's arena.
 */

/*
 * Adds a paragraph in a style below `parent`. In the structure it is the element `tag`, or a new P
 * within the composer's current element when `tag` is 0.
 */
struct block	*inline_para(struct composer *, struct block *parent, const char *role, const struct style *,
		    const struct where *at, int tag);

/* A new element of the structure; 0 while the composer makes artifacts. */
int		 inline_tag(struct composer *, int parent, const char *role);

/* Kinds of list labels, by the name PDF has for them (ISO 32000-1, table 347). */
#define LIST_DASHES	"Disc"
#define LIST_FIGURES	"Decimal"
#define LIST_ROMAN	"UpperRoman"
#define LIST_LETTERS	"LowerAlpha"

/* An appendix by its number from 1 as the text calls it: "Phụ lục II", or "Phụ lục" when it is the only one. */
const char	*inline_appendix(struct composer *, size_t number);

/* A new list within the composer's current element. */
int		 inline_list(struct composer *, const char *labels);

/* Adds a list item's label and the space after it; in the structure it is the element `tag`. */
void	 inline_label(struct composer *, struct block *, const char *label, unsigned look, const struct where *at,
	    int tag);

/* Adds plain words to a paragraph. */
void	 inline_add(struct composer *, struct block *, const char *words, unsigned look, const struct where *at);

/* Adds a row of dots to write on, of a width or (0) to the end of the line. */
void	 inline_fill(struct composer *, struct block *, len width, const struct where *);

/* Adds room to write by hand. */
void	 inline_blank(struct composer *, struct block *, len width, const struct where *at);

/* Adds inline content with a look of its own, footnotes included. */
void	 inline_text(struct composer *, struct block *, const struct text *, unsigned look);

/*
 * Adds a template of the profile: "{issuer.name}", "{number}", "{date}" and the like stand for the
 * plan's data, or for room to write by hand where the plan leaves it blank.
 */
void	 inline_template(struct composer *, struct block *, const char *text, const struct where *at);

struct inline_value {			/* what a name in a template stands for */
	const char	*name;		/* NULL ends a list of them */
	const struct text *text;	/* inline content; NULL: `words` */
	const char	*words;
};

/* Adds a template with names of its own, all of which are in the list. What is no inline content is at `at`. */
void	 inline_values(struct composer *, struct block *, const char *text, const struct inline_value *,
		    const struct where *at);

/* The detail that a field stands for; an empty one when it stands for another part of the plan. */
const struct detail *inline_detail(struct composer *, enum field);

/* The detail of the last field in a template; an empty one when there is none. */
const struct detail *inline_last_detail(struct composer *, const char *text);

/* Whether a condition of the profile holds: the plan has each field named, or after "!" has it not. */
bool	 inline_present(struct composer *, const char *condition);

/*
 * Adds a closing mark ("", ";", ".", "./.") unless the paragraph already ends with it. A comma or
 * semicolon in its place is replaced with a note (MARK_TYPED); a full stop serves as the beginning of a mark.
 */
void	 inline_end(struct composer *, struct block *, const char *mark);

/*
 * The last paragraph of the body, NULL when there is none. Rows of dots are made an element of the
 * structure by it, for words to come after them.
 */
struct block	*inline_last_text(struct composer *);

/* Whether the paragraph ends with these characters. */
bool	 inline_ends_with(const struct block *, const char *mark);

/*
 * All words of inline content in one string; notes left out. References are to appendices of `plan`; NULL: it is
 * not known, and they are left out too.
 */
const char	*inline_plain(struct arena *, const struct profile *, const struct plan *, const struct text *);

/* Adds the end mark to the last text. After what is drawn it has no place: TABLE_LAST (warning), not in annexes. */
void	 inline_finish(struct composer *);

#endif
