#include "font.h"
#include "arena.h"
#include "diag.h"
#include "folder.h"
#include "font_load.h"
#include "shortage.h"

#include <errno.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 256 };

struct file {				/* a font file, open or not */
	const char	*path;
	const char	*family;	/* name in the file; NULL until looked at, "" when there is none */
	enum font_face	 face;
	enum diag_term	 trouble;	/* why it cannot be used; FONT_FITS: nothing known against it */
	struct font	*font;		/* NULL until opened */
};

struct set {				/* an answer of fonts_set() */
	struct set	*next;
	const char *const *families;
	enum font_face	 face;
	bool		 trouble;	/* something was reported; is to be again */
	struct fontset	 set;
};

struct fonts {
	struct arena	*mem;
	struct FT_LibraryRec_ *ft;	/* NULL until a file is opened */
	struct file	*files;		/* in the order to search */
	size_t		 nfiles, cap_files;
	bool		 looked;	/* families of the files are known */
	struct font	**open;
	size_t		 nopen, cap_open;
	struct set	*sets;
	bool		 spoilt;	/* what HarfBuzz remembers of the open ones */
};

/* Nearest faces first: bold is kept before italic is. */
static const enum font_face nearest[FONT__FACES][FONT__FACES] = {
	[FONT_REGULAR] = { FONT_REGULAR, FONT_ITALIC, FONT_BOLD, FONT_BOLD_ITALIC },
	[FONT_BOLD] = { FONT_BOLD, FONT_BOLD_ITALIC, FONT_REGULAR, FONT_ITALIC },
	[FONT_ITALIC] = { FONT_ITALIC, FONT_REGULAR, FONT_BOLD_ITALIC, FONT_BOLD },
	[FONT_BOLD_ITALIC] = { FONT_BOLD_ITALIC, FONT_BOLD, FONT_ITALIC, FONT_REGULAR },
};

static bool
same_name(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++) {
		int x = *a >= 'A' && *a <= 'Z' ? *a + 32 : *a;
		int y = *b >= 'A' && *b <= 'Z' ? *b + 32 : *b;
		if (x != y)
			return false;
	}
	return *a == *b;
}

/* A folder_choice: names in .ttf and .otf, but of hidden files. */
static bool
is_font(const char *name, const void *user)
{
	size_t n = strlen(name);
	char end[4] = "";

	(void)user;
	if (n <= 4 || name[0] == '.' || name[n - 4] != '.')
		return false;
	for (size_t i = 0; i < 3; i++)
		end[i] = (char)(name[n - 3 + i] | 0x20);
	return strcmp(end, "ttf") == 0 || strcmp(end, "otf") == 0;
}

static int
add_folder(struct fonts *f, struct diag *d, const char *dir)
{
	const char **names = folder_names(f->mem, dir, is_font, NULL);

	if (names == NULL)
		return DIAG(d, FONT_FOLDER, NULL, "", dir, diag_reason(d, errno));
	for (; *names != NULL; names++) {
		f->files = arena_grow(f->mem, f->files, f->nfiles, &f->cap_files, sizeof *f->files);
		f->files[f->nfiles++] = (struct file){ .path = arena_printf(f->mem, "%s/%s", dir, *names),
		    .trouble = FONT_FITS };
	}
	return 0;
}

struct fonts *
fonts_new(struct arena *mem, struct diag *d, const char *dir, const char *const *user_dirs)
{
	struct fonts *f = arena_new(mem, sizeof *f);

	f->mem = mem;
	for (; user_dirs != NULL && *user_dirs != NULL; user_dirs++)
		if (add_folder(f, d, *user_dirs) < 0)
			return NULL;
	return add_folder(f, d, dir) < 0 ? NULL : f;
}

void
fonts_close(struct fonts *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->nopen; i++)
		font_unload(f->open[i]);
	if (f->ft != NULL)
		font_load_end(f->ft);
	f->nopen = 0;
	f->ft = NULL;
}

static unsigned
table_size(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *b = hb_face_reference_table(face, tag);
	unsigned n = hb_blob_get_length(b);

	hb_blob_destroy(b);
	return n;
}

