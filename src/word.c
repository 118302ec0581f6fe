#include "word.h"
#include "arena.h"
#include "diag.h"
#include "font.h"
#include "kind.h"
#include "shape.h"
#include "span.h"
#include "utf8.h"

#include <string.h>

/* Superscripts as printers set them: share of the size, and height above the baseline, in 1/100. */
enum { SUPER_SIZE = 58, SUPER_RISE = 33 };

enum gap { GAP_NONE, GAP_SPACE, GAP_NO_BREAK, GAP_BREAK, GAP_JOIN };

struct place {				/* a byte in the spans */
	const struct span *span;
	size_t		   at;
};

enum { MISSING = 64 };

struct reader {
	struct arena		*mem;
	struct diag		*diag;
	struct shaper		*shaper;
	const struct type	*type;
	struct words		*out;
	bool			 open;		/* the last word may still grow */
	bool			 pieced;	/* its text is more than that of a shape */
	struct place		 from, to;	/* text of the open word */
	bool			 space, space_underlined, no_break;	/* after it */
	bool			 beside_blank;	/* the word before was or ended in a blank */
	len			 gap;		/* width of that space */
	/* of the span being read */
	const struct span	*span;
	const struct fontset	*set;
	struct piece		 like;		/* what its pieces have in common */
	len			 space_width;
	unsigned		 missing[MISSING];	/* characters of this place already told, by their low bits */
	const struct where	*missing_at;	/* of which place */
};

static void
start_span(struct reader *r, const struct span *s)
{
	const struct font *f;

	r->span = s;
	r->like = (struct piece){ .size = r->type->size, .look = s->look | r->type->look, .lang = s->lang,
	    .note = s->note, .figure = s->figure, .tag = s->tag };
	r->set = r->type->sets[r->like.look & (SPAN_BOLD | SPAN_ITALIC)];
	if (r->like.look & SPAN_SUPER) {
		r->like.rise = (len)((int64_t)r->type->size * SUPER_RISE / 100);
		r->like.size = (len)((int64_t)r->type->size * SUPER_SIZE / 100);
	}
	f = r->set->fonts[0];
	r->space_width = font_scale(f, f->advances[f->space], r->like.size);
}

static size_t
segment_start(const struct words *w)
{
	return w->nends > 0 ? w->ends[w->nends - 1] : 0;
}

static void
open_word(struct reader *r)
{
	struct words *w = r->out;
	struct word *word;

	if (w->n == w->cap)
		w->words = arena_grow(r->mem, w->words, w->n, &w->cap, sizeof *w->words);
	if (w->n == segment_start(w))
		r->space = r->no_break = r->beside_blank = false;
	word = &w->words[w->n++];
	*word = (struct word){ .first = (uint32_t)w->npieces, .gap = r->space ? r->gap : 0,
	    .tied = r->no_break || r->beside_blank, .at = r->span->at };
	word->penalty = r->no_break ? PENALTY_NO_BREAK : word->tied ? PENALTY_TIE : 0;
	r->open = true;
	r->pieced = false;
	r->from = r->to;
}

static char *
join_text(struct reader *r, size_t *n)
{
	size_t size = 0;
	char *text, *p;

	for (const struct span *s = r->from.span; s <= r->to.span; s++)
		size += s->kind == SPAN_TEXT ? s->len : 0;
	text = p = arena_new(r->mem, size + 1);
	for (const struct span *s = r->from.span; s <= r->to.span; s++) {
		size_t a = s == r->from.span ? r->from.at : 0;
		size_t b = s == r->to.span ? r->to.at : s->len;
		if (s->kind == SPAN_TEXT && b > a)
			p = (char *)memcpy(p, s->text + a, b - a) + (b - a);
	}
	*n = (size_t)(p - text);
	return text;
}

static void
set_text(struct word *word, const char *text, size_t n, unsigned kind)
{
	word->text = text;
	word->len = (uint32_t)n;
	word->kind = kind;
}

/* Looks at the text of a word that is not in one shape. */
static void
finish_pieced(struct reader *r, struct word *word)
{
	size_t n = r->to.at - r->from.at;
	const struct shape *last = r->out->pieces[r->out->npieces - 1].shape;
	const char *text = "";

	if (r->from.span != r->to.span)
		text = join_text(r, &n);
	else if (r->from.span->kind == SPAN_TEXT)
		text = r->from.span->text + r->from.at;
	set_text(word, text, n, word->n == 1 && last != NULL ? last->kind : kind_of(text, n));
	r->beside_blank = last == NULL && !r->out->pieces[r->out->npieces - 1].dotted;
}

