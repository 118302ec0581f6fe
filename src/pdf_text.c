#include "pdf_text.h"
#include "arena.h"
#include "font.h"
#include "page.h"
#include "pdf_file.h"
#include "pdf_font.h"
#include "pdf_tag.h"
#include "shape.h"
#include "wrap.h"

#include <string.h>

/*
 * A viewer moves by rounded widths. What this adds up to over a line goes into the word spacing
 * together with the gaps of justified text; words that are still too far from their places get a
 * number in the TJ array.
 */
enum {
	PEN = 1000,			/* units of the viewer's pen in 1/1000 pt */
	NEAR = 20000,			/* ... and in 0.02 pt, which nobody sees */
	ALIKE = 100000			/* gaps this near to each other are meant to be the same */
};

struct pdf_word {			/* a piece of the line being written */
	const struct piece *piece;
	const struct pdf_run *run;	/* NULL: shows nothing */
	bool		 space;		/* a space is shown before it */
	bool		 gap;		/* one is between it and the word before */
	int64_t		 more;		/* the viewer's way to it from that word, less the space */
};

void
pdf_text_init(struct pdf_text *t, struct pdf_fonts *fonts, struct pdf_tags *tags)
{
	struct arena *mem = fonts->file->mem;

	*t = (struct pdf_text){ .out = { .mem = mem }, .shown = { .mem = mem }, .tags = tags };
	pdf_runs_init(&t->runs, fonts);
	pdf_draw_init(&t->draw, mem);
}

void
pdf_text_start(struct pdf_text *t, size_t page, len height)
{
	t->out.len = t->shown.len = 0;
	pdf_draw_start(&t->draw, height);
	t->page = page;
	t->height = height;
	t->font = NULL;
	t->size = t->rise = t->spacing = 0;
	t->colour = 0;
	t->turned = t->in_text = t->in_group = t->in_string = t->is_array = false;
}

static void
close_string(struct pdf_text *t)
{
	if (t->in_string)
		buffer_byte(&t->shown, ')');
	t->in_string = false;
}

static void
open_string(struct pdf_text *t)
{
	if (!t->in_string)
		buffer_byte(&t->shown, '(');
	t->in_string = true;
}

/* Shows what has come together. */
static void
show(struct pdf_text *t)
{
	close_string(t);
	if (t->shown.len == 0)
		return;
	if (t->is_array)
		buffer_byte(&t->out, '[');
	buffer_add(&t->out, t->shown.data, t->shown.len);
	buffer_text(&t->out, t->is_array ? "]TJ\n" : "Tj\n");
	t->shown.len = 0;
	t->is_array = false;
}

static void
set_rise(struct pdf_text *t, len rise)
{
	if (t->rise == rise)
		return;
	show(t);
	buffer_length(&t->out, rise);
	buffer_text(&t->out, " Ts\n");
	t->rise = rise;
}

static void
set_font(struct pdf_text *t, struct pdf_font *font, len size)
{
	if (t->font == font && t->size == size)
		return;
	show(t);
	pdf_number(&t->out, "/F", font->name);
	buffer_byte(&t->out, ' ');
	buffer_length(&t->out, size);
	buffer_text(&t->out, " Tf\n");
	t->font = font;
	t->size = size;
}

static void
set_spacing(struct pdf_text *t, len spacing)
{
	if (t->spacing == spacing)
		return;
	buffer_length(&t->out, spacing);
	buffer_text(&t->out, " Tw\n");
	t->spacing = spacing;
}

static void
set_colour(struct pdf_text *t, uint32_t colour)
{
	if (t->colour == colour)
		return;
	show(t);
	pdf_draw_colour(&t->out, colour, "0 g\n", "rg\n");
	t->colour = colour;
}

static void
put_matrix(struct pdf_text *t, const struct turn *turn, len x, len y)
{
	const len matrix[] = { turn->right, -turn->down, turn->down, turn->right, x, y };

	buffer_lengths(&t->out, matrix, sizeof matrix / sizeof *matrix);
	buffer_text(&t->out, " Tm\n");
}

static void
open_text(struct pdf_text *t)
{
	if (t->in_text)
		return;
	buffer_text(&t->out, "BT\n");
	t->in_text = true;
	t->line_x = t->line_y = 0;
}

static void
end_group(struct pdf_text *t)
{
	show(t);
	if (t->in_group)
		buffer_text(&t->out, "EMC\n");
	t->in_group = false;
}

static void
open_group(struct pdf_text *t, int tag, len x, len y)
{
	if (t->tags == NULL)
		return;
	if (tag > 0) {
		buffer_byte(&t->out, '/');
		buffer_text(&t->out, t->tags->pages->tags[tag].role);
		pdf_number(&t->out, "<</MCID ", pdf_tags_mark(t->tags, tag, t->page, x, y));
		buffer_text(&t->out, ">>BDC\n");
	} else {
		buffer_text(&t->out, "/Artifact BMC\n");
	}
	t->in_group = true;
	t->tag = tag;
}

