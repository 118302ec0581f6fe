/*
 * thethuc: official Vietnamese documents from JSON data, as print-ready PDFs.
 *
 * This is the whole public interface; nothing else is exported. A context holds what many
 * documents share (open fonts, parsed layout profiles, caches) and belongs to one thread at a
 * time, with all its documents; threads with a context each need no lock. A document is one plan on its
 * way to a PDF and belongs to its context. Options are copied; what is read is not, and has to stay where
 * it is until the document is read again or freed. Strings returned here live until their document is
 * freed or read again; nothing returned is freed by the caller. `file` is a name for messages and may be NULL;
 * no other pointer may, unless it is said. Functions that return int return 0, or -1 with at least one message
 * of level TT_ERROR; without a message when their turn has not come, such as writing before layout. Nothing
 * here ends the process, prints, follows the locale, or keeps a variable of its own. thethuc(3) says more.
 */
#ifndef THETHUC_H
#define THETHUC_H
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif

#define TT_VERSION	"0.1.0"
#define TT_MESSAGES_MAX	500

enum tt_level { TT_NOTE, TT_WARNING, TT_ERROR };

enum tt_language { TT_ENGLISH, TT_VIETNAMESE };

/* Who has to act on an error; the numbers are the program's exit statuses. */
enum tt_fault { TT_FAULT_NONE = 0, TT_FAULT_DATA = 1, TT_FAULT_USAGE = 2, TT_FAULT_ENVIRONMENT = 3,
    TT_FAULT_BUG = 4 };

/*
 * Whether sizes may change, within what the rules permit and never against the plan's own "layout",
 * so that the text fits its pages: as the plan's "fit" says; not at all; so that a few lines on a
 * last page go back, or else a signature with a lonely line gets company; to `fit_pages` at most;
 * loosely, so that a signature with few lines above it gets more.
 */
enum tt_fit { TT_FIT_PLAN, TT_FIT_NO, TT_FIT_YES, TT_FIT_PAGES, TT_FIT_LOOSE };

/* What a document is issued as. */
enum tt_medium { TT_MEDIUM_PLAN, TT_MEDIUM_PAPER, TT_MEDIUM_ELECTRONIC };

enum tt_stage { TT_STAGE_PLAN, TT_STAGE_BLOCKS, TT_STAGE_BOXES, TT_STAGE_PAGES };

struct tt_message {
	enum tt_level	 level;
	enum tt_fault	 fault;		/* meaning for errors */
	const char	*id;		/* stable name, e.g. "field-missing" */
	const char	*file;		/* source name given by the caller, or the profile's file; NULL: none */
	int		 line, column;	/* from 1, column in characters; 0 when there is no place */
	const char	*source_line;	/* the text of that line, cut to its surroundings when long, or NULL */
	int		 caret;		/* the column's place in source_line, from 1; 0: none */
	const char	*pointer;	/* JSON pointer, e.g. "/body/3/items/0"; NULL when there is no place */
	const char	*article;	/* article of the rule, or NULL */
	const char	*text;		/* one line in the context's language; says what was done about it */
};

struct tt_options {	/* zero is the default everywhere, and so is a number that is none of its list */
	const char	*data_dir;	/* has layouts/ and fonts/; NULL: what THETHUC_DATA says, else the installed */
	const char *const *font_dirs;	/* searched before the shipped fonts; NULL-terminated, or NULL */
	const char	*profile;	/* layout profile to use whatever the plan says; NULL: the plan's */
	const char *const *lint;	/* levels of rules laid over the profile's: "RULE=off", note, warning or error;
					 * "RULE" for its own; "all" for every rule; NULL-terminated, or NULL */
	enum tt_language language;	/* of messages */
	const char	*pdf_standard;	/* list like "a-2a,ua-1"; NULL: that, with attached data "a-3a,ua-1" */
	int		 allow_secret;	/* 1: plans marked secret are read too; else they are refused */
	int		 draft;		/* 1: every plan is a draft, whether it says so or not */
	int		 attach_source;	/* 1: the plan travels in the PDF as its associated source */
	const char *const *image_dirs;	/* where pictures may be, besides; NULL-terminated, or NULL */
	int		 images_beside;	/* 1: they may also be in the folder of the plan, as its name says it */
	int		 fields;	/* 1: empty fields for signer, organ and copy to sign, whatever the plan says */
	enum tt_fit	 fit;
	int		 fit_pages;	/* TT_FIT_PAGES: from 1; less counts as 1 */
	const char	*appendix;	/* lay out only this appendix or attached text, by its number from 1 or its
					 * id, as a file of its own; NULL: the document */
	enum tt_medium	 medium;	/* TT_MEDIUM_PLAN: as the plan says */
	size_t		 max_input;	/* bytes of one plan; 0: 64 MiB */
	size_t		 max_memory;	/* bytes that one document takes, and again while it is written; 0: 1 GiB */
};

