#include "pdf_follow.h"

#include <stddef.h>
#include <string.h>

/*
 * A glyph is taken to be within these parts of an em above and below the baseline and of no more
 * width than an em; where a font is not in ems but has a matrix of its own, more.
 */
#define ABOVE	1.1
#define BELOW	0.35
#define MUCH	2.0

enum { INVISIBLE = 3, ONLY_CLIP = 7 };	/* text rendering modes (ISO 32000-1, table 106) */

/* Goes to the start of another line. */
static void
move(struct follower *f, double x, double y)
{
	struct matrix m = { 1, 0, 0, 1, x, y };

	f->line = matrix_times(&m, &f->line);
	f->text = f->line;
}

static bool
is_blank(struct follower *f, const struct pdf_value *v)
{
	if (f->now.font == NULL)
		return false;
	if (f->blanks.font != f->now.font)
		pdf_blanks_read(f->in, f->now.font, &f->blanks);
	return pdf_blanks_only(&f->blanks, v);
}

static void
advance(struct follower *f, double across)
{
	struct matrix step = { 1, 0, 0, 1, across, 0 };

	f->text = matrix_times(&step, &f->text);
}

static void
show(struct follower *f, const struct pdf_value *v)
{
	const struct graphics *g = &f->now;
	bool own = pdf_is_name(pdf_get(f->in, g->font, "Subtype"), "Type3");
	double across = (g->size > 0 ? g->size : -g->size) + (g->char_space > 0 ? g->char_space : 0)
	    + (g->word_space > 0 ? g->word_space : 0);
	double above = (own ? MUCH : ABOVE) * g->size, below = (own ? MUCH : BELOW) * g->size;
	struct matrix m = matrix_times(&f->text, &g->ctm);
	struct extent e;

	if (v->kind != PDF_STRING || v->len == 0)
		return;
	across *= (double)v->len * (own ? MUCH : 1) * g->scale;
	if (g->render != INVISIBLE && g->render != ONLY_CLIP && !is_blank(f, v)) {
		e = extent_box(&m, (const double[]){ 0, g->rise - below, across, g->rise + above });
		follow_show(f, &e, false);
	}
	advance(f, across);
}

static void
show_spaced(struct follower *f, size_t none)
{
	const struct pdf_value *all = f->n > 0 ? &f->operands[f->n - 1] : NULL;

	(void)none;
	for (size_t i = 0; all != NULL && all->kind == PDF_ARRAY && i < all->n; i++) {
		double back = pdf_real(&all->items[i]);
		show(f, &all->items[i]);
		if (back < 0)
			advance(f, -back / 1000 * f->now.size * f->now.scale);
	}
}

static void
show_last(struct follower *f, size_t none)
{
	(void)none;
	if (f->n > 0)
		show(f, &f->operands[f->n - 1]);
}

/* Text that runs downwards is not followed. */
static void
choose_font(struct follower *f, size_t none)
{
	const struct pdf_value *encoding;

	(void)none;
	f->now.size = follow_number(f, 0);
	f->n -= f->n > 0;
	f->now.font = pdf_resolve(f->in, follow_resource(f, "Font"));
	encoding = pdf_get(f->in, f->now.font, "Encoding");
	if (encoding != NULL && encoding->kind == PDF_NAME && encoding->len > 2
	    && memcmp(encoding->text + encoding->len - 2, "-V", 2) == 0)
		f->lost = true;
}

static void
start_text(struct follower *f, size_t none)
{
	(void)none;
	f->text = f->line = matrix_unit();
}

static void
place_text(struct follower *f, size_t none)
{
	(void)none;
	f->text = f->line = follow_matrix(f);
}

static void
move_line(struct follower *f, size_t none)
{
	(void)none;
	move(f, follow_number(f, 1), follow_number(f, 0));
}

static void
move_leading(struct follower *f, size_t none)
{
	f->now.leading = -follow_number(f, 0);
	move_line(f, none);
}

static void
next_line(struct follower *f, size_t none)
{
	(void)none;
	move(f, 0, -f->now.leading);
}

static void
show_next(struct follower *f, size_t none)
{
	next_line(f, none);
	show_last(f, none);
}

static void
set_scale(struct follower *f, size_t none)
{
	(void)none;
	f->now.scale = follow_number(f, 0) / 100;
}

static void
set_render(struct follower *f, size_t none)
{
	(void)none;
	f->now.render = (int)follow_number(f, 0);
}

const struct follow_operator follow_text[] = {
	{ "BT", start_text, 0 }, { "Tf", choose_font, 0 }, { "Td", move_line, 0 }, { "TD", move_leading, 0 },
	{ "Tm", place_text, 0 }, { "T*", next_line, 0 }, { "Tj", show_last, 0 }, { "TJ", show_spaced, 0 },
	{ "'", show_next, 0 }, { "\"", show_next, 0 }, { "TL", follow_set, offsetof(struct graphics, leading) },
	{ "Ts", follow_set, offsetof(struct graphics, rise) },
	{ "Tc", follow_set, offsetof(struct graphics, char_space) },
	{ "Tw", follow_set, offsetof(struct graphics, word_space) }, { "Tz", set_scale, 0 }, { "Tr", set_render, 0 },
	{ NULL, NULL, 0 }
};
