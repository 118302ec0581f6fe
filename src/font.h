/* Font files: found by family, opened and measured once, kept for many documents. */
#ifndef FONT_H
#define FONT_H
#include "face.h"
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct hb_face_t;

enum { FONT_FALLBACKS = 6 };

struct fontset {			/* one face of a role with what stands in for missing characters */
	const struct font	*fonts[FONT_FALLBACKS];	/* in the order to try; [0] gives the metrics */
	size_t			 n;
};

struct fonts;				/* all open faces of a context */

/*
 * Finds the font files in `user_dirs` (NULL-terminated, or NULL; every TrueType file there, not in
 * their subfolders) and then in `dir` (shipped fonts). No file is opened before the first
 * fonts_set(). Returns NULL with a message (FONT_FOLDER) when a folder cannot be read.
 */
struct fonts	*fonts_new(struct arena *, struct diag *, const char *dir, const char *const *user_dirs);

/* Closes the files; NULL does nothing. The fonts themselves go with their arena. */
void		 fonts_close(struct fonts *);

/*
 * The face of the first family of `families` (NULL-terminated, in order of preference) that is
 * present, followed by the other families present as fallbacks. A fallback family without that
 * face stands in with its nearest one (bold before italic). Cached: the same call is cheap.
 * NULL with a message (FONT_NONE, FONT_DAMAGED) when no family is present. A file that would be
 * used but is no sound TrueType font is reported (FONT_DAMAGED) and passed over, one without a family too
 * (FONT_SKIPPED); that a face is another family's is said (FONT_FACE).
 */
const struct fontset *fonts_set(struct fonts *, struct diag *, const char *const *families, enum font_face);

/*
 * Says that memory ran out while HarfBuzz worked with a face: it takes what it could not read for not
 * there, and remembers that. fonts_renew() makes it forget, as long as nothing of HarfBuzz is in use;
 * false: no memory for that either.
 */
void		 font_spoil(const struct font *);
bool		 fonts_renew(struct fonts *);

/* Number of open faces; their `index` runs below it. */
size_t		 fonts_count(const struct fonts *);

/* Glyph of a code point, 0 when the face has none. */
uint32_t	 font_glyph(const struct font *, uint32_t code);

/*
 * The face to subset from: the plain one at first, one prepared by hb_subset_preprocess from the
 * second call on (worth it for many documents; the subsets are the same).
 */
struct hb_face_t *font_subset_face(const struct font *);

/* Font units to thousandths of a point at a size in thousandths of a point, to nearest; at most LEN_MOST. */
len		 font_scale(const struct font *, int64_t units, len size);

#endif
