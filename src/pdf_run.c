#include "pdf_run.h"
#include "arena.h"
#include "buffer.h"
#include "font.h"
#include "pdf_file.h"
#include "pdf_font.h"
#include "shape.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * Two pens. A shape says in font units where a glyph belongs; a viewer moves by widths rounded to
 * 1/1000 em. Within a word they may be this many tenths of that apart, which is 0.02 pt at 14 pt
 * and which nobody sees; then a number in the TJ array brings the viewer back. Kerning is more.
 */
enum { NEAR_TENTHS = 14 };

/* Stands for nothing, where a cluster has more glyphs than characters. */
static const char nothing[] = "\xE2\x80\x8B";

struct pdf_part {				/* a glyph of the word */
	const struct glyph *glyph;
	struct pdf_code	 code;
	const char	*actual;	/* what the glyphs from here on mean together; NULL: no such */
	size_t		 nactual;	/* bytes of it */
	bool		 last;		/* of those glyphs */
};

struct kept {				/* a string that stands in every PDF for its word */
	const struct shape *shape;
	enum pdf_run_kind kind;
	const char	*bytes;
	size_t		 n;		/* number of bytes */
	int64_t		 advance;
	const struct pdf_glyph *glyphs;	/* as many as the shape has */
};

struct pdf_words {
	struct arena	 mem;
	struct kept	*slots;		/* where the hash of its shape, or a free place after it, is */
	size_t		 n, cap;	/* cap is a power of 2, or 0 */
};

enum { WORDS_MOST = 3 << 20 };

struct writer {				/* a word being written */
	struct buffer	*out;
	const struct shape *shape;
	struct pdf_font	*font;		/* as a viewer has it */
	len		 size, rise;
	bool		 in_array, in_string;
	bool		 numbers;	/* there are some in the array */
	int64_t		 pen;		/* where the next glyph belongs: font units */
	int64_t		 viewer;	/* where a viewer would put it: 1/1000 em */
};

static void
close_string(struct writer *w)
{
	if (w->in_string)
		buffer_byte(w->out, ')');
	w->in_string = false;
}

static void
close_array(struct writer *w)
{
	close_string(w);
	if (w->in_array)
		buffer_text(w->out, "]TJ\n");
	w->in_array = false;
}

static void
open_array(struct writer *w)
{
	if (!w->in_array)
		buffer_byte(w->out, '[');
	w->in_array = true;
}

static void
set_rise(struct writer *w, len rise)
{
	if (w->rise == rise)
		return;
	close_array(w);
	buffer_length(w->out, rise);
	buffer_text(w->out, " Ts\n");
	w->rise = rise;
}

static void
set_font(struct writer *w, struct pdf_font *font)
{
	if (w->font == font)
		return;
	close_array(w);
	pdf_number(w->out, "/F", font->name);
	buffer_byte(w->out, ' ');
	buffer_length(w->out, w->size);
	buffer_text(w->out, " Tf\n");
	w->font = font;
}

/* To where a glyph belongs, `dx` font units right of the pen. */
static void
go_by(struct writer *w, int32_t dx)
{
	int64_t upem = w->shape->font->upem;
	int64_t off = (w->pen + dx) * 1000 - w->viewer * upem;
	int64_t steps;

	if (off * 10 <= NEAR_TENTHS * upem && off * 10 >= -NEAR_TENTHS * upem)
		return;
	steps = (2 * off + (off < 0 ? -upem : upem)) / (2 * upem);
	close_string(w);
	open_array(w);
	buffer_length(w->out, -1000 * steps);
	w->viewer += steps;
	w->numbers = true;
}

static void
put_glyph(struct writer *w, const struct glyph *g, const struct pdf_code *code)
{
	if (code->font == NULL)
		return;
	set_font(w, code->font);
	go_by(w, g->dx);
	if (!w->in_string) {
		open_array(w);
		buffer_byte(w->out, '(');
		w->in_string = true;
	}
	buffer_byte(w->out, (int)code->code);
	w->viewer += code->width;
}

static void
put_part(struct writer *w, const struct pdf_part *p, len rise)
{
	if (p->actual != NULL) {
		close_array(w);
		buffer_text(w->out, "/Span <</ActualText <FEFF");
		pdf_utf16(w->out, p->actual, p->nactual);
		buffer_text(w->out, ">>> BDC\n");
	}
	if (p->glyph->dy != 0)
		set_rise(w, rise + font_scale(w->shape->font, p->glyph->dy, w->size));
	put_glyph(w, p->glyph, &p->code);
	w->pen += p->glyph->advance;
	set_rise(w, rise);
	if (p->last) {
		close_array(w);
		buffer_text(w->out, "EMC\n");
	}
}

/*
 * Several glyphs for one cluster, perhaps in another order than its characters. ActualText says
 * what they mean together; for readers that do not know it the characters are dealt out to the
 * glyphs, so that their texts in a row are right too.
 */
