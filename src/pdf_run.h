/* Words as they stand in the contents of a page, made once for each size. */
#ifndef PDF_RUN_H
#define PDF_RUN_H
#include "buffer.h"
#include "unit.h"
#include <stdbool.h>
#include <stddef.h>

struct pdf_font;
struct pdf_fonts;
struct pdf_part;
struct shape;

enum pdf_run_kind {
	PDF_RUN_STRING,			/* the inside of a string */
	PDF_RUN_ARRAY,			/* the same with ")number(" between some glyphs, for TJ */
	PDF_RUN_OPERATORS		/* operators that show it, to stand between others */
};

struct pdf_words;			/* strings of words, for the PDFs that have these again */

struct pdf_run {
	const struct shape *shape;	/* what it was made of ... */
	len		 size, rise;	/* ... and for */
	struct pdf_font	*font;		/* set before and after it; NULL: it shows nothing */
	enum pdf_run_kind kind;
	const char	*bytes;
	size_t		 n;		/* number of bytes */
	int64_t		 advance;	/* how far it moves a viewer: 1/1000 em */
};

struct pdf_runs {			/* all so far */
	struct pdf_fonts *fonts;
	struct buffer	 out;		/* the word being made, and its glyphs */
	struct pdf_part	*parts;
	size_t		 cap_parts;
	struct pdf_run	**slots;	/* where the hash of its shape, or a free place after it, is */
	size_t		 n, cap;	/* cap is a power of 2, or 0 */
	struct pdf_words *words;	/* NULL: none are kept */
};

struct pdf_words *pdf_words_new(void);		/* NULL: no memory */
void	 pdf_words_free(struct pdf_words *);

/* Between PDFs: forgets the words when there are too many, or when their shapes are gone. */
void	 pdf_words_trim(struct pdf_words *, bool shapes_gone);

/* Starts without any. */
void	 pdf_runs_init(struct pdf_runs *, struct pdf_fonts *);

/* A word in a size, `rise` above the baseline. The shape has to live as long as the runs. */
const struct pdf_run *pdf_run(struct pdf_runs *, const struct shape *, len size, len rise);

#endif
