#include "wrap.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "fit.h"
#include "shape.h"
#include "split.h"
#include "tie.h"
#include "word.h"

#include <string.h>

enum { LOOSE_STRETCH = 3000 };		/* 1/1000 of the natural gap */

struct setter {
	struct arena		*mem;
	struct diag		*diag;
	const struct wrap_spec	*spec;
	struct words		*words;
	struct piece		*pieces;	/* those of the words, where they stay */
	struct lines		*lines;
	size_t			 cap;
};

static const char *
line_text(struct arena *mem, const struct line *l)
{
	struct buffer b = { .mem = mem };

	for (size_t i = 0; i < l->n; i++) {
		const struct piece *p = &l->pieces[i];
		if (p->space)
			buffer_byte(&b, ' ');
		if (p->shape != NULL)
			buffer_add(&b, p->shape->text, p->shape->len);
	}
	return b.len > 0 ? b.data : "";
}

/* What the gaps have to take up for the line to end at the right edge; 0 where it need not. */
static int64_t
to_share(const struct setter *s, const struct line *l, int64_t glue, int64_t width)
{
	int64_t extra = width - l->natural;

	if (s->spec->align != ALIGN_JUSTIFY || glue == 0 || (l->forced && extra > 0))
		return 0;
	return extra < 0 && -extra * FIT_SHRINK > glue ? -(glue / FIT_SHRINK) : extra;
}

static len
line_start(enum align align, len indent, int64_t extra)
{
	if (extra < 0)
		extra = 0;
	switch (align) {
	case ALIGN_LEFT:
	case ALIGN_JUSTIFY:
		return indent;
	case ALIGN_CENTER:
		return indent + (len)(extra / 2);
	case ALIGN_RIGHT:
		return indent + (len)extra;
	}
	return indent;
}

/* Widens the rows of dots that take what is left of the line; whether there are any. */
static bool
widen_fills(struct line *l, int64_t extra)
{
	len n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->pieces[i].to_edge;
	if (n == 0 || extra < 0)
		return n > 0;
	for (size_t i = 0; i < l->n; i++)
		if (l->pieces[i].to_edge)
			l->pieces[i].width = len_add(l->pieces[i].width, len_cap(extra / n));
	l->natural = len_cap(l->natural + extra / n * n);
	return true;
}

static void
place_pieces(const struct setter *s, size_t from, size_t to, len start, int64_t share, int64_t glue)
{
	const struct word *first = &s->words->words[from];
	int64_t widened = 0;		/* rows of dots so far */

	for (size_t i = from; i < to; i++) {
		const struct word *w = &s->words->words[i];
		int64_t x = start + (w->x - first->x) + widened;
		if (share != 0)
			x += share * (w->glue - first->glue) / glue;
		for (uint32_t k = 0; k < w->n; k++) {
			struct piece *p = &s->pieces[w->first + k];
			p->x = len_cap(x);
			x += p->width;
			widened += p->width - s->words->pieces[w->first + k].width;
		}
	}
}

static void
set_line(struct setter *s, size_t from, size_t to, bool forced, bool ends_word)
{
	const struct word *first = &s->words->words[from], *last = &s->words->words[to - 1];
	len indent = s->lines->n == 0 ? s->spec->first : s->spec->left;
	int64_t width = s->spec->width - indent;
	int64_t glue = last->glue - first->glue, share;
	struct line *l = &s->lines->lines[s->lines->n++];

	l->pieces = &s->pieces[first->first];
	l->n = last->first + last->n - first->first;
	l->natural = len_cap(last->x + last->width - first->x);
	l->forced = forced;
	l->ends_word = ends_word;
	l->pieces[0].space = l->pieces[0].space_underlined = false;
	share = widen_fills(l, width - l->natural) ? 0 : to_share(s, l, glue, width);
	l->width = len_cap(l->natural + share);
	l->stretch = share == 0 ? 1000 : (int)((glue + share) * 1000 / glue);
	l->x = line_start(s->spec->align, indent, width - l->width);
	place_pieces(s, from, to, l->x, share, glue);
	if (l->stretch > LOOSE_STRETCH)
		DIAG(s->diag, LINE_LOOSE, first->at, "", line_text(s->mem, l));
}

static void
empty_line(struct setter *s, bool ends_word)
{
	struct line *l = &s->lines->lines[s->lines->n];
	len indent = s->lines->n++ == 0 ? s->spec->first : s->spec->left;

	l->x = line_start(s->spec->align, indent, s->spec->width - indent);
	l->forced = true;
	l->ends_word = ends_word;
	l->stretch = 1000;
}

static void
more_lines(struct setter *s, size_t n)
{
	if (s->cap == 0) {
		s->lines->lines = arena_array(s->mem, n, sizeof *s->lines->lines);
		s->cap = n;
	}
	while (s->lines->n + n > s->cap)
		s->lines->lines = arena_grow(s->mem, s->lines->lines, s->cap, &s->cap,
		    sizeof *s->lines->lines);
}

