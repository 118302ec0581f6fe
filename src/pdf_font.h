/* Fonts in a PDF: codes of one byte, their widths, and the text each stands for. */
#ifndef PDF_FONT_H
#define PDF_FONT_H
#include "pdf_subset.h"
#include "unit.h"
#include <stdbool.h>
#include <stddef.h>

struct font;
struct pdf_file;

enum { PDF_SPACE = 32 };		/* the code that word spacing adds to, in every font */

struct pdf_codes {			/* what codes mean; fonts share this, so faces share a ToUnicode */
	struct pdf_codes *next;		/* for what has no place here; NULL: none yet */
	struct pdf_meaning {
		const char	*text;	/* UTF-8; NULL: the code is free */
		size_t		 len;
	}		 meanings[SUBSET_CODES];
	bool		 used[SUBSET_CODES];
	unsigned	 object;	/* ToUnicode; 0 before it is written */
};

struct pdf_font {			/* a face with one set of codes */
	struct pdf_font	*next;		/* the same face with another set; NULL: none */
	const struct font *font;
	struct pdf_codes *codes;
	unsigned	 name;		/* /F1, /F2 ... in order of first use */
	unsigned	 object;	/* number of the font; 0 before pdf_fonts_write() */
	uint16_t	 glyphs[SUBSET_CODES];	/* by code; 0: not in use */
	int32_t		 space;		/* width of PDF_SPACE, once that is in use: 1/1000 em */
};

enum { PDF_LOW = 0x200 };

struct pdf_fonts {			/* the fonts in use */
	struct pdf_file	*file;
	unsigned char	 low[PDF_LOW];	/* places of the first characters; 0: none */
	struct pdf_codes *codes;	/* first set; the others hang on it */
	struct pdf_font	**of;		/* by the face's index; NULL: not in use */
	struct pdf_font	**used;		/* in order of first use */
	size_t		 n, cap;
};

struct pdf_code {			/* how to show a glyph */
	struct pdf_font	*font;		/* NULL: not at all */
	unsigned	 code;		/* never one that a literal string has to escape */
	int32_t		 width;		/* what a viewer moves by: 1/1000 em */
};

/* Starts with no font in use; `faces` is above every index that will come. */
void		 pdf_fonts_init(struct pdf_fonts *, struct pdf_file *, size_t faces);

/*
 * The code for a glyph that stands for n bytes of text, which must live as long as the file.
 * None for glyph 0.
 */
struct pdf_code	 pdf_font_code(struct pdf_fonts *, const struct font *, uint32_t glyph,
		    const char *text, size_t n);

/* The code that a text has in every PDF, whatever else is in it; 0: none. */
unsigned	 pdf_font_place(const struct pdf_fonts *, const char *text, size_t n);

struct pdf_glyph {			/* a glyph under such a code */
	uint16_t	 glyph;
	unsigned char	 code;
};

/* The font with these glyphs in use; NULL, with none of them, when another one is under a code. */
struct pdf_font	*pdf_font_with(struct pdf_fonts *, const struct font *, const struct pdf_glyph *, size_t n);

/* Makes PDF_SPACE known to a font; returns its width: 1/1000 em. */
int32_t		 pdf_font_space(struct pdf_font *);

/*
 * Writes the objects of all fonts in use, with the glyphs and texts asked for so far. Returns
 * NULL, or the face that cannot be subset.
 */
const struct font *pdf_fonts_write(struct pdf_fonts *);

#endif