static void
read_cluster(struct pdf_fonts *fonts, const struct shape *s, struct pdf_part *parts, size_t n,
    const char *stop)
{
	const char *text = s->text + parts->glyph->cluster;

	parts->actual = text;
	parts->nactual = (size_t)(stop - text);
	parts[n - 1].last = true;
	for (size_t i = 0; i < n; i++) {
		const char *next = text < stop ? text + 1 : text;
		while (next < stop && (i + 1 == n || (*next & 0xC0) == 0x80))
			next++;
		parts[i].code = pdf_font_code(fonts, s->font, parts[i].glyph->id,
		    text < stop ? text : nothing,
		    text < stop ? (size_t)(next - text) : sizeof nothing - 1);
		text = next;
	}
}

static void
read_parts(struct pdf_fonts *fonts, const struct shape *s, struct pdf_part *parts)
{
	for (uint32_t i = 0; i < s->n; i++)
		parts[i].glyph = &s->glyphs[i];
	for (uint32_t i = 0, next; i < s->n; i = next) {
		uint32_t from = s->glyphs[i].cluster, end;
		for (next = i + 1; next < s->n && s->glyphs[next].cluster == from; next++)
			;
		end = next < s->n ? s->glyphs[next].cluster : s->len;
		if (end < from)
			end = from;
		if (next == i + 1)
			parts[i].code = pdf_font_code(fonts, s->font, s->glyphs[i].id, s->text + from,
			    end - from);
		else
			read_cluster(fonts, s, parts + i, next - i, s->text + end);
	}
}

/* Room for the parts of the longest word so far. */
static struct pdf_part *
make_parts(struct pdf_runs *runs, size_t n)
{
	if (n > runs->cap_parts) {
		runs->cap_parts = 2 * n;
		runs->parts = arena_array(runs->fonts->file->mem, 2 * n, sizeof *runs->parts);
	}
	if (n > 0)
		memset(runs->parts, 0, n * sizeof *runs->parts);
	return runs->parts;
}

/* Text of a glyph alone in its cluster; false: it is not alone. */
static bool
alone(const struct shape *s, uint32_t i, size_t *n)
{
	const struct glyph *g = &s->glyphs[i];
	uint32_t end = i + 1 < s->n ? g[1].cluster : s->len;

	*n = end > g->cluster ? end - g->cluster : 0;
	return i + 1 == s->n || end != g->cluster;
}

/* Most words: one glyph after the other, all of one font. Returns false for others. */
static bool
make_string(struct pdf_runs *runs, struct writer *w)
{
	const struct shape *s = w->shape;

	w->in_array = w->in_string = true;
	for (uint32_t i = 0; i < s->n; i++) {
		const struct glyph *g = &s->glyphs[i];
		struct pdf_code code;
		size_t n;
		if (g->dy != 0 || !alone(s, i, &n))
			return false;
		code = pdf_font_code(runs->fonts, s->font, g->id, s->text + g->cluster, n);
		if (i == 0)
			w->font = code.font;
		if (code.font == NULL || code.font != w->font)
			return false;
		put_glyph(w, g, &code);
		w->pen += g->advance;
	}
	return true;
}

static void
make_operators(struct pdf_runs *runs, struct writer *w)
{
	const struct shape *s = w->shape;
	struct pdf_font *font = NULL;
	struct pdf_part *parts = make_parts(runs, s->n);
	len rise = w->rise;

	read_parts(runs->fonts, s, parts);
	for (uint32_t i = 0; i < s->n && font == NULL; i++)
		font = parts[i].code.font;
	w->font = font;
	for (uint32_t i = 0; i < s->n && font != NULL; i++)
		put_part(w, &parts[i], rise);
	if (font != NULL)
		set_font(w, font);
	close_array(w);
	w->font = font;
}

struct pdf_words *
pdf_words_new(void)
{
	return calloc(1, sizeof(struct pdf_words));
}

void
pdf_words_free(struct pdf_words *words)
{
	if (words == NULL)
		return;
	arena_free(&words->mem);
	free(words);
}

void
pdf_words_trim(struct pdf_words *words, bool shapes_gone)
{
	if (words->mem.total <= WORDS_MOST && !shapes_gone)
		return;
	arena_free(&words->mem);
	words->slots = NULL;
	words->n = words->cap = 0;
}

static struct kept *
kept_slot(const struct pdf_words *words, const struct shape *shape)
{
	uint64_t hash = (uintptr_t)shape / _Alignof(struct shape) * UINT64_C(0x9E3779B97F4A7C15);
	size_t i = hash >> 32 & (words->cap - 1);

	while (words->slots[i].shape != NULL && words->slots[i].shape != shape)
		i = (i + 1) & (words->cap - 1);
	return &words->slots[i];
}

static void
more_slots(struct pdf_words *words)
{
	struct kept *old = words->slots;
	size_t n = words->cap;

	if (words->n < n / 2)
		return;
	words->slots = arena_array(&words->mem, n == 0 ? 2048 : 2 * n, sizeof *words->slots);
	words->cap = n == 0 ? 2048 : 2 * n;
	for (size_t i = 0; i < n; i++)
		if (old[i].shape != NULL)
			*kept_slot(words, old[i].shape) = old[i];
}

