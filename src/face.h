/* One face of a font: what is known of it, in its own units. */
#ifndef FACE_H
#define FACE_H
#include "unit.h"

struct hb_face_t;
struct hb_font_t;

enum font_face { FONT_REGULAR, FONT_BOLD, FONT_ITALIC, FONT_BOLD_ITALIC, FONT__FACES };

struct font {				/* one face; lives as long as its fonts */
	const char	*family;	/* name in the file, e.g. "Liberation Serif" */
	const char	*postscript;	/* PostScript name, e.g. "LiberationSerif-Bold" */
	const char	*path;		/* the file it came from */
	int		 index;		/* place in the list of faces, from 0 */
	enum font_face	 face;
	int		 upem;		/* font units to the em; the unit of all below */
	int		 ascent, descent;	/* of a line; descent is positive downwards */
	int		 line_gap;
	int		 cap_height;
	int		 underline_at;	/* middle of the stroke below the baseline, positive downwards */
	int		 underline_thick;
	int		 bbox[4];	/* x least, y least, x most, y most; y upwards */
	int		 italic_angle;	/* 1/65536 degree, as in the post table */
	uint32_t	 nglyphs;
	const uint16_t	*advances;	/* of each glyph */
	uint32_t	 space;		/* glyph of U+0020 */
	struct hb_face_t *hb_face;
	struct hb_font_t *hb_font;
	struct font_more *more;		/* font.c's own: file, FreeType face, prepared subset face */
};

#endif
