/* The contents of a page: lines of glyphs and rules as PDF operators. */
#ifndef PDF_TEXT_H
#define PDF_TEXT_H
#include "buffer.h"
#include "pdf_draw.h"
#include "pdf_run.h"
#include "unit.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct item;
struct pdf_tags;
struct pdf_word;

struct pdf_text {			/* a page being written */
	struct pdf_runs	 runs;		/* words of this page and those before it */
	struct buffer	 out;		/* the operators */
	struct pdf_draw	 draw;		/* rules, underlines and frames, for the end */
	size_t		 page;		/* index */
	len		 height;	/* of the page */
	struct pdf_tags	*tags;		/* structure to mark content for; NULL: none is marked */
	bool		 in_group;	/* between BDC or BMC and EMC ... */
	int		 tag;		/* ... of this element; 0: artifact */

	/* text state as a viewer has it */
	struct pdf_font	*font;		/* NULL: none set on this page yet */
	len		 size, rise;
	len		 spacing;	/* added to each space */
	uint32_t	 colour;
	bool		 turned;	/* the text matrix is another than the page's */
	bool		 in_text;	/* between BT and ET */
	len		 line_x, line_y;/* where the last Td went; y upwards */
	int64_t		 viewer;	/* place in the column: 1/1000000 pt */

	/* the string or array of the next Tj or TJ */
	struct buffer	 shown;
	bool		 in_string;	/* inside of ( ) */
	bool		 is_array;	/* there are numbers */

	bool		 open_word;	/* the line before was the last of its paragraph, without a space */
	struct pdf_word	*words;		/* of the line being written */
	size_t		 nwords, cap_words;
};

/* Starts with no page; then each page, whose buffers are used again. */
void	 pdf_text_init(struct pdf_text *, struct pdf_fonts *, struct pdf_tags *);
void	 pdf_text_start(struct pdf_text *, size_t page, len height);

/* Writes an ITEM_LINE with its underlines and dots, as content of its element and those of its pieces. */
void	 pdf_text_line(struct pdf_text *, const struct item *);

/*
 * Leaves the text for graphics at (x, y) that belong to an element (0: an artifact); operators go to
 * `out` until pdf_text_resume().
 */
void	 pdf_text_leave(struct pdf_text *, int tag, len x, len y);
void	 pdf_text_resume(struct pdf_text *);

/* Closes the page: `out` is complete after it. */
void	 pdf_text_end(struct pdf_text *);

#endif
