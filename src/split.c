#include "split.h"
#include "arena.h"
#include "diag.h"
#include "font.h"
#include "shape.h"
#include "utf8.h"
#include "word.h"

struct cutter {
	struct arena	*mem;
	struct shaper	*shaper;
	struct words	*out;
	struct word	 word;		/* the one being cut */
	len		 limit;		/* width of its line */
	bool		 cut;		/* its first part is out */
	int		 penalty;	/* of a break here; 0: none allowed */
};

static struct word *
add_word(struct cutter *c, const struct word *like)
{
	struct words *w = c->out;

	w->words = arena_grow(c->mem, w->words, w->n, &w->cap, sizeof *w->words);
	w->words[w->n] = *like;
	w->words[w->n].first = (uint32_t)w->npieces;
	w->words[w->n].n = 0;
	w->words[w->n].width = 0;
	return &w->words[w->n++];
}

static void
add_piece(struct cutter *c, const struct piece *p)
{
	struct words *w = c->out;
	struct word *word = &w->words[w->n - 1];

	w->pieces = arena_grow(c->mem, w->pieces, w->npieces, &w->cap_pieces, sizeof *w->pieces);
	w->pieces[w->npieces++] = *p;
	word->width = len_add(word->width, p->width);
	word->n++;
}

/* A part of a cut word: goes on with the word before when no break is allowed here. */
static void
add_part(struct cutter *c, const struct piece *p)
{
	struct word part = c->word;
	struct piece piece = *p;

	if (c->cut) {
		part.gap = 0;
		part.tied = part.sense = false;
		part.penalty = c->penalty;
		piece.space = piece.space_underlined = false;
	}
	if (p->shape != NULL) {
		part.text = p->shape->text;
		part.len = p->shape->len;
	}
	if (!c->cut || c->penalty != 0)
		add_word(c, &part);
	add_piece(c, &piece);
	c->cut = true;
	c->penalty = 0;
}

static struct piece
sub_piece(struct cutter *c, const struct piece *p, size_t from, size_t to)
{
	struct piece part = *p;
	const struct shape *s = p->shape;

	part.shape = shape_word(c->shaper, s->font, p->lang, s->text + from, to - from);
	part.width = font_scale(s->font, part.shape->width, p->size);
	if (from > 0)
		part.space = part.space_underlined = false;
	return part;
}

/* The glyph after the character that glyph g is of; adds the character's width. */
static uint32_t
next_cluster(const struct shape *s, uint32_t g, int64_t *width)
{
	uint32_t cluster = s->glyphs[g].cluster;

	for (; g < s->n && s->glyphs[g].cluster == cluster; g++)
		*width += s->glyphs[g].advance;
	return g;
}

static void
cut_letters(struct cutter *c, const struct piece *p)
{
	const struct shape *s = p->shape;
	/* A kern between the two sides of a cut is lost; a tenth of the size is more than any. */
	len limit = c->limit - p->size / 10;
	uint32_t from = 0, g = 0;

	while (from < s->len) {
		uint32_t first = g, to;
		int64_t width = 0;
		struct piece part;
		while (g < s->n) {
			int64_t more = width;
			uint32_t next = next_cluster(s, g, &more);
			if (g > first && font_scale(s->font, more, p->size) > limit)
				break;
			width = more;
			g = next;
		}
		to = g < s->n ? s->glyphs[g].cluster : s->len;
		if (to <= from)
			to = s->len;
		part = sub_piece(c, p, from, to);
		if (c->penalty == 0)
			c->penalty = PENALTY_LETTER;
		add_part(c, &part);
		from = to;
	}
	c->penalty = PENALTY_LETTER;
}

static void
add_atom(struct cutter *c, const struct piece *p)
{
	if (p->shape != NULL && p->width > c->limit) {
		cut_letters(c, p);
		return;
	}
	if (c->cut && c->penalty == 0 && c->out->words[c->out->n - 1].width + p->width > c->limit)
		c->penalty = PENALTY_LETTER;
	add_part(c, p);
}

static bool
cut_after(const struct shape *s, size_t i)
{
	const char *p = s->text + i + 1, *end = s->text + s->len;

	if ((s->text[i] != '/' && s->text[i] != '-') || p == end)
		return false;
	return *p != '/' && *p != '-' && !shape_joins(utf8_next(&p, end));
}

static void
cut_piece(struct cutter *c, const struct piece *p)
{
	const struct shape *s = p->shape;
	size_t from = 0;

	if (s == NULL) {
		add_atom(c, p);
		return;
	}
	for (size_t i = 0; i < s->len; i++) {
		struct piece part;
		if (!cut_after(s, i))
			continue;
		part = sub_piece(c, p, from, i + 1);
		add_atom(c, &part);
		c->penalty = PENALTY_SLASH;
		from = i + 1;
	}
	if (from > 0) {
		struct piece part = sub_piece(c, p, from, s->len);
		add_atom(c, &part);
	} else
		add_atom(c, p);
}

static bool
can_cut(const struct words *w, const struct word *word)
{
	return word->n > 1 || w->pieces[word->first].shape != NULL;
}

static void
copy_word(struct cutter *c, struct diag *d, const struct words *w, const struct word *word)
{
	c->word = *word;
	c->cut = false;
	c->penalty = 0;
	if (word->width <= c->limit || !can_cut(w, word)) {
		add_word(c, word);
		for (uint32_t i = 0; i < word->n; i++)
			add_piece(c, &w->pieces[word->first + i]);
		return;
	}
	DIAG(d, LINE_OVERFULL, word->at, "", arena_copy(c->mem, word->text, word->len));
	for (uint32_t i = 0; i < word->n; i++)
		cut_piece(c, &w->pieces[word->first + i]);
}

static void
cut_words(struct words *w, struct arena *mem, struct diag *d, struct shaper *shaper, len first,
    len rest)
{
	struct words out = { .ends = w->ends, .nends = w->nends, .cap_ends = w->cap_ends,
		.nodes = w->nodes, .cap_nodes = w->cap_nodes, .endings = w->endings };
	struct cutter c = { .mem = mem, .shaper = shaper, .out = &out };
	size_t i = 0;

	for (size_t k = 0; k < w->nends; k++) {
		for (; i < w->ends[k]; i++) {
			c.limit = i == 0 && first < rest ? first : rest;
			copy_word(&c, d, w, &w->words[i]);
		}
		out.ends[k] = out.n;
	}
	*w = out;
}

/* Loosens the ties of every chain wider than its line; true when a word alone is too wide. */
static bool
loosen(struct words *w, size_t from, size_t to, len first, len rest)
{
	bool wide = false;

	for (size_t a = from, b; a < to; a = b) {
		len limit = a == 0 && first < rest ? first : rest;
		int64_t width = w->words[a].width;
		for (b = a + 1; b < to && w->words[b].tied; b++)
			width += w->words[b].gap + w->words[b].width;
		if (width <= limit)
			continue;
		wide |= w->words[a].width > limit;
		for (size_t i = a + 1; i < b; i++) {
			w->words[i].tied = false;
			wide |= w->words[i].width > rest;
		}
	}
	return wide;
}

void
words_split(struct words *w, struct arena *mem, struct diag *d, struct shaper *shaper, len first,
    len rest)
{
	bool wide = false;

	for (size_t k = 0, from = 0; k < w->nends; from = w->ends[k++])
		wide |= loosen(w, from, w->ends[k], first, rest);
	if (wide)
		cut_words(w, mem, d, shaper, first, rest);
}
