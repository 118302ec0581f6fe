#include "image.h"
#include "arena.h"
#include "beneath.h"
#include "diag.h"
#include "picture_jpeg.h"
#include "picture_png.h"
#include "shelf.h"

#include <errno.h>
#include <string.h>

struct entry {				/* a picture that was asked for */
	const char	*path;
	const struct picture *picture;	/* NULL: it could not be read, and that was said */
	struct image_file file;		/* no data: it was not read */
};

struct images {
	struct arena	*mem;
	struct diag	*diag;
	struct shelf	*shelf;
	const char	*folder;	/* NULL: none */
	const char *const *dirs;	/* NULL-terminated, or NULL */
	struct entry	*entries;
	size_t		 n, cap;
};

struct images *
images_new(struct arena *mem, struct diag *d, struct shelf *shelf, const char *folder, const char *const *dirs)
{
	struct images *all = arena_new(mem, sizeof *all);

	all->mem = mem;
	all->diag = d;
	all->shelf = shelf;
	all->folder = folder;
	all->dirs = dirs;
	return all;
}

/* Looks through the folders; the first that has the file decides. */
static int
find(struct images *all, struct image_file *f, const unsigned char **data)
{
	int error = ENOENT;

	f->dir = all->folder;
	if (f->dir != NULL)
		error = beneath_read(all->mem, f->dir, f->path, PICTURE_BYTES_MAX, data, &f->len);
	for (size_t i = 0; error == ENOENT && all->dirs != NULL && all->dirs[i] != NULL; i++) {
		f->dir = all->dirs[i];
		error = beneath_read(all->mem, f->dir, f->path, PICTURE_BYTES_MAX, data, &f->len);
	}
	f->data = error == 0 ? *data : NULL;
	return error;
}

static int
refuse_file(struct images *all, const char *path, int error, const struct where *at)
{
	struct diag *d = all->diag;

	if (error == ENOENT)
		return DIAG(d, IMAGE_MISSING, at, "", path);
	if (error == EXDEV)
		return DIAG(d, IMAGE_OUTSIDE, at, "", path);
	if (error == EISDIR)
		return DIAG(d, IMAGE_KIND, at, "", path);
	if (error == EFBIG)
		return DIAG(d, IMAGE_LARGE, at, "", path,
		    arena_printf(all->mem, "%d", PICTURE_BYTES_MAX >> 20));
	return DIAG(d, IMAGE_READ, at, "", path, diag_reason(d, error));
}

static int
refuse_picture(struct images *all, const char *path, enum picture_fault fault, const struct where *at)
{
	static const enum diag_code codes[] = {
		[PICTURE_KIND] = DIAG_IMAGE_KIND, [PICTURE_CUT] = DIAG_IMAGE_CUT,
		[PICTURE_DAMAGED] = DIAG_IMAGE_DAMAGED, [PICTURE_CMYK] = DIAG_IMAGE_CMYK,
		[PICTURE_FORM] = DIAG_IMAGE_FORM,
	};

	if (fault == PICTURE_OK)
		return 0;
	if (fault == PICTURE_MEMORY)
		arena_no_memory(all->mem);
	if (fault == PICTURE_LARGE)
		return DIAG(all->diag, IMAGE_PIXELS, at, "", path,
		    arena_printf(all->mem, "%d", PICTURE_PIXELS_MAX / 1000000));
	return diag_add(all->diag, codes[fault], at, (const char *const[]){ "", path, NULL });
}

static const struct picture *
decode(struct images *all, const char *path, const unsigned char *data, size_t n, const struct where *at)
{
	struct picture *p = arena_new(all->mem, sizeof *p);
	enum picture_fault fault = PICTURE_KIND;

	if (picture_is_png(data, n))
		fault = picture_png(all->mem, p, data, n);
	else if (picture_is_jpeg(data, n))
		fault = picture_jpeg(all->mem, p, data, n);
	return refuse_picture(all, path, fault, at) == 0 ? shelf_keep(all->shelf, data, n, p) : NULL;
}

static const struct picture *
read_picture(struct images *all, struct image_file *f, const struct where *at)
{
	const char *path = f->path;
	const struct picture *known;
	const unsigned char *data = NULL;
	int error;

	if (!beneath_fits(path))
		return DIAG(all->diag, IMAGE_PATH, at, "", path), NULL;
	if (all->folder == NULL && (all->dirs == NULL || all->dirs[0] == NULL))
		return DIAG(all->diag, IMAGE_NOWHERE, at, "", path), NULL;
	error = find(all, f, &data);
	if (error != 0)
		return refuse_file(all, path, error, at), NULL;
	known = shelf_find(all->shelf, data, f->len);
	return known != NULL ? known : decode(all, path, data, f->len, at);
}

const struct picture *
images_open(struct images *all, const char *path, const struct where *at)
{
	struct entry *e;

	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->entries[i].path, path) == 0)
			return all->entries[i].picture;
	all->entries = arena_grow(all->mem, all->entries, all->n, &all->cap, sizeof *all->entries);
	e = &all->entries[all->n++];
	*e = (struct entry){ .path = path, .file = { .path = path } };
	e->picture = read_picture(all, &e->file, at);
	return e->picture;
}

bool
images_file(const struct images *all, size_t i, struct image_file *f)
{
	for (size_t k = 0; k < all->n; k++)
		if (all->entries[k].file.data != NULL && i-- == 0) {
			*f = all->entries[k].file;
			return true;
		}
	return false;
}