struct tt_copy {			/* how a copy is made; zero is the default everywhere */
	const char	*form;		/* form of copy, such as "sao-y"; NULL: the data say it */
	int		 below;		/* 1/10 mm: where a PDF's last page ends; 0: it is looked for */
	int		 line, column;	/* where the data start in their file, from 1; 0: at its start */
};

enum tt_issue_kind { TT_ISSUE_SIGNING, TT_ISSUE_FILE, TT_ISSUE_RECIPIENT };

struct tt_issue {			/* copies of a print set that are alike */
	enum tt_issue_kind kind;
	const char	*label;		/* "Bản ký"; the recipient */
	const char	*file;		/* name of its PDF, without folder: like no other's, in one PDF that one's */
	int		 copies;	/* how many are needed, from 1; in one PDF it has them all */
	int		 pages;		/* of one copy */
	int		 sheets;	/* of one copy, printed on both sides */
	int		 first_page;	/* of the first of them in its PDF, from 1 */
};

typedef struct tt_context tt_context;
typedef struct tt_document tt_document;

/*
 * Takes n bytes of output, which are the library's again when it returns: 0, or anything else to stop, which is an
 * error of the document. In the thread of the call, once or many times. It calls nothing of the same context and
 * leaves by return alone.
 */
typedef int tt_sink(void *user, const void *data, size_t n);

/* "0.1.0"; and the libraries in use with their versions, one "name version" a line. */
const char	*tt_version(void);
const char	*tt_libraries(void);

/*
 * NULL only when there is no memory. Fonts and profiles are opened when first needed. NULL as options: all defaults.
 * A context that is freed before its documents stays until the last of them is freed.
 */
tt_context	*tt_context_new(const struct tt_options *);
void		 tt_context_free(tt_context *);

/* NULL only when there is no memory, or no context. */
tt_document	*tt_document_new(tt_context *);
void		 tt_document_free(tt_document *);

/*
 * Reads a plan, replacing what the document held; `file` is its name in messages. Both have to stay
 * where they are until the document is read again or freed.
 */
int		 tt_document_read(tt_document *, const char *json, size_t n, const char *file);

/* The same of a plan that is part of a file: starts there at this line and column, from 1. */
int		 tt_document_read_at(tt_document *, const char *json, size_t n, const char *file, int line, int column);

/*
 * Reads a map, with its messages in this document: from now on what documents of this context are given by
 * tt_document_read() is no plan but an exported record, of which the map makes one; messages are about the record
 * as it was exported. The text is copied. Reading another map replaces it; after an error the one before stays.
 */
int		 tt_document_map(tt_document *, const char *json, size_t n, const char *file);

/* Where in an export the map says that the records are, a JSON pointer; NULL when it does not. */
const char	*tt_map_records(const tt_context *);

/* The same of where in a record its id is. */
const char	*tt_map_id(const tt_context *);

/* Notes, in this document, pointers of the map at which none of the records had anything so far. */
int		 tt_document_map_unseen(tt_document *);

/*
 * Which pointers of the map led to something in a record so far, a byte 0 or 1 each; returns how many
 * there are, and writes at most n. The other adds what a process with the same map has seen.
 */
size_t		 tt_map_seen(const tt_context *, unsigned char *seen, size_t n);
void		 tt_map_add_seen(tt_context *, const unsigned char *seen, size_t n);