/*
 * What follows at (x, y) belongs to an element, or is an artifact (tag 0). Groups of text lie inside
 * of a text object (ISO 32000-1, 14.6.1).
 */
static void
begin_group(struct pdf_text *t, int tag, len x, len y)
{
	if (t->tags == NULL || (t->in_group && t->tag == tag))
		return;
	end_group(t);
	open_text(t);
	open_group(t, tag, x, y);
}

static void
close_text(struct pdf_text *t)
{
	end_group(t);
	if (t->in_text && t->colour != 0)
		set_colour(t, 0);
	if (t->in_text)
		buffer_text(&t->out, "ET\n");
	t->in_text = t->turned = false;
}

void
pdf_text_leave(struct pdf_text *t, int tag, len x, len y)
{
	close_text(t);
	open_group(t, tag, x, y);
}

void
pdf_text_resume(struct pdf_text *t)
{
	end_group(t);
}

/*
 * Starts the line's text at its first glyphs; a Td is relative to the one before it, or to the origin
 * of a turned line.
 */
static void
place(struct pdf_text *t, const struct item *it, len x)
{
	static const struct turn none = { 1000, 0 };
	len left = it->x + x, base = t->height - it->y;

	open_text(t);
	if (it->turn.right != 0 || it->turn.down != 0) {
		put_matrix(t, &it->turn, it->x, base);
		t->turned = true;
		t->line_x = it->x;
		t->line_y = base;
	} else if (t->turned) {
		put_matrix(t, &none, 0, 0);
		t->turned = false;
		t->line_x = t->line_y = 0;
	}
	buffer_lengths(&t->out, (len[]){ left - t->line_x, base - t->line_y }, 2);
	buffer_text(&t->out, " Td\n");
	t->line_x = left;
	t->line_y = base;
	t->viewer = (int64_t)x * PEN;
}

/* To where a word belongs, from the column's left edge, unless the viewer is near it. */
static void
go_to(struct pdf_text *t, len x)
{
	int64_t off = (int64_t)x * PEN - t->viewer;
	int64_t steps;

	if (off <= NEAR && off >= -NEAR)
		return;
	steps = (2 * off + (off < 0 ? -t->size : t->size)) / (INT64_C(2) * t->size);
	if (steps == 0)
		return;
	close_string(t);
	buffer_length(&t->shown, -1000 * steps);
	t->is_array = true;
	t->viewer += steps * t->size;
}

/* A space of the text before it, in its font; where the next word starts is another matter. */
static void
put_space(struct pdf_text *t)
{
	open_string(t);
	buffer_byte(&t->shown, PDF_SPACE);
	t->viewer += (int64_t)pdf_font_space(t->font) * t->size + (int64_t)t->spacing * PEN;
}

static void
put_run(struct pdf_text *t, const struct pdf_run *run)
{
	if (run->kind == PDF_RUN_OPERATORS) {
		show(t);
		buffer_add(&t->out, run->bytes, run->n);
	} else {
		open_string(t);
		buffer_add(&t->shown, run->bytes, run->n);
		t->is_array = t->is_array || run->kind == PDF_RUN_ARRAY;
	}
	t->viewer += (int64_t)run->advance * run->size;
}

static struct pdf_word *
new_word(struct pdf_text *t, const struct piece *p)
{
	struct pdf_word *w;

	t->words = arena_grow(t->out.mem, t->words, t->nwords, &t->cap_words, sizeof *t->words);
	w = &t->words[t->nwords++];
	*w = (struct pdf_word){ .piece = p };
	if (p->shape != NULL && p->shape->n > 0 && p->size > 0)
		w->run = pdf_run(&t->runs, p->shape, p->size, p->rise);
	if (w->run != NULL && w->run->font == NULL)
		w->run = NULL;
	return w;
}

/* The line's words, and how far they would be from their places. */
static void
measure(struct pdf_text *t, const struct line *line)
{
	const struct pdf_run *before = NULL;
	bool spaced = false;		/* a space was the last thing */
	int64_t viewer = 0;

	t->nwords = 0;
	for (size_t i = 0; i < line->n; i++) {
		const struct piece *p = &line->pieces[i];
		struct pdf_word *w = new_word(t, p);
		if ((p->space || p->shape == NULL) && before != NULL && !spaced) {
			w->space = spaced = true;
			viewer += (int64_t)pdf_font_space(before->font) * before->size;
		}
		if (w->run == NULL)
			continue;
		if (before == NULL)
			viewer = (int64_t)p->x * PEN;
		w->gap = spaced;
		w->more = (int64_t)p->x * PEN - viewer;
		viewer = (int64_t)p->x * PEN + (int64_t)w->run->advance * p->size;
		before = w->run;
		spaced = false;
	}
}

