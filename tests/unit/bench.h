/* What tests of PDFs need: fonts, a shaper, and lines made by hand. */
#ifndef BENCH_H
#define BENCH_H
#include "arena.h"
#include "diag.h"
#include "font.h"
#include "page.h"
#include "shape.h"
#include "wrap.h"
#include <string.h>

enum { A4_W = 595276, A4_H = 841890, LEFT = 85039, SIZE = 13000 };
enum { SERIF, KHMER, LAO };

struct bench {				/* what all the tests work with */
	struct arena	 mem;
	struct diag	*diag;
	struct fonts	*fonts;
	struct shaper	*shaper;
	const struct fontset *sets[3][FONT__FACES];
	struct pages	 pages;
};

struct words {				/* a stretch of text in one look, its words between spaces */
	const char	*text;		/* "_" is a blank; a leading space joins it to nothing */
	enum font_face	 face;
	int		 family;	/* SERIF ... */
	unsigned	 look;
};

static const char *const families[3][2] = {
	{ "Liberation Serif", NULL }, { "Noto Serif Khmer", NULL }, { "Noto Serif Lao", NULL },
};

static inline void
open_bench(struct bench *b)
{
	b->diag = diag_new(&b->mem, TT_ENGLISH);
	b->fonts = fonts_new(&b->mem, b->diag, "fonts", NULL);
	b->shaper = shaper_new();
	for (int i = 0; i < 3; i++)
		for (int f = 0; f < FONT__FACES; f++)
			b->sets[i][f] = fonts_set(b->fonts, b->diag, families[i],
			    (enum font_face)f);
}

static inline void
close_bench(struct bench *b)
{
	shaper_free(b->shaper);
	fonts_close(b->fonts);
	arena_free(&b->mem);
}

/* Adds the words of a stretch to a line at *x, each gap wider than a space by `extra`. */
static inline void
add_words(struct bench *b, struct line *line, const struct words *w, len *x, len extra)
{
	const struct font *font = b->sets[w->family][w->face]->fonts[0];
	len size = (w->look & SPAN_SUPER) != 0 ? SIZE * 2 / 3 : SIZE;

	for (const char *p = w->text; *p != '\0';) {
		bool space = *p == ' ';
		size_t n = strcspn(p += space, " ");
		struct piece *piece = &line->pieces[line->n++];
		if (space)
			*x += font_scale(font, font->advances[font->space], SIZE) + extra;
		*piece = (struct piece){ .x = *x, .size = size, .look = w->look, .space = space,
		    .space_underlined = space && (w->look & SPAN_UNDERLINE) != 0 && line->n > 1
		    && (piece[-1].look & SPAN_UNDERLINE) != 0,
		    .rise = (w->look & SPAN_SUPER) != 0 ? SIZE / 3 : 0, .width = 50000 };
		if (*p != '_') {
			piece->shape = shape_word(b->shaper, font, NULL, p, n);
			piece->width = font_scale(font, piece->shape->width, size);
		}
		*x += piece->width;
		p += n;
	}
}

static inline struct item *
add_line(struct bench *b, struct page *page, int tag, len y, len extra, const struct words *w)
{
	struct line *line = arena_new(&b->mem, sizeof *line);
	struct item *it = page_add(&b->mem, page, ITEM_LINE);
	len x = 0;

	line->pieces = arena_array(&b->mem, 100, sizeof *line->pieces);
	for (; w->text != NULL; w++)
		add_words(b, line, w, &x, extra);
	line->width = x;
	it->line = line;
	it->x = LEFT;
	it->y = y;
	it->w = x;
	it->tag = tag;
	return it;
}

#define LINE(page, tag, y, extra, ...) \
	add_line(b, page, tag, y, extra, (const struct words[]){ __VA_ARGS__, { .text = NULL } })

#endif
