/* The plan: what a document says, read from JSON and complete; nothing about how it looks. */
#ifndef PLAN_H
#define PLAN_H
#include "span.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct source;
struct value;
struct where;

struct text;

enum run_kind {
	RUN_TEXT,
	RUN_NOTE,			/* footnote mark; `note` is its text */
	RUN_REF,			/* reference to an appendix, printed as its number */
	RUN_AMOUNT,			/* a number of money or things in figures, and in words when asked */
	RUN_FILL			/* dots to write on */
};

enum amount_words { WORDS_NONE, WORDS_GENERATED, WORDS_GIVEN };

struct amount {
	int64_t		 value;
	const char	*unit;		/* "đồng"; NULL: the profile's currency; "": none */
	enum amount_words words;
	const char	*given;		/* WORDS_GIVEN: the words without brackets */
};

struct run_lead {			/* where the number of a report leads to */
	int		 anchor;	/* row of a table, from 1 */
	const char	*words;		/* say where */
};

struct run {				/* text of one look */
	enum run_kind	 kind;
	unsigned	 look;		/* bits of enum span_look */
	const char	*text;		/* NFC; '\n' is a forced line break, U+00A0 a no-break space; RUN_TEXT */
	const char	*lang;		/* BCP 47, NULL: Vietnamese */
	const struct text *note;	/* RUN_NOTE */
	const char	*ref;		/* RUN_REF: the appendix's key */
	bool		 foreign;	/* RUN_TEXT: speaks of no appendix of this document */
	struct amount	 amount;	/* RUN_AMOUNT */
	int		 fill;		/* RUN_FILL: mm; 0: what is left of the line */
	int		 figure;	/* RUN_TEXT: number of a report that it is, from 1; 0: none */
	const struct run_lead *lead;	/* RUN_TEXT: of a figure, or NULL */
	const struct where *at;
};

struct text {				/* inline content; n == 0: absent */
	struct run	*runs;
	size_t		 n;
	const struct where *at;
};

struct texts {
	struct text	*items;
	size_t		 n;
};

struct date {				/* 0 for a part that is left blank, to be filled in by hand */
	int	day, month, year;
	bool	given;			/* false: the plan has no date at all, all parts are blank */
	const struct where *at;
};

enum stamp_kind {			/* marks put on a document, in the order they stand */
	STAMP_SECRECY, STAMP_URGENCY, STAMP_DRAFT, STAMP_CIRCULATION, STAMP_RECALL, STAMP__KINDS
};

struct plan_stamp {			/* absent when at == NULL */
	const char	*key;		/* one of the profile's marks of the kind, "hoa-toc"; NULL: words of its own */
	struct text	 words;
	const struct where *at;
};

struct draft {
	int		 number;	/* which draft it is; 0: not said */
	struct date	 date;		/* of the draft */
};

struct contact {			/* how to reach the issuer; each NULL when not given */
	const char	*address, *phone, *fax, *email, *website;
	const struct where *at;
};

/* yyyymmdd, for comparing. */
int	 date_number(const struct date *);

struct issuer {
	struct text	 superior;	/* organ above, without bold; may be absent */
	struct text	 name;
	const char	*abbreviation;	/* for the symbol and short references, or NULL */
	struct text	 in_text;	/* the name as it is written within a sentence; absent: as `name` */
	const struct where *at;
};

struct node;
struct plan_chart;
struct annual;
struct plan_table;

struct nodes {
	struct node	*items;
	size_t		 n;
};

/* The labelled lines of a task; the order is the profile's. */
enum task_part {
	TASK_LEAD, TASK_PARTNERS, TASK_EXECUTORS, TASK_TIME, TASK_PRODUCT, TASK_FORM, TASK_AUDIENCE,
	TASK_BUDGET, TASK_CONTENT, TASK__PARTS
};

struct task_line {			/* absent when at == NULL */
	const char	*label;		/* instead of the profile's label; NULL: the profile's */
	struct text	 text;		/* what follows the label; a list of names is joined with ", " */
	struct texts	 names;		/* lead, partners, executors: the agencies one by one, for counting */
	const char	*end;		/* closing mark instead of the profile's; NULL: the profile's */
	struct nodes	 items;		/* paragraphs and dashes below the line */
	struct date	 from, to;	/* time: machine-readable, for the report */
	int64_t		 quantity;	/* audience, product: how many; budget: how much money; -1: not given */
	const char	*unit;		/* of the quantity, or NULL */
	struct text	 source;	/* budget: where the money comes from; may be absent */
	const struct where *at;
};

struct task {
	const char	*id;		/* key that results refer to, or NULL */
	bool		 plain;		/* the title is a numbered paragraph, not a bold heading */
	const struct task_line *lines[TASK__PARTS];	/* an absent one where there is none */
};

