#include "pdf_text.h"
#include "font.h"
#include "page.h"
#include "pdf_file.h"
#include "pdf_font.h"
#include "pdf_tag.h"
#include "shape.h"
#include "wrap.h"

#include <string.h>

/*
 * Two pens. Shapes say in font units where a glyph belongs; a viewer moves by the widths in W,
 * which are rounded to 1/1000 em. The viewer's pen (a width or TJ number times the size is exact)
 * and how far it is from the other are kept as whole numbers; when that is too far, a TJ number
 * brings it back. Words start within half a step; inside of them, and between words where
 * the number of the gap before serves again, 0.02 pt are let pass: or the rounding of W would cut up
 * words and vary gaps, and with them spoil the compression.
 */
enum {
	PEN = 10000,			/* units of the viewer's pen in 1/1000 pt */
	NEAR = 200000,			/* ... and in 0.02 pt, which nobody sees */
	PARTS = 10,			/* to 1/1000 em: the finest step */
	FINE_SIZE = 20000		/* from here half a step would be 0.01 pt */
};

/* Stands for nothing, where a cluster has more glyphs than characters. */
static const char nothing[] = "\xE2\x80\x8B";

void
pdf_text_start(struct pdf_text *t, struct pdf_fonts *fonts, struct pdf_tags *tags, size_t page, len height)
{
	struct buffer out = t->out, rules = t->rules;

	*t = (struct pdf_text){ .fonts = fonts, .out = out, .rules = rules, .height = height, .tags = tags,
		.page = page };
	t->out.len = t->rules.len = 0;
	buffer_text(&t->out, "0 g\n");
}

static void
flush_run(struct pdf_text *t)
{
	buffer_add(&t->out, t->run, t->nrun);
	t->nrun = 0;
}

static void
close_string(struct pdf_text *t)
{
	if (!t->in_string)
		return;
	flush_run(t);
	buffer_byte(&t->out, ')');
	t->in_string = false;
}

static void
close_array(struct pdf_text *t)
{
	close_string(t);
	if (!t->in_array)
		return;
	buffer_text(&t->out, "]TJ\n");
	t->in_array = false;
}

static void
open_array(struct pdf_text *t)
{
	if (t->in_array)
		return;
	buffer_byte(&t->out, '[');
	t->in_array = true;
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
	close_array(t);
	if (t->in_group)
		buffer_text(&t->out, "EMC\n");
	t->in_group = false;
}

/*
 * What follows at (x, y) belongs to an element, or is an artifact (tag 0). Groups lie inside of the
 * page's one text object (PDF 32000-1, 14.6.1).
 */
static void
begin_group(struct pdf_text *t, int tag, len x, len y)
{
	if (t->tags == NULL || (t->in_group && t->tag == tag))
		return;
	end_group(t);
	open_text(t);
	if (tag > 0)
		buffer_printf(&t->out, "/%s<</MCID %u>>BDC\n", t->tags->pages->tags[tag].role,
		    pdf_tags_mark(t->tags, tag, t->page, x, y));
	else
		buffer_text(&t->out, "/Artifact BMC\n");
	t->in_group = true;
	t->tag = tag;
}

static void
move_viewer(struct pdf_text *t, int64_t parts)
{
	t->viewer += parts * t->size;
	t->away -= parts * t->font->font->upem;
}

static void
put_code(struct pdf_text *t, unsigned cid)
{
	if (cid == 0)
		return;
	if (!t->in_string) {
		open_array(t);
		buffer_byte(&t->out, '(');
		t->in_string = true;
	}
	t->nrun += pdf_escape(t->run + t->nrun, cid >> 8);
	t->nrun += pdf_escape(t->run + t->nrun, cid & 0xFF);
	if (t->nrun > sizeof t->run - 4)
		flush_run(t);
	move_viewer(t, t->font->cids[cid].width * PARTS);
}

/* Writes a number that moves the viewer's pen by so many parts. */
static void
move_by(struct pdf_text *t, int64_t parts)
{
	if (parts == 0)
		return;
	close_string(t);
	open_array(t);
	buffer_length(&t->out, -parts * (1000 / PARTS));
	move_viewer(t, parts);
}

/* Moves the viewer's pen by the whole steps nearest to `away`, in units of t->away; tells by how much. */
static int64_t
catch_up(struct pdf_text *t, int64_t away)
{
	int parts = t->size > FINE_SIZE ? 1 : PARTS;
	int64_t step = (int64_t)t->font->font->upem * parts;
	int64_t steps = (2 * away + (away < 0 ? -step : step)) / (2 * step);

	move_by(t, steps * parts);
	return steps * parts;
}

/* Goes to where a word belongs, from the column's left edge; by the last gap's number if that will do. */
static void
go_to(struct pdf_text *t, len x)
{
	int64_t upem = t->font->font->upem, off;

	t->away = ((int64_t)x * PEN - t->viewer) * upem / t->size;
	off = (t->away - t->gap * upem) * t->size;
	if (off <= upem * NEAR && off >= -upem * NEAR)
		move_by(t, t->gap);
	else
		t->gap = catch_up(t, t->away);
}

/* Goes to where a glyph belongs, `dx` font units right of the pen. */
static void
go_by(struct pdf_text *t, int32_t dx)
{
	int64_t away = t->away + (int64_t)dx * 1000 * PARTS;
	int64_t off = away * t->size, near = (int64_t)t->font->font->upem * NEAR;

	if (off > near || off < -near)
		catch_up(t, away);
}