/*
 * Takes a PDF as what is to be copied, replacing what the document held; of at most 1 GiB, and nothing
 * in it is trusted. It has to stay where it is. Then tt_document_copy(); writing gives all its bytes and
 * after them what makes it a copy.
 */
int		 tt_document_read_pdf(tt_document *, const void *pdf, size_t n, const char *file);

/*
 * Reads what is at `path` below the folder `dir`, a plan or a PDF to be copied, as the two above do; its
 * name is made of both. Neither ".." nor links lead out of the folder. A map does not count.
 */
int		 tt_document_read_below(tt_document *, const char *dir, const char *path);

/*
 * Makes the document that was read a copy: laying it out then adds what copies bear. The data say who
 * copies and when; they and `file` have to stay like those of a plan. NULL for the last: the defaults. Before
 * tt_document_layout(); once more replaces the data.
 */
int		 tt_document_copy(tt_document *, const char *json, size_t n, const char *file,
		    const struct tt_copy *);

/* Checks the plan against its profile and lays it out on pages. */
int		 tt_document_layout(tt_document *);

/*
 * Prints, after layout, what fitting changed as a JSON object {"layout": ..., "_fit": ...}: laid over
 * the plan it gives the same pages without fitting. "_fit" tells each value as it was and is, what
 * its article permits, pages and lines before and after. The layout is empty when nothing changed.
 */
int		 tt_document_fit(tt_document *, tt_sink *, void *user);

/*
 * Reviews the plan by the rules of tt_lint_rules(), after layout, which may have failed. Findings are
 * messages whose ids are those of the rules; nothing is changed. Fails when one of them is an error.
 */
int		 tt_document_lint(tt_document *);

/* Writes the pages as a PDF; not after an error, one of the sink's too. The same input gives the same bytes. */
int		 tt_document_write(tt_document *, tt_sink *, void *user);

/* Prints a stage as text: the plan after reading, the others after layout. */
int		 tt_document_dump(tt_document *, enum tt_stage, tt_sink *, void *user);

/*
 * Prints a proof after layout: every placed component with page, place in mm, size and style, what
 * its rule permits, the article, and whether it holds. For people, or as JSON.
 */
int		 tt_document_proof(tt_document *, int json, tt_sink *, void *user);

/*
 * Takes the plan that travels in a PDF out of it, replacing what the document held. The PDF may be
 * anything: of at most 256 MiB, giving at most 64 MiB, and no name or number in it is trusted.
 * tt_document_name() is then the attached file's name, made safe.
 */
int		 tt_document_extract(tt_document *, const void *pdf, size_t n, const char *file);

/* What was taken out, byte for byte, and no NUL behind it; NULL before tt_document_extract(). */
const char	*tt_document_source(const tt_document *, size_t *n);

/*
 * Lays out the plan that travels in a PDF once more, with the profile and standards recorded there
 * (a profile in the options counts instead), and compares. Returns 0 with a note when the PDF is what its
 * data give, or was until others added signatures or annotations; else -1 with an error that says
 * why not.
 */
int		 tt_document_verify(tt_document *, const void *pdf, size_t n, const char *file);

/*
 * Prints as JSON, after layout, where signatures, seals, empty fields and stamps stand: page and
 * rectangle in mm from the page's top left corner and in points as PDF counts them.
 */
int		 tt_document_zones(tt_document *, tt_sink *, void *user);

/*
 * Works out a print set after layout: the copy to sign, that for the file, those for recipients, each
 * recipient marked in its copies. `json` is the set, `file` its name in messages; both have to stay
 * like those of tt_document_read(). NULL: the usual set of the plan's own recipients. Replaces the
 * set the document had. The copy of a PDF has no recipients and cannot be issued.
 */
int		 tt_document_issue(tt_document *, const char *json, size_t n, const char *file);

/* The copies in the order of the set; those that are alike are one entry. NULL where there is none. */
size_t		 tt_issue_count(const tt_document *);
const struct tt_issue *tt_issue_at(const tt_document *, size_t);

/* 1 when all copies go into one PDF. */
int		 tt_issue_together(const tt_document *);

/* Writes the PDF of an entry; when all go into one, each entry's is that one. */
int		 tt_issue_write(tt_document *, size_t, tt_sink *, void *user);