enum task_column {			/* of a table of tasks: a part of the task by its own number, or */
	COLUMN_ORDINAL = TASK__PARTS, COLUMN_TASK, COLUMN_AMOUNT, COLUMN_SOURCE, COLUMN_NOTE, COLUMN__MAX
};

/* Their names, by number; NULL-terminated. The first of them are those of the parts of a task. */
extern const char *const plan_task_columns[];

struct task_wish {			/* a table of the plan's tasks */
	const char	*kind;		/* one of the profile's */
	bool		 groups;	/* by the outermost heading they stand under */
	struct text	 caption;	/* may be absent */
	enum task_column *columns;	/* instead of those of the kind */
	size_t		 ncolumns;	/* 0: those */
	const struct where *at;
};

struct plan_image {			/* a picture that the plan names */
	const char	*path;		/* as given */
	len		 width, height;	/* on paper; 0: not said */
	int		 dpi;		/* pixels an inch; 0: not said */
	const char	*alt;		/* what it shows, in words; NULL: not said */
	struct text	 caption;	/* of a figure; may be absent */
	const struct where *at;		/* of the path */
};

enum plan_fields {			/* bits: empty fields for digital signatures */
	FIELDS_SIGNER = 1, FIELDS_ORGAN = 2, FIELDS_COPY = 4,
	FIELDS_ALL = FIELDS_SIGNER | FIELDS_ORGAN | FIELDS_COPY
};

enum node_kind {
	NODE_TEXT,			/* a paragraph */
	NODE_HEADING,			/* numbered, with a title on its own line */
	NODE_NUMBERED,			/* numbered paragraph */
	NODE_DASH,			/* "-" item; "+" inside another */
	NODE_TASK,			/* like a heading, with the task's labelled lines */
	NODE_TABLE,			/* from here on: what ends a list before it */
	NODE_FILL,			/* rows of dots to write on */
	NODE_QUOTE,			/* text of another document in quotes: amendments */
	NODE_FIGURE,			/* a picture with its caption */
	NODE_CHART,
	NODE_TASK_TABLE,			/* a table made of the plan's tasks */
	NODE_REPORT			/* a part of a report that is told or computed */
};

struct node {
	enum node_kind	 kind;
	struct text	 run_in;	/* bold words that open the paragraph; may be absent */
	struct text	 text;		/* the paragraph, title or item */
	const char	*level;		/* numbering level by name; NULL: by depth */
	const char	*label;		/* given instead of the generated one ("IV.", "c)", "" for none); NULL */
	struct nodes	 intro;		/* NODE_TASK: paragraphs before the labelled lines */
	struct nodes	 items;		/* what belongs below it */
	struct task	*task;		/* NODE_TASK */
	struct plan_table *table;	/* NODE_TABLE */
	int		 rows;		/* NODE_FILL */
	const char	*end;		/* NODE_QUOTE: mark after it instead of the profile's; NULL: the profile's */
	struct plan_image *figure;	/* NODE_FIGURE */
	struct plan_chart *chart;	/* NODE_CHART */
	struct task_wish *wish;		/* NODE_TASK_TABLE */
	const char	*part;		/* NODE_REPORT: its name */
	const struct where *at;
};

enum signer_role {			/* in the order they are printed */
	SIGN_ON_BEHALF,			/* TM.  of a collective */
	SIGN_FULL_POWER,		/* Q.   acting head */
	SIGN_FOR,			/* KT.  for the head */
	SIGN_BY_ORDER,			/* TL. */
	SIGN_BY_AUTHORITY,		/* TUQ. */
	SIGN__ROLES
};

struct signer {
	const char	*organ;		/* joint documents: which organ; printed above; or NULL */
	struct text	 roles[SIGN__ROLES];	/* what follows the abbreviation; absent ones have n == 0 */
	struct texts	 titles;	/* the signer's own title; two are joined by the word for "and also" */
	struct text	 post;		/* other title, printed above the name; may be absent */
	struct text	 name;
	const struct plan_image *image;	/* of the signature by hand, or NULL */
	const struct plan_image *seal;	/* of the organ, or NULL */
	const struct where *at;
};

struct recipients {
	struct texts	 items;
	struct text	 archive;	/* what follows "Lưu: ", e.g. "VT, NV"; may be absent */
	const char	*archive_label;	/* printed instead of the profile's "Lưu:"; NULL: the profile's */
	struct text	 drafter;	/* drafter's mark, perhaps with the number of copies; may be absent */
	int		 copies;	/* number of copies issued; 0: not said, or part of the mark */
	const struct where *at;
};