/* fsSelection of the OS/2 table: bit 0 italic, bit 5 bold. */
static enum font_face
face_kind(hb_face_t *face)
{
	enum { SELECTION = 62, ITALIC = 1, BOLD = 32 };
	hb_blob_t *b = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
	unsigned n, bits = 0;
	const char *p = hb_blob_get_data(b, &n);

	if (n >= SELECTION + 2)
		bits = (unsigned char)p[SELECTION + 1];
	hb_blob_destroy(b);
	return (enum font_face)((bits & BOLD ? FONT_BOLD : 0) | (bits & ITALIC ? FONT_ITALIC : 0));
}

static enum diag_term
unusable(hb_face_t *face)
{
	if (hb_ot_var_has_data(face))
		return DIAG_TERM_FONT_VARIABLE;
	if (table_size(face, HB_TAG('g', 'l', 'y', 'f')) == 0)
		return DIAG_TERM_FONT_OUTLINES;
	return FONT_FITS;
}

static void
look_at(struct fonts *f, struct diag *d, struct file *file)
{
	int error;
	hb_blob_t *blob = font_load_bytes(file->path, &error);
	bool lacking = blob == NULL && error == ENOMEM;
	char name[NAME_SIZE] = "";
	unsigned n = sizeof name;

	if (blob != NULL) {
		hb_face_t *face;
		shortage_watch();
		face = hb_face_create(blob, 0);
		hb_ot_name_get_utf8(face, HB_OT_NAME_ID_FONT_FAMILY, hb_language_from_string("en", -1),
		    &n, name);
		file->face = face_kind(face);
		file->trouble = unusable(face);
		lacking = shortage_seen();
		hb_face_destroy(face);
		hb_blob_destroy(blob);
	}
	if (lacking)
		arena_no_memory(f->mem);
	file->family = arena_copy(f->mem, name, strlen(name));
	if (name[0] == '\0')
		DIAG(d, FONT_SKIPPED, NULL, "", file->path);
}

/* The face is in the list of open ones before it is loaded, so that fonts_close() finds all. */
static struct font *
open_file(struct fonts *f, struct file *file)
{
	struct font *o = file->font;

	if (o != NULL || file->trouble != FONT_FITS)
		return o;
	o = arena_new(f->mem, sizeof *o);
	o->more = arena_new(f->mem, sizeof *o->more);
	o->family = file->family;
	o->path = file->path;
	o->face = file->face;
	o->index = (int)f->nopen;
	o->more->fonts = f;
	f->open = arena_grow(f->mem, f->open, f->nopen, &f->cap_open, sizeof(struct font *));
	f->open[f->nopen++] = o;
	file->trouble = font_load(f->mem, &f->ft, o);
	if (file->trouble == FONT_FITS) {
		file->font = o;
		return o;
	}
	f->nopen--;
	font_unload(o);
	if (file->trouble == DIAG_TERM_MEMORY) {
		file->trouble = FONT_FITS;
		arena_no_memory(f->mem);
	}
	return NULL;
}

/*
 * The face of a family, or one of the `tries` nearest to it, of which the first is the face itself;
 * *bad is a file that suits better but cannot be used.
 */
static struct font *
find_face(struct fonts *f, const char *family, enum font_face face, int tries, struct file **bad)
{
	*bad = NULL;
	for (int i = 0; i < tries; i++)
		for (size_t k = 0; k < f->nfiles; k++) {
			struct file *file = &f->files[k];
			struct font *o;
			if (file->face != nearest[face][i] || !same_name(file->family, family))
				continue;
			o = open_file(f, file);
			if (o != NULL) {
				if (*bad != NULL && (*bad)->face == o->face)
					*bad = NULL;
				return o;
			}
			if (*bad == NULL)
				*bad = file;
		}
	return NULL;
}

static bool
has_font(const struct set *s, const struct font *o)
{
	for (size_t i = 0; i < s->set.n; i++)
		if (s->set.fonts[i] == o)
			return true;
	return false;
}