static void
set_rise(struct pdf_text *t, len rise)
{
	if (t->rise == rise)
		return;
	close_array(t);
	buffer_length(&t->out, rise);
	buffer_text(&t->out, " Ts\n");
	t->rise = rise;
}

static void
set_font(struct pdf_text *t, const struct font *font, len size)
{
	struct pdf_font *f = pdf_font_use(t->fonts, font);

	if (t->font == f && t->size == size)
		return;
	close_array(t);
	buffer_printf(&t->out, "/F%u ", f->name);
	buffer_length(&t->out, size);
	buffer_text(&t->out, " Tf\n");
	t->font = f;
	t->size = size;
}

/* Starts the line's text at its first glyphs; a Td is relative to the one before it. */
static void
place(struct pdf_text *t, const struct item *it, len x)
{
	len left = it->x + x, base = t->height - it->y;

	open_text(t);
	buffer_length(&t->out, left - t->line_x);
	buffer_byte(&t->out, ' ');
	buffer_length(&t->out, base - t->line_y);
	buffer_text(&t->out, " Td\n");
	t->line_x = left;
	t->line_y = base;
	t->placed = true;
	t->viewer = (int64_t)x * PEN;
}

/* A space of the text before it, in its font; where the next word starts is another matter. */
static void
put_space(struct pdf_text *t)
{
	if (!t->placed || t->spaced || t->font == NULL)
		return;
	put_code(t, pdf_font_cid(t->font, t->font->font->space, " ", 1));
	t->spaced = true;
}

/* A glyph where it belongs, standing for n bytes of text. */
static void
put_glyph(struct pdf_text *t, const struct glyph *g, const char *text, size_t n)
{
	len rise = t->rise;

	if (g->dy != 0)
		set_rise(t, rise + font_scale(t->font->font, g->dy, t->size));
	go_by(t, g->dx);
	put_code(t, pdf_font_cid(t->font, g->id, text, n));
	t->away += (int64_t)g->advance * 1000 * PARTS;
	set_rise(t, rise);
}

/*
 * Several glyphs for one cluster, perhaps in another order than its characters. ActualText says
 * what they mean together; for readers that do not know it the characters are dealt out to the
 * glyphs, so that their texts in a row are right too.
 */
static void
put_cluster(struct pdf_text *t, const struct shape *s, uint32_t from, uint32_t to, uint32_t end)
{
	const char *text = s->text + s->glyphs[from].cluster, *stop = s->text + end;

	close_array(t);
	buffer_text(&t->out, "/Span <</ActualText <FEFF");
	pdf_utf16(&t->out, text, (size_t)(stop - text));
	buffer_text(&t->out, ">>> BDC\n");
	for (uint32_t i = from; i < to; i++) {
		const char *next = text < stop ? text + 1 : text;
		while (next < stop && (i + 1 == to || (*next & 0xC0) == 0x80))
			next++;
		if (text < stop)
			put_glyph(t, &s->glyphs[i], text, (size_t)(next - text));
		else
			put_glyph(t, &s->glyphs[i], nothing, sizeof nothing - 1);
		text = next;
	}
	close_array(t);
	buffer_text(&t->out, "EMC\n");
}

static void
put_shape(struct pdf_text *t, const struct shape *s)
{
	for (uint32_t i = 0, next; i < s->n; i = next) {
		const struct glyph *g = &s->glyphs[i];
		uint32_t end;
		for (next = i + 1; next < s->n && s->glyphs[next].cluster == g->cluster; next++)
			;
		end = next < s->n ? s->glyphs[next].cluster : s->len;
		if (end < g->cluster)
			end = g->cluster;
		if (next == i + 1)
			put_glyph(t, g, s->text + g->cluster, end - g->cluster);
		else
			put_cluster(t, s, i, next, end);
	}
	t->spaced = false;
}

void
pdf_text_rule(struct pdf_text *t, len x, len y, len w, len h)
{
	const len numbers[] = { x, t->height - y - h, w, h };

	for (size_t i = 0; i < 4; i++) {
		buffer_length(&t->rules, numbers[i]);
		buffer_byte(&t->rules, ' ');
	}
	buffer_text(&t->rules, "re\n");
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
	pdf_text_rule(t, it->x + p->x, it->y + middle - thick / 2, last->x + last->width - p->x,
	    thick);
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

void
pdf_text_line(struct pdf_text *t, const struct item *it)
{
	const struct line *line = it->line;

	t->placed = t->spaced = false;
	for (size_t i = 0; i < line->n; i++) {
		const struct piece *p = &line->pieces[i];
		if (p->space || p->shape == NULL)
			put_space(t);
		if (p->shape == NULL || p->shape->n == 0 || p->size <= 0)
			continue;
		begin_group(t, p->tag != 0 ? p->tag : it->tag, it->x + p->x, it->y - p->size);
		set_font(t, p->shape->font, p->size);
		set_rise(t, p->rise);
		if (!t->placed)
			place(t, it, p->x);
		go_to(t, p->x);
		put_shape(t, p->shape);
	}
	if (line->ends_word)
		put_space(t);
	close_array(t);
	underlines(t, it);
}

void
pdf_text_end(struct pdf_text *t)
{
	end_group(t);
	if (t->in_text)
		buffer_text(&t->out, "ET\n");
	t->in_text = false;
	if (t->rules.len == 0)
		return;
	if (t->tags != NULL)
		buffer_text(&t->out, "/Artifact BMC\n");
	buffer_add(&t->out, t->rules.data, t->rules.len);
	buffer_text(&t->out, t->tags != NULL ? "f\nEMC\n" : "f\n");
}
