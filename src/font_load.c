#include "font_load.h"
#include "arena.h"
#include "face.h"
#include "shortage.h"

#include <errno.h>
#include <sys/stat.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H
#include <hb.h>

hb_blob_t *
font_load_bytes(const char *path, int *error)
{
	struct stat st;
	hb_blob_t *blob = NULL;

	errno = 0;
	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		blob = hb_blob_create_from_file_or_fail(path);
	*error = errno;
	return blob;
}

/* Advances of all glyphs: hmtx, in which the last width holds for the glyphs after it. */
static const uint16_t *
read_advances(struct arena *mem, hb_face_t *face, uint32_t nglyphs, uint32_t nlong)
{
	uint16_t *all = arena_array(mem, nglyphs, sizeof *all);	/* first: it may not come back */
	hb_blob_t *b = hb_face_reference_table(face, HB_TAG('h', 'm', 't', 'x'));
	unsigned n;
	const unsigned char *p = (const unsigned char *)hb_blob_get_data(b, &n);
	bool whole = nlong > 0 && nlong <= nglyphs && n / 4 >= nlong;

	for (uint32_t i = 0; i < nglyphs && whole; i++) {
		const unsigned char *q = p + 4 * (size_t)(i < nlong ? i : nlong - 1);
		all[i] = (uint16_t)(q[0] << 8 | q[1]);
	}
	hb_blob_destroy(b);
	return whole ? all : NULL;
}

static enum diag_term
measure(struct arena *mem, struct font *o)
{
	FT_Face ft = o->more->ft;
	const TT_HoriHeader *hhea = FT_Get_Sfnt_Table(ft, FT_SFNT_HHEA);
	const TT_OS2 *os2 = FT_Get_Sfnt_Table(ft, FT_SFNT_OS2);
	const TT_Postscript *post = FT_Get_Sfnt_Table(ft, FT_SFNT_POST);
	const char *name = FT_Get_Postscript_Name(ft);
	hb_codepoint_t space = 0;

	o->upem = ft->units_per_EM;
	o->nglyphs = hb_face_get_glyph_count(o->hb_face);
	if (o->upem < 16 || o->upem > 16384 || o->nglyphs == 0 || o->nglyphs > 65535)
		return DIAG_TERM_FONT_TABLES;
	if (name == NULL || name[0] == '\0')
		return DIAG_TERM_FONT_NAMELESS;
	o->postscript = arena_copy(mem, name, strlen(name));
	o->ascent = ft->ascender;
	o->descent = -ft->descender;
	o->line_gap = ft->height - ft->ascender + ft->descender;
	o->cap_height = os2 != NULL && os2->version >= 2 && os2->version != 0xFFFF ?
	    os2->sCapHeight : ft->ascender * 7 / 10;
	o->underline_at = -ft->underline_position;
	o->underline_thick = ft->underline_thickness;
	o->bbox[0] = (int)ft->bbox.xMin;
	o->bbox[1] = (int)ft->bbox.yMin;
	o->bbox[2] = (int)ft->bbox.xMax;
	o->bbox[3] = (int)ft->bbox.yMax;
	o->italic_angle = post != NULL ? (int)post->italicAngle : 0;
	o->advances = read_advances(mem, o->hb_face, o->nglyphs,
	    hhea != NULL ? hhea->number_Of_HMetrics : 0);
	if (o->advances == NULL)
		return DIAG_TERM_FONT_WIDTHS;
	if (!hb_font_get_nominal_glyph(o->hb_font, ' ', &space))
		return DIAG_TERM_FONT_SPACE;
	o->space = space;
	return FONT_FITS;
}

bool
font_load_face(struct font *o)
{
	shortage_watch();
	o->hb_face = hb_face_create(o->more->blob, 0);
	hb_face_make_immutable(o->hb_face);
	o->hb_font = hb_font_create(o->hb_face);
	return !shortage_seen() && o->hb_face != hb_face_get_empty() && o->hb_font != hb_font_get_empty();
}

/* Without memory FreeType may start without some of its drivers, and not say so. */
static bool
start_freetype(FT_Library *library)
{
	FT_Library ft = NULL;

	if (*library != NULL)
		return true;
	if (FT_Init_FreeType(&ft) == 0 && !shortage_seen()) {
		*library = ft;
		return true;
	}
	if (ft != NULL)
		FT_Done_FreeType(ft);
	return false;
}

static enum diag_term
open_outlines(FT_Library *library, struct font *o)
{
	unsigned n;
	const char *data = hb_blob_get_data(o->more->blob, &n);
	int error;

	if (!start_freetype(library))
		return DIAG_TERM_MEMORY;
	error = FT_New_Memory_Face(*library, (const FT_Byte *)data, (FT_Long)n, 0, &o->more->ft);
	if (error != 0) {
		o->more->ft = NULL;
		return error == FT_Err_Out_Of_Memory ? DIAG_TERM_MEMORY : DIAG_TERM_FONT_BROKEN;
	}
	return FT_IS_SFNT(o->more->ft) && FT_IS_SCALABLE(o->more->ft) ? FONT_FITS : DIAG_TERM_FONT_KIND;
}

enum diag_term
font_load(struct arena *mem, FT_Library *library, struct font *o)
{
	int error;
	enum diag_term trouble;

	o->more->blob = font_load_bytes(o->path, &error);
	if (o->more->blob == NULL)
		return error == ENOMEM ? DIAG_TERM_MEMORY : DIAG_TERM_FONT_UNREADABLE;
	if (!font_load_face(o))
		return DIAG_TERM_MEMORY;
	shortage_watch();
	trouble = open_outlines(library, o);
	if (trouble == FONT_FITS)
		trouble = measure(mem, o);
	return shortage_seen() ? DIAG_TERM_MEMORY : trouble;
}

void
font_unload_face(struct font *o)
{
	hb_face_destroy(o->more->subset);
	hb_font_destroy(o->hb_font);
	hb_face_destroy(o->hb_face);
	o->more->subset = NULL;
	o->hb_font = NULL;
	o->hb_face = NULL;
}

void
font_unload(struct font *o)
{
	font_unload_face(o);
	if (o->more->ft != NULL)
		FT_Done_Face(o->more->ft);
	hb_blob_destroy(o->more->blob);
}

void
font_load_end(FT_Library library)
{
	FT_Done_FreeType(library);
}