/* The families' faces that are just right come first, then the nearest of the others. */
static void
collect(struct fonts *f, struct diag *d, struct set *s)
{
	s->set.n = 0;
	s->trouble = false;
	for (int tries = 1; tries <= FONT__FACES; tries += FONT__FACES - 1)
		for (size_t i = 0; s->families[i] != NULL && s->set.n < FONT_FALLBACKS; i++) {
			struct file *bad;
			struct font *o = find_face(f, s->families[i], s->face, tries, &bad);
			if (bad != NULL && (tries == 1 || bad->face != s->face)) {
				DIAG(d, FONT_DAMAGED, NULL, "", bad->path, diag_term(d, bad->trouble));
				s->trouble = true;
			}
			if (o == NULL || has_font(s, o))
				continue;
			if (tries > 1 && i == 0 && s->set.n > 0) {
				DIAG(d, FONT_FACE, NULL, "", s->families[0], s->set.fonts[0]->family);
				s->trouble = true;
			}
			s->set.fonts[s->set.n++] = o;
		}
	if (s->set.n == 0) {
		if (!s->trouble)
			DIAG(d, FONT_NONE, NULL, "", s->families[0] != NULL ? s->families[0] : "");
		s->trouble = true;
	}
}

static bool
same_families(const char *const *a, const char *const *b)
{
	size_t i = 0;

	if (a == b)
		return true;
	while (a[i] != NULL && b[i] != NULL && strcmp(a[i], b[i]) == 0)
		i++;
	return a[i] == NULL && b[i] == NULL;
}

static const char *const *
copy_families(struct arena *mem, const char *const *families)
{
	size_t n = 0;
	const char **copy;

	while (families[n] != NULL)
		n++;
	copy = arena_array(mem, n + 1, sizeof *copy);
	for (size_t i = 0; i < n; i++)
		copy[i] = arena_copy(mem, families[i], strlen(families[i]));
	return copy;
}

const struct fontset *
fonts_set(struct fonts *f, struct diag *d, const char *const *families, enum font_face face)
{
	struct set *s;

	for (s = f->sets; s != NULL; s = s->next)
		if (s->face == face && same_families(s->families, families))
			break;
	if (s == NULL) {
		if (!f->looked)
			for (size_t i = 0; i < f->nfiles; i++)
				look_at(f, d, &f->files[i]);
		f->looked = true;
		s = arena_new(f->mem, sizeof *s);
		s->families = copy_families(f->mem, families);
		s->face = face;
		collect(f, d, s);
		s->next = f->sets;
		f->sets = s;
	} else if (s->trouble)
		collect(f, d, s);
	return s->set.n > 0 ? &s->set : NULL;
}

void
font_spoil(const struct font *o)
{
	o->more->fonts->spoilt = true;
}

bool
fonts_renew(struct fonts *f)
{
	bool good = true;

	for (size_t i = 0; i < f->nopen && f->spoilt && good; i++) {
		struct font fresh = *f->open[i];
		if (fresh.more->blob == NULL)
			continue;
		good = font_load_face(&fresh);
		if (!good) {
			font_unload_face(&fresh);
			break;
		}
		font_unload_face(f->open[i]);
		f->open[i]->hb_face = fresh.hb_face;
		f->open[i]->hb_font = fresh.hb_font;
	}
	f->spoilt = f->spoilt && !good;
	return good;
}

size_t
fonts_count(const struct fonts *f)
{
	return f->nopen;
}

uint32_t
font_glyph(const struct font *o, uint32_t code)
{
	hb_codepoint_t g = 0;

	return hb_font_get_nominal_glyph(o->hb_font, code, &g) ? g : 0;
}

/* Without memory for what it is going to keep, hb_subset_preprocess() does not come back. */
static bool
memory_left(void)
{
	enum { PREPARED = 16 << 20 };
	void *p = malloc(PREPARED);

	free(p);
	return p != NULL;
}

hb_face_t *
font_subset_face(const struct font *o)
{
	struct font_more *m = o->more;

	if (m->subset == NULL && m->asked && memory_left())
		m->subset = hb_subset_preprocess(o->hb_face);
	m->asked = true;
	return m->subset != NULL ? m->subset : o->hb_face;
}

len
font_scale(const struct font *o, int64_t units, len size)
{
	int64_t v = units * size;
	int64_t half = v < 0 ? -o->upem / 2 : o->upem / 2;

	/* Words are measured very often, and short division takes half the time of long. */
	if (v >= 0 && v < INT32_MAX)
		return (len)((uint32_t)(v + half) / (uint32_t)o->upem);
	return len_cap((v + half) / o->upem);
}