static void
close_word(struct reader *r)
{
	if (!r->open)
		return;
	r->open = r->space = r->no_break = r->beside_blank = false;
	if (r->pieced)
		finish_pieced(r, &r->out->words[r->out->n - 1]);
}

static void
add_piece(struct reader *r, const struct shape *shape, len width)
{
	struct words *w = r->out;
	struct piece *p;

	if (w->npieces == w->cap_pieces)
		w->pieces = arena_grow(r->mem, w->pieces, w->npieces, &w->cap_pieces, sizeof *w->pieces);
	p = &w->pieces[w->npieces];
	*p = r->like;
	p->shape = shape;
	p->width = width;
	if (!r->open) {
		open_word(r);
		p->space = r->space;
		p->space_underlined = r->space && r->space_underlined;
	}
	w->npieces++;
	w->words[w->n - 1].width = len_add(w->words[w->n - 1].width, width);
	w->words[w->n - 1].n++;
}

static void
add_shape(struct reader *r, const struct shape *s)
{
	add_piece(r, s, font_scale(s->font, s->width, r->like.size));
}

/* Invisible characters need no glyph. */
static bool
has(const struct font *f, unsigned code)
{
	return font_glyph(f, code) != 0 || code == 0xAD || (code >= 0x200B && code <= 0x200F) ||
	    (code >= 0x2060 && code <= 0x2064) || (code >= 0xFE00 && code <= 0xFE0F);
}

static bool
covers(const struct font *f, const char *p, const char *end)
{
	while (p < end)
		if (!has(f, utf8_next(&p, end)))
			return false;
	return true;
}

static const struct font *
find_font(const struct fontset *set, const char *p, const char *end)
{
	for (size_t i = 0; i < set->n; i++)
		if (covers(set->fonts[i], p, end))
			return set->fonts[i];
	return NULL;
}

/* End of the character at p: the base and the marks on it. */
static const char *
cluster_end(const char *p, const char *end)
{
	const char *next;

	utf8_next(&p, end);
	for (next = p; next < end && shape_joins(utf8_next(&next, end)); p = next)
		continue;
	return p;
}

static void
report_missing(struct reader *r, const char *p, const char *end)
{
	const char *next = p;
	unsigned code = utf8_next(&next, end);

	if (r->missing_at != r->span->at)
		memset(r->missing, 0, sizeof r->missing);
	r->missing_at = r->span->at;
	if (r->missing[code % MISSING] == code)
		return;
	r->missing[code % MISSING] = code;
	DIAG(r->diag, GLYPH_MISSING, r->span->at, "", arena_copy(r->mem, p, (size_t)(next - p)),
	    arena_printf(r->mem, "U+%04X", code));
}

static void
add_run(struct reader *r, const struct font *f, const char *p, const char *end)
{
	if (p < end)
		add_shape(r, shape_word(r->shaper, f, r->span->lang, p, (size_t)(end - p)));
}

/* A word in several fonts: one piece for each stretch in one font, missing characters left out. */
static void
add_mixed(struct reader *r, const char *p, const char *end)
{
	const struct font *font = NULL;
	const char *run = p, *next, *stop;

	for (; p < end; p = stop) {
		const struct font *f;
		next = p;
		utf8_next(&next, end);
		stop = cluster_end(p, end);
		f = find_font(r->set, p, stop);
		if (f == NULL)
			f = find_font(r->set, p, next);
		if (f != font) {
			if (font != NULL)
				add_run(r, font, run, p);
			run = p;
			font = f;
		}
		if (f == NULL) {
			report_missing(r, p, end);
			continue;
		}
		for (const char *q = next; q < stop; q = next) {
			next = q;
			if (has(f, utf8_next(&next, end)))
				continue;
			report_missing(r, q, end);
			add_run(r, f, run, q);
			run = next;
		}
	}
	if (font != NULL)
		add_run(r, font, run, end);
}

static void
add_text(struct reader *r, size_t from, size_t to)
{
	const char *text = r->span->text + from;
	const struct font *f = r->set->fonts[0];
	const struct shape *s = shape_find(r->shaper, f, r->span->lang, text, to - from);
	bool alone = !r->open;

	r->to = (struct place){ r->span, r->open ? to : from };
	if (s == NULL && covers(f, text, text + (to - from)))
		s = shape_word(r->shaper, f, r->span->lang, text, to - from);
	if (s != NULL)
		add_shape(r, s);
	else
		add_mixed(r, text, text + (to - from));
	r->to.at = to;
	if (s != NULL && alone)
		set_text(&r->out->words[r->out->n - 1], text, to - from, s->kind);
	else
		r->pieced = true;
}

