/* A document on its way, and what documents share. For the public functions only. */
#ifndef DOCUMENT_H
#define DOCUMENT_H
#include "arena.h"
#include "locate.h"
#include "standard.h"
#include "thethuc.h"
#include "unit.h"
#include <setjmp.h>
#include <stdbool.h>

struct blocks;
struct buffer;
struct figures;
struct images;
struct lint_words;
struct map;

struct tt_context {
	struct arena		 mem;		/* what documents share */
	struct tt_options	 options;	/* strings copied into mem */
	struct fonts		*fonts;		/* NULL: not opened yet */
	struct profile_cache	*profiles;
	const struct lint_words	*words;		/* that rules know; NULL: not read yet */
	struct shaper		*shaper;
	struct wrap_cache	*paragraphs;	/* broken into lines before */
	size_t			 documents;	/* not freed by the user */
	bool			 freed;		/* by the user, before all of its documents */
	struct pdf_writer	*writer;
	struct shelf		*shelf;		/* pictures */
	struct map		*map;		/* what makes plans of what is read; NULL: it is plans */
	tt_document		*idle;		/* freed by the user, its memory kept for the next; or NULL */
};

struct tt_document {
	tt_context		*context;
	struct arena		 mem;		/* all of this document */
	struct arena		 scratch;	/* of one call */
	struct diag		*diag;
	struct source		 source;
	struct tt_options	 settings;	/* the context's; while verifying those recorded in the PDF */
	const char		*own_name;	/* for an output file, of what was read; or NULL */
	const char		*name;		/* the same, of a copy with its form behind it */
	const struct pdf_source	*attached;	/* what a PDF held, or NULL */
	struct verify		*verify;	/* while a PDF is verified */
	const struct squeeze	*squeeze;	/* what fitting came to; NULL: none was asked for */
	const char		*file;		/* that the source was read from below a folder; or NULL */
	const struct images	*images;	/* pictures of the document, after layout; NULL: none */
	const struct images	*copy_images;	/* those of a copy's data */
	struct diag		*aside;		/* while a layout is tried: the document's messages; else NULL */
	struct figures		*figures;	/* numbers of a report; NULL: it is none */
	const struct plan	*faulty;	/* what was read as a plan has errors; or NULL */
	struct map		*map;		/* the context's, while it makes plans of what is read; else NULL */
	const char		*mapped;	/* the plan that was made of a record, as JSON; NULL: what was read */
	const struct plan	*plan;		/* each NULL until its stage succeeded */
	const struct annex	*only;		/* what alone is laid out; NULL: the document */
	const struct profile	*profile;
	struct source		 copy_source;
	const struct copy	*copy;		/* what is made is a copy; or NULL */
	const struct profile	*copy_profile;
	struct original		*original;	/* a PDF to copy, instead of a plan; or NULL */
	const struct pdf_sheet	*onto;		/* page of it that page 1 is put on; NULL: behind its pages */
	int			 open;		/* graphics states that page leaves open */
	len			 below;		/* where its last page is said to end; -1: not said */
	struct standard		 standard;	/* what the PDF is to promise, after layout */
	const struct blocks	*blocks;
	const struct boxes	*boxes;
	struct pages		*pages;
	struct source		 set_source;
	const struct print_list	*issued;	/* the print set worked out; or NULL */
	jmp_buf			 escape;	/* where no memory goes */
};

struct output {				/* where a call writes to */
	tt_sink	*sink;
	void	*user;
	enum tt_stage stage;
	int	json;			/* of a proof: not for people */
	int	schema;			/* enum schema_kind */
	size_t	index;			/* of an entry of the print set */
};

/* A step of a call; `out` is what the call was given. */
typedef int document_stage(tt_document *, const struct output *out);

/* Runs a stage; no memory anywhere in it comes back here as a message. */
int	 document_run(tt_document *, document_stage *, const struct output *);

/* Gives what was printed to the call's sink. -1 after the message OUTPUT. */
int	 document_put(tt_document *, const struct output *, const struct buffer *);

/* The folder that data of this name lie in, "." when the name has none or is NULL. */
const char *document_folder(tt_document *, const char *name);

/* Opens the context's fonts when they are not. -1 after an error. */
int	 document_fonts(tt_document *);

/* Pages of the copy of a PDF, its own included. */
int	 document_copy_pages(const tt_document *);

/* What metadata say of a document that is a copy. */
const char *document_copy_status(tt_document *);

/* Lays out the copy of a PDF, and writes it. -1 after an error. */
int	 document_lay_copy(tt_document *);
int	 document_write_copy(tt_document *, tt_sink *, void *user);

/*
 * Where the pictures come from that data of this name may use: their own folder, when that is allowed,
 * and the user's.
 */
struct images	*document_images(tt_document *, const char *name);

/* Adds the copy asked for to the blocks of what is copied; nothing when none is. -1 after an error. */
int	 document_add_copy(tt_document *, struct blocks *, bool from_plan);

/*
 * The pipeline: profile, blocks, boxes, pages, from the plan the document holds. -1 after an error.
 */
int	 document_lay_out(tt_document *);

/*
 * Puts the layout into the plan that fits its pages, when the caller or the plan asks for it: lays
 * the document out again and again, in `scratch`. Nothing of that stays.
 */
void	 document_fit(tt_document *);

/* Ends what document_fit() was at, when it could not. */
void	 document_fit_end(tt_document *);

/*
 * How the document is fitted beside what its plan says, as a word to be recorded with the plan, NULL
 * when only the plan counts; and settings from such a word, which nobody vouches for.
 */
const char *document_fit_word(tt_document *);
void	 document_fit_as(tt_document *, const char *word);

/*
 * Reads a source, replacing what the document held: as a record when there is a map, else as a plan. -1 after an
 * error.
 */
int	 document_read(tt_document *, const struct source *, struct map *);

/* The stage that reads the source, as the settings ask for it. */
int	 document_take(tt_document *, const struct output *);

/* The stage that takes the source as a PDF to be copied. */
int	 document_take_pdf(tt_document *, const struct output *);

/* The stage that empties the document; it has its messages from now on. */
int	 document_start(tt_document *, const struct output *);

/*
 * Empties caches of the context that have grown past their bounds, unless lines of documents are in them:
 * when there are more of these than so many, which have none.
 */
void	 document_trim(tt_context *, size_t without_lines);

/* Gives back all its memory; nothing for NULL. */
void	 document_drop(tt_document *);

#endif