/* The word as it was in another PDF; false: it was not, or is not the same in this one. */
static bool
recall(struct pdf_runs *runs, const struct shape *s, struct pdf_run *run)
{
	const struct kept *k = runs->words == NULL || runs->words->cap == 0 ? NULL : kept_slot(runs->words, s);

	if (k == NULL || k->shape == NULL)
		return false;
	run->font = pdf_font_with(runs->fonts, s->font, k->glyphs, s->n);
	run->kind = k->kind;
	run->bytes = k->bytes;
	run->n = k->n;
	run->advance = k->advance;
	return run->font != NULL;
}

/* Keeps a word that is a string, when each of its glyphs has the code that it has in every PDF. */
static void
keep(struct pdf_runs *runs, const struct pdf_run *run)
{
	const struct shape *s = run->shape;
	struct pdf_words *words = runs->words;
	struct pdf_glyph *g;
	struct kept *slot;
	const char *bytes;

	if (words == NULL || s->n == 0 || run->kind == PDF_RUN_OPERATORS)
		return;
	words->mem.no_memory = runs->fonts->file->mem->no_memory;
	g = arena_room(&words->mem, s->n, sizeof *g);
	for (uint32_t i = 0; i < s->n; i++) {
		size_t n;
		alone(s, i, &n);
		g[i].glyph = (uint16_t)s->glyphs[i].id;
		g[i].code = (unsigned char)pdf_font_place(runs->fonts, s->text + s->glyphs[i].cluster, n);
		if (g[i].code == 0 || run->font->glyphs[g[i].code] != g[i].glyph
		    || run->font->codes != runs->fonts->codes)
			return;
	}
	more_slots(words);
	bytes = arena_copy(&words->mem, run->bytes, run->n);
	slot = kept_slot(words, s);
	words->n += slot->shape == NULL;
	*slot = (struct kept){ s, run->kind, bytes, run->n, run->advance, g };
}

static struct pdf_run *
make_run(struct pdf_runs *runs, const struct shape *s, len size, len rise)
{
	struct arena *mem = runs->fonts->file->mem;
	struct pdf_run *run = arena_new(mem, sizeof *run);
	struct writer start = { .out = &runs->out, .shape = s, .size = size, .rise = rise };
	struct writer w = start;

	runs->out.len = 0;
	*run = (struct pdf_run){ .shape = s, .size = size, .rise = rise };
	if (recall(runs, s, run))
		return run;
	if (make_string(runs, &w)) {
		run->kind = w.numbers ? PDF_RUN_ARRAY : PDF_RUN_STRING;
	} else {
		w = start;
		runs->out.len = 0;
		make_operators(runs, &w);
		run->kind = PDF_RUN_OPERATORS;
	}
	run->font = w.font;
	run->bytes = arena_copy(mem, runs->out.data, runs->out.len);
	run->n = runs->out.len;
	run->advance = w.viewer;
	keep(runs, run);
	return run;
}

/* Where a word is, or is to be. */
static size_t
slot_of(const struct pdf_runs *runs, const struct shape *shape, len size, len rise)
{
	uint64_t hash = ((uintptr_t)shape / _Alignof(struct shape) + (uint64_t)size * 31)
	    * UINT64_C(0x9E3779B97F4A7C15);
	size_t i = hash >> 32 & (runs->cap - 1);

	for (; runs->slots[i] != NULL; i = (i + 1) & (runs->cap - 1)) {
		const struct pdf_run *run = runs->slots[i];
		if (run->shape == shape && run->size == size && run->rise == rise)
			break;
	}
	return i;
}

static void
make_room(struct pdf_runs *runs)
{
	struct pdf_run **old = runs->slots;
	size_t n = runs->cap;

	if (runs->n < runs->cap / 2)
		return;
	runs->cap = n == 0 ? 1024 : 2 * n;
	runs->slots = arena_array(runs->fonts->file->mem, runs->cap, sizeof(struct pdf_run *));
	for (size_t i = 0; i < n; i++)
		if (old[i] != NULL)
			runs->slots[slot_of(runs, old[i]->shape, old[i]->size, old[i]->rise)] = old[i];
}

void
pdf_runs_init(struct pdf_runs *runs, struct pdf_fonts *fonts)
{
	*runs = (struct pdf_runs){ .fonts = fonts, .out = { .mem = fonts->file->mem } };
}

const struct pdf_run *
pdf_run(struct pdf_runs *runs, const struct shape *shape, len size, len rise)
{
	size_t i;

	make_room(runs);
	i = slot_of(runs, shape, size, rise);
	if (runs->slots[i] == NULL) {
		runs->slots[i] = make_run(runs, shape, size, rise);
		runs->n++;
	}
	return runs->slots[i];
}