/*
 * Prints the list of what is to be printed: file, recipient, copies, pages, sheets, and their sums;
 * for people, or as JSON. tt_issue_list_name() is its file's name without folder and suffix; "": no set.
 */
int		 tt_issue_list(tt_document *, int json, tt_sink *, void *user);
const char	*tt_issue_list_name(const tt_document *);

/* Number of pages, 0 before layout. */
int		 tt_document_pages(const tt_document *);

/*
 * A file name for the output made from number, symbol and year (without a number from the subject
 * too), without folder and suffix; "" before reading.
 */
const char	*tt_document_name(const tt_document *);

/*
 * A path for the output made by a pattern such as "{year}/{issuer.abbr}/{number}-{type}" (NULL: "{name}"), after
 * reading, without suffix. Names: name (that of tt_document_name()), number, symbol, year, month, day, type, kind,
 * issuer, issuer.abbr, superior, signer, subject, place, and of the caller's `id` itself: id, hash (16
 * hexadecimal digits of its SHA-256), which may be NULL for "". Of a copy they are the copy's own. Whatever the
 * values are, the path is relative, without "..", and each of its parts a plain name of at most 183 bytes. NULL
 * with a message when a name is unknown, without one before reading.
 */
const char	*tt_document_name_by(tt_document *, const char *pattern, const char *id);

/* 1 when what was read is a report that tt_document_report() has still to make. */
int		 tt_document_is_report(const tt_document *);

/*
 * The i-th file, from 0, that the document was made of besides what its caller read: the one read below a
 * folder, and pictures. Its path, and the SHA-256 of its content. 0 when there are no more. The files of a
 * report are not among them.
 */
int		 tt_document_file(tt_document *, size_t i, const char **path, char sha256[65]);

/* Name of the layout profile in use, after layout; NULL before. */
const char	*tt_document_profile(const tt_document *);

/*
 * What was found so far, in the order of the text: at most TT_MESSAGES_MAX, and two that tell that there was more,
 * and that there is no memory. NULL where there is none.
 */
size_t		 tt_message_count(const tt_document *);
const struct tt_message *tt_message_at(const tt_document *, size_t);

/*
 * The worst fault among the errors, TT_FAULT_NONE when there are none; without memory for a message, that
 * of no memory.
 */
enum tt_fault	 tt_document_fault(const tt_document *);

/* Prints the rules of a review with their levels, articles and what they find. For people, or as JSON. */
int		 tt_lint_rules(tt_context *, int json, tt_sink *, void *user);

/*
 * Makes the report on plans that was read: computes its values, parts, tables and charts from the
 * plans and results it names, which are read below the folder of its file. Before
 * tt_document_layout(), which refuses a report that was not made. After a failed tt_document_read() it
 * fails too, but also tells what is wrong with those files. Does nothing when it is made.
 */
int		 tt_document_report(tt_document *);

/*
 * Prints as JSON, after layout, every number that the report printed: its page, what it is, the
 * formula, and the tasks, files and JSON pointers it was computed from, as layouts/trace.schema.json
 * describes. The sink is called many times.
 */
int		 tt_document_trace(tt_document *, tt_sink *, void *user);

/*
 * Prints a first file to write on, as layouts/start.json describes it, with explanations in members that begin
 * with "_": `what` is "plan", "report", "results", "copy", "set" or "map", `type` the type of a plan or copy. When
 * these have types and `type` is NULL, prints the list of them instead. Empties the document; -1 after a message.
 */
int		 tt_document_start(tt_document *, const char *what, const char *type, tt_sink *, void *user);

/* Prints the JSON Schema (draft 2020-12) of a plan. */
int		 tt_schema(tt_context *, tt_sink *, void *user);

/* The same of the data of a copy. */
int		 tt_schema_copy(tt_context *, tt_sink *, void *user);

/* The same of a print set. */
int		 tt_schema_set(tt_context *, tt_sink *, void *user);

/* The same of the results of a report. */
int		 tt_schema_results(tt_context *, tt_sink *, void *user);

/* The same of a map. */
int		 tt_schema_map(tt_context *, tt_sink *, void *user);

/* The same of a layout. */
int		 tt_schema_layout(tt_context *, tt_sink *, void *user);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