enum plan_fit { PLAN_FIT_NO, PLAN_FIT_YES, PLAN_FIT_PAGES, PLAN_FIT_LOOSE };

struct fit_wish {			/* whether sizes may change within the rules to fit pages */
	enum plan_fit	 aim;
	int		 pages;		/* PLAN_FIT_PAGES */
};

struct task_style {			/* how this plan prints its tasks, where it differs from the profile */
	const char	*labels[TASK__PARTS];	/* NULL: the profile's */
	const char	*bullet;	/* NULL: the profile's; "": labelled paragraphs without a dash */
};

enum orientation {			/* of pages */
	ORIENTATION_OPEN,		/* as the profile's paper is */
	ORIENTATION_PORTRAIT, ORIENTATION_LANDSCAPE
};

#define D(name, path, doc) DETAIL_##name,
enum detail_name {
#include "detail.def"
	DETAIL__MAX
};
#undef D

struct detail {				/* something a form asks for */
	struct text	 text;
	struct nodes	 items;		/* paragraphs and dashes below it */
	const struct where *at;		/* NULL: absent */
};

enum medium {				/* what the document is issued as */
	MEDIUM_PAPER,
	MEDIUM_ELECTRONIC		/* signed by digital signature */
};

struct annex {				/* an appendix, or a text that the document issues or approves */
	const char	*id;		/* key that references name, or NULL */
	const char	*type;		/* of a text: key of profile->types; NULL: an appendix */
	const char	*act;		/* of a text: words before the document's type; NULL: the profile's */
	struct text	 title;		/* an appendix may have none */
	enum orientation orientation;
	bool		 separate;	/* in a file of its own, not in that of the document */
	const char	**numbering;	/* level names by depth, NULL-terminated; NULL: the type's or profile's */
	struct nodes	 opening;	/* of a text: paragraphs before the body */
	struct nodes	 body;
	const struct where *at;
};

struct annexes {
	struct annex	*items;
	size_t		 n;
};

struct plan {
	const struct source *source;
	const char	*kind;		/* "state" or "party" */
	const char	*profile;	/* layout profile by name, NULL: by kind and date */
	const struct value *layout;	/* overrides of profile values, or NULL; read by profile.c */
	struct fit_wish	 fit;
	const char	*type;		/* key of profile->types */
	enum orientation orientation;
	struct issuer	*issuers;	/* at least one */
	size_t		 nissuers;
	const char	*number;	/* digits as given, e.g. "81"; NULL: blank for handwriting */
	const char	*symbol;	/* "KH-UBND"; NULL: made from type and issuer */
	const char	*unit;		/* short name of the drafting unit, for a letter's symbol, or NULL */
	const struct where *number_at, *symbol_at;
	const char	*place;
	struct date	 date;
	struct plan_stamp stamps[STAMP__KINDS];
	struct date	 recall_until;
	struct draft	 draft;		/* of a document with STAMP_DRAFT */
	struct contact	 contact;
	struct text	 subject;
	bool		 subject_lines;	/* the subject's line breaks were given */
	struct texts	 addressees;	/* Kính gửi */
	struct detail	 details[DETAIL__MAX];	/* what its form asks for; absent ones have text.n == 0 */
	struct texts	 bases;		/* without their closing marks */
	const char	*bases_end;	/* closing mark of the last basis; NULL: the profile's */
	struct nodes	 opening;	/* paragraphs between the bases and the body */
	const char	**numbering;	/* level names by depth, NULL-terminated; NULL: the type's */
	struct task_style task_style;
	struct nodes	 body;
	struct nodes	 closing;	/* last paragraphs; the end mark follows the last text of all */
	struct signer	*signers;	/* at least one */
	size_t		 nsigners;
	struct recipients recipients;
	unsigned	 fields;	/* bits of enum plan_fields */
	enum medium	 medium;
	const char	*signing_time;	/* of the digital signature, ISO 8601, or NULL */
	struct annexes	 attached;	/* texts issued with the document, before the appendices */
	struct annexes	 appendices;
	struct annual	*annual;	/* what makes it a report on plans, or NULL */
	const struct where *at;		/* the root */
};

/*
 * Reads a plan into the arena, checking form, types, ranges and names; every fault is reported in one pass.
 * Text is cleaned (clean.h) on the way. Whether it may be used diag_failed() says: after errors there is what
 * could be read, without the faulty parts. NULL: it is no JSON object. The plan points into the source.
 */
struct plan	*plan_read(struct arena *, struct diag *, const struct source *);

/* The same of a tree that was made of the source. */
struct plan	*plan_read_value(struct arena *, struct diag *, const struct source *, const struct value *);

#endif