/* First bytes of the characters that separate words. */
static const bool starts_gap[256] = {
	[' '] = true, ['\n'] = true, ['\t'] = true, [0xC2] = true, [0xE2] = true, [0xEF] = true,
};

/* What separates words at p, and its bytes. */
static enum gap
find_gap(const char *p, const char *end, size_t *n)
{
	static const struct { char text[4]; enum gap gap; } gaps[] = {
		{ "\302\240", GAP_NO_BREAK },		/* U+00A0 no-break space */
		{ "\342\200\257", GAP_NO_BREAK },	/* U+202F narrow no-break space */
		{ "\342\200\213", GAP_BREAK },		/* U+200B zero width space */
		{ "\342\201\240", GAP_JOIN },		/* U+2060 word joiner */
		{ "\357\273\277", GAP_JOIN },		/* U+FEFF its old form */
	};

	*n = 1;
	if (*p == ' ' || *p == '\n' || *p == '\t')
		return GAP_SPACE;
	for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
		*n = strlen(gaps[i].text);
		if ((size_t)(end - p) >= *n && memcmp(p, gaps[i].text, *n) == 0)
			return gaps[i].gap;
	}
	*n = 1;
	return GAP_NONE;
}

static void
add_gap(struct reader *r, enum gap gap)
{
	if (gap == GAP_JOIN)
		return;
	close_word(r);
	if (gap == GAP_BREAK)
		return;
	if (!r->space) {
		r->gap = r->space_width;
		r->space_underlined = (r->like.look & SPAN_UNDERLINE) != 0;
	}
	r->space = true;
	r->no_break |= gap == GAP_NO_BREAK;
}

static void
read_text(struct reader *r, const struct span *s)
{
	const char *text = s->text;
	size_t from = 0, i = 0, n;

	for (;;) {
		enum gap gap;
		while (i < s->len && !starts_gap[(unsigned char)text[i]])
			i++;
		if (i == s->len)
			break;
		gap = find_gap(text + i, text + s->len, &n);
		if (gap != GAP_NONE) {
			if (i > from)
				add_text(r, from, i);
			add_gap(r, gap);
			from = i + n;
		}
		i += n;
	}
	if (i > from)
		add_text(r, from, i);
}

static void
read_blank(struct reader *r, const struct span *s)
{
	if (!r->open) {
		r->to = (struct place){ s, 0 };
		r->beside_blank = true;
	}
	add_piece(r, NULL, s->blank);
	r->pieced = true;
	r->to = (struct place){ s, 0 };
}

/* A row of dots: a word of its own, or part of the one it stands beside. */
static void
read_fill(struct reader *r, const struct span *s)
{
	struct piece *p;

	if (!r->open)
		r->to = (struct place){ s, 0 };
	add_piece(r, NULL, s->blank);
	p = &r->out->pieces[r->out->npieces - 1];
	p->dotted = true;
	p->to_edge = s->to_edge;
	r->pieced = true;
	r->to = (struct place){ s, 0 };
}

static void
end_segment(struct reader *r)
{
	struct words *w = r->out;

	close_word(r);
	r->space = r->no_break = r->beside_blank = false;
	w->ends = arena_grow(r->mem, w->ends, w->nends, &w->cap_ends, sizeof *w->ends);
	w->ends[w->nends++] = w->n;
}

void
words_read(struct words *w, struct arena *mem, struct diag *d, struct shaper *shaper,
    const struct type *type, const struct span *spans, size_t n)
{
	struct reader r = { .mem = mem, .diag = d, .shaper = shaper, .type = type, .out = w };

	w->n = w->npieces = w->nends = 0;
	for (size_t i = 0; i < n; i++) {
		start_span(&r, &spans[i]);
		switch (spans[i].kind) {
		case SPAN_TEXT:
			read_text(&r, &spans[i]);
			break;
		case SPAN_BLANK:
			read_blank(&r, &spans[i]);
			break;
		case SPAN_FILL:
			read_fill(&r, &spans[i]);
			break;
		case SPAN_BREAK:
			end_segment(&r);
			break;
		}
	}
	end_segment(&r);
}

void
words_measure(struct words *w)
{
	size_t i = 0;

	for (size_t k = 0; k < w->nends; k++) {
		int64_t x = 0, glue = 0;
		for (; i < w->ends[k]; i++) {
			struct word *word = &w->words[i];
			x += word->gap;
			glue += word->fixed ? 0 : word->gap;
			word->x = x;
			word->glue = glue;
			x += word->width;
		}
	}
}