/* Mean of the gaps that are like the last one, blanks apart; false: the line has none. */
static bool
mean_spacing(const struct pdf_text *t, len *spacing)
{
	int64_t sum = 0, n = 0, last = 0;

	for (size_t i = t->nwords; i-- > 0;) {
		const struct pdf_word *w = &t->words[i];
		if (!w->gap || w[-1].run == NULL)
			continue;
		if (n == 0)
			last = w->more;
		if (w->more - last <= ALIKE && w->more - last >= -ALIKE) {
			sum += w->more;
			n++;
		}
	}
	if (n > 0)
		*spacing = (len)((2 * sum + (sum < 0 ? -n : n) * PEN) / (2 * n * PEN));
	return n > 0;
}

/* Numbers that words would need with a spacing. */
static int
corrections(const struct pdf_text *t, len spacing)
{
	int64_t off = 0;
	int n = 0;

	for (size_t i = 0; i < t->nwords; i++) {
		const struct pdf_word *w = &t->words[i];
		off += w->more - (w->gap ? (int64_t)spacing * PEN : 0);
		if (off > NEAR || off < -NEAR) {
			off = 0;
			n++;
		}
	}
	return n;
}

static len
rounded(int64_t v, int64_t step)
{
	return (len)((2 * v + (v < 0 ? -step : step)) / (2 * step) * step);
}

/* The spacing that needs the least numbers, and of those the one that is easiest to say. */
static void
choose_spacing(struct pdf_text *t)
{
	len mean, best = t->spacing;
	int least;

	if (!mean_spacing(t, &mean))
		return;
	least = corrections(t, best);
	for (len step = 1000; step > 0; step /= 10) {
		len spacing = rounded(mean, step);
		int n = least > 0 ? corrections(t, spacing) : 0;
		if (n < least) {
			least = n;
			best = spacing;
		}
	}
	set_spacing(t, best);
}

/* One rectangle under pieces from..to-1, as the font of the first word in them has it. */
static void
underline(struct pdf_text *t, const struct item *it, size_t from, size_t to)
{
	const struct piece *p = &it->line->pieces[from], *last = &it->line->pieces[to - 1];
	const struct piece *word = p;
	len thick, middle;

	while (word < last && word->shape == NULL)
		word++;
	if (word->shape == NULL)
		return;
	thick = font_scale(word->shape->font, word->shape->font->underline_thick, word->size);
	middle = font_scale(word->shape->font, word->shape->font->underline_at, word->size);
	pdf_draw_rule(&t->draw, it->x + p->x, it->y + middle - thick / 2, last->x + last->width - p->x, thick,
	    it->colour);
}

static void
underlines(struct pdf_text *t, const struct item *it)
{
	const struct piece *p = it->line->pieces;
	size_t n = it->line->n;

	for (size_t i = 0, next; i < n; i = next) {
		next = i + 1;
		if ((p[i].look & SPAN_UNDERLINE) == 0)
			continue;
		while (next < n && (p[next].look & SPAN_UNDERLINE) != 0
		    && (!p[next].space || p[next].space_underlined))
			next++;
		underline(t, it, i, next);
	}
}

static void
fills(struct pdf_text *t, const struct item *it)
{
	for (size_t i = 0; i < it->line->n; i++) {
		const struct piece *p = &it->line->pieces[i];
		if (p->dotted)
			pdf_draw_dots(&t->draw, it->x + p->x, it->y, p->width, p->size);
	}
}

void
pdf_text_line(struct pdf_text *t, const struct item *it)
{
	bool placed = false, spaced = false;

	if (t->in_group && t->tag == it->tag && t->open_word) {	/* lines of one element are not one word */
		put_space(t);
		show(t);
	}
	measure(t, it->line);
	choose_spacing(t);
	for (size_t i = 0; i < t->nwords; i++) {
		const struct pdf_word *w = &t->words[i];
		const struct piece *p = w->piece;
		if (w->space)
			put_space(t);
		spaced = w->run == NULL && (spaced || w->space);
		if (w->run == NULL)
			continue;
		begin_group(t, p->tag != 0 && it->tag != 0 ? p->tag : it->tag, it->x + p->x, it->y - p->size);
		set_font(t, w->run->font, p->size);
		set_rise(t, p->rise);
		set_colour(t, it->colour);
		if (!placed)
			place(t, it, p->x);
		placed = true;
		go_to(t, p->x);
		put_run(t, w->run);
	}
	if (it->line->ends_word && placed && !spaced)
		put_space(t);
	t->open_word = placed && !spaced && !it->line->ends_word && it->line->forced;
	show(t);
	underlines(t, it);
	fills(t, it);
}

void
pdf_text_end(struct pdf_text *t)
{
	close_text(t);
	pdf_draw_end(&t->draw, &t->out, t->tags != NULL);
}
