/* A font file opened: read, looked over, measured. For font.c only. */
#ifndef FONT_LOAD_H
#define FONT_LOAD_H
#include "diag.h"
#include <stdbool.h>

struct FT_FaceRec_;
struct FT_LibraryRec_;
struct arena;
struct font;
struct fonts;
struct hb_blob_t;
struct hb_face_t;

#define FONT_FITS	DIAG_TERM__MAX	/* nothing is the matter with a file */

struct font_more {
	struct hb_blob_t *blob;		/* the file */
	struct FT_FaceRec_ *ft;		/* NULL: not open */
	struct hb_face_t *subset;	/* prepared; NULL before the second request */
	bool		 asked;		/* subset once already */
	struct fonts	*fonts;		/* that it is one of */
};

/* A file's bytes; NULL with an error number when it cannot be read. Opening a pipe would wait for a writer. */
struct hb_blob_t *font_load_bytes(const char *path, int *error);

/*
 * Opens and measures the face of o->path; *library is begun with the first. What is the matter with it,
 * DIAG_TERM_MEMORY or FONT_FITS; whichever, font_unload() has to follow. May go where no memory goes.
 */
enum diag_term	 font_load(struct arena *, struct FT_LibraryRec_ **library, struct font *);
void		 font_unload(struct font *);

/* HarfBuzz's side of a face whose bytes are there; false: no memory. */
bool		 font_load_face(struct font *);
void		 font_unload_face(struct font *);

void		 font_load_end(struct FT_LibraryRec_ *);

#endif
