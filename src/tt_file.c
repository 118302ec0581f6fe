/* Public functions for files that documents are made of. */
#include "arena.h"
#include "beneath.h"
#include "diag.h"
#include "digest.h"
#include "document.h"
#include "image.h"

#include <errno.h>
#include <string.h>

enum { FILE_MOST = 1 << 30, PDF_HEAD = 1024 };

struct below_call {			/* what tt_document_read_below was given */
	const char	*dir, *path;
	bool		 pdf;		/* what it has found */
};

struct file_call {			/* what tt_document_file was given, and gives */
	size_t		 i;
	const char	*path;
	char		*digest;
};

/* A PDF has its mark near its start, a plan never. */
static bool
is_pdf(const unsigned char *data, size_t n)
{
	static const char mark[] = "%PDF-";

	for (size_t i = 0; i + sizeof mark - 1 <= n && i < PDF_HEAD; i++)
		if (memcmp(data + i, mark, sizeof mark - 1) == 0)
			return true;
	return false;
}

static const char *
joined(struct arena *mem, const char *dir, const char *path)
{
	return strcmp(dir, ".") == 0 ? path : arena_printf(mem, "%s/%s", dir, path);
}

static int
find_below(tt_document *d, const struct output *out)
{
	struct below_call *c = out->user;
	const unsigned char *data = NULL;
	size_t n;
	int error = beneath_fits(c->path) ? beneath_read(&d->mem, c->dir, c->path, FILE_MOST, &data, &n) : EXDEV;

	if (error == EXDEV)
		return DIAG(d->diag, FILE_OUTSIDE, NULL, "", c->path, c->dir);
	if (error != 0)
		return DIAG(d->diag, FILE_BELOW, NULL, "", c->path, c->dir, diag_reason(d->diag, error));
	d->file = joined(&d->mem, c->dir, arena_copy(&d->mem, c->path, strlen(c->path)));
	d->source = (struct source){ .name = d->file, .text = (const char *)data, .len = n };
	c->pdf = is_pdf(data, n);
	return 0;
}

int
tt_document_read_below(tt_document *d, const char *dir, const char *path)
{
	struct below_call c = { dir, path, false };

	if (document_run(d, document_start, NULL) != 0
	    || document_run(d, find_below, &(struct output){ .user = &c }) != 0)
		return -1;
	d->map = NULL;			/* what lies there is no exported record */
	return document_run(d, c.pdf ? document_take_pdf : document_take, NULL);
}

static int
find_file(tt_document *d, const struct output *out)
{
	const struct images *const images[] = { d->images, d->copy_images };
	struct file_call *c = out->user;
	struct image_file f;

	if (d->file != NULL && c->i-- == 0) {
		c->path = d->file;
		digest_sha256(d->source.text, d->source.len, c->digest);
		return 0;
	}
	for (size_t k = 0; k < sizeof images / sizeof *images; k++)
		for (size_t n = 0; images[k] != NULL && images_file(images[k], n, &f); n++)
			if (c->i-- == 0) {
				c->path = joined(&d->mem, f.dir, f.path);
				digest_sha256(f.data, f.len, c->digest);
				return 0;
			}
	return -1;
}

int
tt_document_file(tt_document *d, size_t i, const char **path, char sha256[65])
{
	struct file_call c = { .i = i, .digest = sha256 };

	if (document_run(d, find_file, &(struct output){ .user = &c }) != 0)
		return 0;
	*path = c.path;
	return 1;
}
