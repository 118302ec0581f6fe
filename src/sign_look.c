#include "sign_look.h"
#include "arena.h"
#include "block.h"
#include "diag.h"
#include "flow.h"
#include "font.h"
#include "image.h"
#include "page.h"
#include "plan.h"
#include "profile.h"
#include "put.h"
#include "shape.h"
#include "shelf.h"

#include <string.h>

struct sign_looks {
	struct arena	*mem;
	const char	*data_dir;
	const char	*profile_name;	/* NULL: the newest of the state */
	struct fonts	*fonts;		/* NULL: not open */
	struct shaper	*shaper;
	struct shelf	*shelf;
	struct profile_cache *profiles;
};

struct sign_looks *
sign_looks_new(struct arena *mem, const char *data_dir, const char *profile)
{
	struct sign_looks *l = arena_new(mem, sizeof *l);

	l->mem = mem;
	l->data_dir = data_dir;
	l->profile_name = profile;
	l->shaper = shaper_new();
	l->shelf = shelf_new(mem);
	l->profiles = profile_cache_new(mem, arena_printf(mem, "%s/layouts", data_dir));
	return l->shaper == NULL ? NULL : l;
}

void
sign_looks_free(struct sign_looks *l)
{
	if (l == NULL)
		return;
	if (l->fonts != NULL)
		fonts_close(l->fonts);
	shaper_free(l->shaper);
}

struct fonts *
sign_looks_fonts(struct sign_looks *l, struct diag *d)
{
	if (l->fonts == NULL)
		l->fonts = fonts_new(l->mem, d, arena_printf(l->mem, "%s/fonts", l->data_dir), NULL);
	return l->fonts;
}

static struct page *
new_page(struct arena *mem, len w, len h)
{
	struct page *p = arena_new(mem, sizeof *p);

	*p = (struct page){ .w = w, .h = h, .number = 1 };
	return p;
}

const struct page *
sign_look_picture(struct sign_looks *l, struct arena *mem, struct diag *d, const char *file, len w, len h)
{
	const char *slash = strrchr(file, '/');
	const char *folder = slash == NULL ? "." : arena_copy(mem, file, (size_t)(slash - file) + (slash == file));
	struct images *images = images_new(mem, d, l->shelf, folder, NULL);
	const struct picture *picture = images_open(images, slash == NULL ? file : slash + 1, NULL);
	struct page *page;
	struct item *it;

	if (picture == NULL)
		return NULL;
	page = new_page(mem, w, h);
	it = page_add(mem, page, ITEM_PICTURE);
	it->picture = picture;
	it->w = w;
	it->h = (len)((int64_t)w * picture->height / picture->width);
	if (it->h > h) {
		it->h = h;
		it->w = (len)((int64_t)h * picture->width / picture->height);
	}
	it->x = (w - it->w) / 2;
	it->y = (h - it->h) / 2;
	return page;
}

/* A paragraph of the line in the style of electronic copies. */
static struct block *
compose(struct arena *mem, const struct profile *p, const char *text)
{
	struct block *para = block_add(mem, NULL, BLOCK_PARA, p->copy_mark_style->name);

	para->style = p->copy_mark_style;
	para->spans = arena_new(mem, sizeof *para->spans);
	para->spans[0] = (struct span){ .kind = SPAN_TEXT, .look = para->style->look, .text = text,
	    .len = strlen(text) };
	para->nspans = 1;
	return para;
}

/* The profile asked for, of whichever kind it is; without one the newest of the state. */
static const struct profile *
find_profile(struct sign_looks *l, struct arena *mem, struct diag *d)
{
	const struct plan state = { .kind = "state", .type = "sao-y" }, party = { .kind = "party", .type = "sao-y" };
	struct diag *first = diag_new(mem, TT_ENGLISH);
	const struct profile *p = profile_for_copy(mem, first, l->profiles, &state, l->profile_name);

	if (p != NULL && diag_count(first) == 0)
		return p;
	return profile_for_copy(mem, d, l->profiles, l->profile_name != NULL ? &party : &state, l->profile_name);
}

const struct page *
sign_look_text(struct sign_looks *l, struct arena *mem, struct diag *d, const char *text, len w, len h)
{
	const struct profile *p = find_profile(l, mem, d);
	const struct putter put = { .mem = mem, .fixed = true };
	struct flow flow;
	struct box *box;
	struct page *page;

	if (p == NULL || sign_looks_fonts(l, d) == NULL || flow_open(&flow, mem, d, l->fonts, l->shaper, p) != 0)
		return NULL;
	box = flow_para_as(&flow, compose(mem, p, text), w, ALIGN_RIGHT);
	if (diag_failed(d))
		return NULL;
	if (box->lines->n > 1 || box->height > h) {
		DIAG(d, SIGN_WIDE, NULL, p->copy_mark_style->article, text);
		return NULL;
	}
	page = new_page(mem, w, h);
	put_line(&put, page, box, 0, 0, 0, 0);
	return page;
}