static struct fit
fit_of(const struct wrap_spec *spec, bool first)
{
	struct fit fit = { FIT_RAGGED, spec->width - spec->left, spec->width - spec->left };

	if (first)
		fit.first = spec->width - spec->first;
	if (spec->align == ALIGN_JUSTIFY)
		fit.kind = FIT_JUSTIFY;
	else if (spec->balance)
		fit.kind = FIT_BALANCE;
	return fit;
}

static void
set_segment(struct setter *s, size_t from, size_t to, bool last)
{
	struct fit fit = fit_of(s->spec, s->lines->n == 0);
	const struct word *words = s->words->words;
	const uint32_t *ends;
	size_t n;

	if (from == to) {
		more_lines(s, 1);
		empty_line(s, !last);
		return;
	}
	ends = fit_lines(s->mem, s->words, from, to, &fit, &n);
	more_lines(s, n);
	for (size_t i = 0; i < n; from = ends[i++]) {
		bool end = i + 1 == n;
		set_line(s, from, ends[i], end, end ? !last : words[ends[i]].gap > 0);
	}
}

static enum tie_care
care_of(const struct wrap_spec *spec)
{
	return spec->balance ? TIE_SENSE : spec->align == ALIGN_JUSTIFY ? TIE_NEED : TIE_RAGGED;
}

static struct words *
read_words(struct wrap *r, const struct type *type, const struct span *spans, size_t n)
{
	if (r->words == NULL)
		r->words = arena_new(r->mem, sizeof *r->words);
	words_read(r->words, r->mem, r->diag, r->shaper, type, spans, n);
	return r->words;
}

struct lines *
wrap_lines(struct wrap *r, const struct type *type, const struct wrap_spec *spec,
    const struct span *spans, size_t n)
{
	struct words *w = read_words(r, type, spans, n);
	struct setter s = { .mem = r->mem, .diag = r->diag, .spec = spec, .words = w,
		.lines = arena_new(r->mem, sizeof *s.lines) };

	tie_words(w, r->mem, spec->ties, care_of(spec));
	words_split(w, r->mem, r->diag, r->shaper, spec->width - spec->first, spec->width - spec->left);
	words_measure(w);
	s.pieces = arena_room(r->mem, w->npieces, sizeof *s.pieces);
	if (w->npieces > 0)
		memcpy(s.pieces, w->pieces, w->npieces * sizeof *s.pieces);
	for (size_t k = 0, from = 0; k < w->nends; from = w->ends[k++])
		set_segment(&s, from, w->ends[k], k + 1 == w->nends);
	return s.lines;
}

/* Width of words [from, to) on one line. */
static int64_t
width_of(const struct words *w, size_t from, size_t to)
{
	const struct word *last;

	if (from == to)
		return 0;
	last = &w->words[to - 1];
	return last->x + last->width - w->words[from].x;
}

/* The widest segment between forced breaks, by what each one needs. */
static len
widest(const struct words *w, int64_t (*width)(const struct words *, size_t from, size_t to))
{
	int64_t most = 0;

	for (size_t k = 0, from = 0; k < w->nends; from = w->ends[k++]) {
		int64_t one = width(w, from, w->ends[k]);
		most = one > most ? one : most;
	}
	return len_cap(most);
}

/* On two lines where there is no forced break. */
static int64_t
two_width(const struct words *w, size_t from, size_t to)
{
	int64_t least = width_of(w, from, to);

	for (size_t i = from + 1; i < to && w->nends == 1; i++) {
		int64_t one = width_of(w, from, i), two = width_of(w, i, to);
		int64_t width = one > two ? one : two;
		least = !w->words[i].tied && width < least ? width : least;
	}
	return least;
}

/* Of the widest part that is tied together. */
static int64_t
least_width(const struct words *w, size_t from, size_t to)
{
	int64_t most = 0;

	for (size_t i = from; i < to; from = i) {
		int64_t width;
		for (i++; i < to && w->words[i].tied; i++)
			continue;
		width = width_of(w, from, i);
		most = width > most ? width : most;
	}
	return most;
}

len
wrap_width(struct wrap *r, const struct type *type, const struct span *spans, size_t n)
{
	struct words *w = read_words(r, type, spans, n);

	words_measure(w);
	return widest(w, width_of);
}

/* The words of a paragraph with what has to stay together. */
static const struct words *
tied_words(struct wrap *r, const struct type *type, const struct ties *ties, const struct span *spans, size_t n)
{
	struct words *w = read_words(r, type, spans, n);

	tie_words(w, r->mem, ties, TIE_NEED);
	words_measure(w);
	return w;
}

len
wrap_two_width(struct wrap *r, const struct type *type, const struct wrap_spec *spec,
    const struct span *spans, size_t n)
{
	return widest(tied_words(r, type, spec->ties, spans, n), two_width);
}

len
wrap_least_width(struct wrap *r, const struct type *type, const struct wrap_spec *spec,
    const struct span *spans, size_t n)
{
	return widest(tied_words(r, type, spec->ties, spans, n), least_width);
}
