/* Fonts in a PDF: subset, widths, and the text each code stands for. */
#ifndef PDF_FONT_H
#define PDF_FONT_H
#include "unit.h"
#include <stddef.h>

struct font;
struct pdf_file;

struct pdf_cid {			/* a code of the content stream: one (glyph, text) pair */
	const char	*text;		/* UTF-8 */
	uint32_t	 len;		/* bytes of text */
	uint32_t	 glyph;
	int32_t		 width;		/* what a viewer moves by, as written in W: 1/1000 em */
	unsigned	 next;		/* next code of this glyph; 0: none */
};

struct pdf_font {			/* one face in use in one PDF */
	const struct font *font;
	struct pdf_file	*file;
	unsigned	 name;		/* /F1, /F2 ... in order of first use */
	unsigned	 object;	/* number of the Type0 font; 0 before pdf_fonts_write() */
	unsigned	*first;		/* by glyph: its newest code, 0: none */
	struct pdf_cid	*cids;		/* by code; [0] is never shown */
	size_t		 n, cap;
};

struct pdf_fonts {			/* the faces in use */
	struct pdf_file	*file;
	struct pdf_font	**of;		/* by the face's index; NULL: not in use */
	struct pdf_font	**used;		/* in order of first use */
	size_t		 n, cap;
};

/* Starts with no face in use; `faces` is above every index that will come. */
void		 pdf_fonts_init(struct pdf_fonts *, struct pdf_file *, size_t faces);

struct pdf_font	*pdf_font_use(struct pdf_fonts *, const struct font *);

/*
 * The code of a glyph that stands for n bytes of text, which must live as long as the file.
 * Returns 0, which shows nothing, for glyph 0 and after too many pairs (recorded as an error).
 */
unsigned	 pdf_font_cid(struct pdf_font *, uint32_t glyph, const char *text, size_t n);

/*
 * Writes the objects of all faces in use, with the glyphs and texts asked for so far. Returns
 * NULL, or the face that cannot be subset.
 */
const struct font *pdf_fonts_write(struct pdf_fonts *);

#endif
