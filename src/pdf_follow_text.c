#include "pdf_follow.h"

#include <string.h>

/*
 * A glyph is taken to be within these parts of an em above and below the baseline and of no more
 * width than an em; where a font is not in ems but has a matrix of its own, more.
 */
#define ABOVE	1.1
#define BELOW	0.35
#define MUCH	2.0

enum { INVISIBLE = 3, ONLY_CLIP = 7 };	/* text rendering modes (ISO 32000-1, table 106) */

enum action {
	BEGIN, FONT, MOVE, MOVE_LEADING, MATRIX, NEXT, SHOW, SHOW_SPACED, SHOW_NEXT, SHOW_WORDS,
	LEADING, RISE, SCALE, CHARS, WORDS, RENDER
};

static const struct row {
	const char	*name;
	enum action	 action;
} rows[] = {
	{ "BT", BEGIN }, { "Tf", FONT }, { "Td", MOVE }, { "TD", MOVE_LEADING }, { "Tm", MATRIX }, { "T*", NEXT },
	{ "Tj", SHOW }, { "TJ", SHOW_SPACED }, { "'", SHOW_NEXT }, { "\"", SHOW_WORDS }, { "TL", LEADING },
	{ "Ts", RISE }, { "Tz", SCALE }, { "Tc", CHARS }, { "Tw", WORDS }, { "Tr", RENDER },
};

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
		e = extent_box(&m, 0, g->rise - below, across, g->rise + above);
		follow_show(f, &e, false);
	}
	advance(f, across);
}

static void
show_spaced(struct follower *f)
{
	const struct pdf_value *all = f->n > 0 ? &f->operands[f->n - 1] : NULL;

	for (size_t i = 0; all != NULL && all->kind == PDF_ARRAY && i < all->n; i++) {
		double back = pdf_real(&all->items[i]);
		show(f, &all->items[i]);
		if (back < 0)
			advance(f, -back / 1000 * f->now.size * f->now.scale);
	}
}

static void
show_last(struct follower *f)
{
	if (f->n > 0)
		show(f, &f->operands[f->n - 1]);
}

/* Text that runs downwards is not followed. */
static void
choose_font(struct follower *f)
{
	const struct pdf_value *encoding;

	f->now.size = follow_number(f, 0);
	f->n -= f->n > 0;
	f->now.font = pdf_resolve(f->in, follow_resource(f, "Font"));
	encoding = pdf_get(f->in, f->now.font, "Encoding");
	if (encoding != NULL && encoding->kind == PDF_NAME && encoding->len > 2
	    && memcmp(encoding->text + encoding->len - 2, "-V", 2) == 0)
		f->lost = true;
}

static void
set(struct follower *f, enum action action)
{
	double x = follow_number(f, 0);
	struct graphics *g = &f->now;

	if (action == LEADING)
		g->leading = x;
	else if (action == RISE)
		g->rise = x;
	else if (action == SCALE)
		g->scale = x / 100;
	else if (action == CHARS)
		g->char_space = x;
	else if (action == WORDS)
		g->word_space = x;
	else
		g->render = (int)x;
}

static void
act(struct follower *f, enum action action)
{
	switch (action) {
	case BEGIN:
		f->text = f->line = matrix_of(NULL, 0);
		break;
	case FONT:
		choose_font(f);
		break;
	case MOVE_LEADING:
		f->now.leading = -follow_number(f, 0);
		move(f, follow_number(f, 1), follow_number(f, 0));
		break;
	case MOVE:
		move(f, follow_number(f, 1), follow_number(f, 0));
		break;
	case MATRIX:
		f->text = f->line = f->n < 6 ? matrix_of(NULL, 0) : matrix_of(&f->operands[f->n - 6], 6);
		break;
	case SHOW_WORDS:
	case SHOW_NEXT:
	case NEXT:
		move(f, 0, -f->now.leading);
		if (action != NEXT)
			show_last(f);
		break;
	case SHOW:
		show_last(f);
		break;
	case SHOW_SPACED:
		show_spaced(f);
		break;
	case LEADING:
	case RISE:
	case SCALE:
	case CHARS:
	case WORDS:
	case RENDER:
		set(f, action);
		break;
	}
}

bool
follow_text(struct follower *f, const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strlen(rows[i].name) == n && memcmp(rows[i].name, name, n) == 0) {
			act(f, rows[i].action);
			return true;
		}
	return false;
}
