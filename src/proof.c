#include "proof.h"
#include "arena.h"
#include "buffer.h"
#include "font.h"
#include "shape.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_SHOWN = 48, TOLERANCE = 50 };	/* bytes; 1/1000 pt: half of what a printer can show */

struct extent {				/* what one component covers on a page */
	const struct item *first, *last;	/* its first and last line */
	len	x0, y0, x1, y1;
	len	pitch;			/* distance of its first two baselines; 0: one line */
	size_t	lines;
};

struct table_seen {			/* cells of a table met on a page */
	const struct item *first;
	len	size;			/* of their smallest letters */
};

static bool
is_table(const struct item *it)
{
	return it->kind == ITEM_RULE && it->block != NULL && it->block->kind == BLOCK_TABLE;
}

static const struct piece *
letters_of(const struct item *it)
{
	for (size_t i = 0; it->line != NULL && i < it->line->n; i++)
		if (it->line->pieces[i].shape != NULL && it->line->pieces[i].rise == 0)
			return &it->line->pieces[i];
	return NULL;
}

static len
ascent(const struct piece *p)
{
	return font_scale(p->shape->font, p->shape->font->ascent, p->size);
}

static len
descent(const struct piece *p)
{
	return font_scale(p->shape->font, p->shape->font->descent, p->size);
}

/* Height of single spacing. */
static len
single(const struct piece *p)
{
	return ascent(p) + descent(p) + font_scale(p->shape->font, p->shape->font->line_gap, p->size);
}

/* The lines of one component from item i on; returns the item after them. */
static size_t
read_extent(const struct page *page, size_t i, struct extent *e)
{
	const struct block *block = page->items[i].block;

	*e = (struct extent){ .x0 = INT32_MAX, .y0 = INT32_MAX };
	for (; i < page->n && page->items[i].block == block; i++) {
		const struct item *it = &page->items[i];
		const struct piece *p = letters_of(it);
		len above = p != NULL ? ascent(p) : 0, below = p != NULL ? descent(p) : it->h;
		len left = it->x + (it->line != NULL ? it->line->x : 0);
		if ((it->kind != ITEM_LINE && it->kind != ITEM_RULE && it->kind != ITEM_FRAME) || it->turn.right != 0)
			continue;
		if (e->lines == 1)
			e->pitch = it->y - e->first->y;
		if (e->lines++ == 0)
			e->first = it;
		e->last = it;
		e->x0 = left < e->x0 ? left : e->x0;
		e->x1 = left + it->w > e->x1 ? left + it->w : e->x1;
		e->y0 = it->y - above < e->y0 ? it->y - above : e->y0;
		e->y1 = it->y + below > e->y1 ? it->y + below : e->y1;
	}
	return i;
}

static bool
permitted(const struct measure *m, len v)
{
	if (m->choices != NULL) {
		for (const len *c = m->choices; *c >= 0; c++)
			if (abs(v - *c) <= TOLERANCE)
				return true;
		return false;
	}
	return v >= m->least - TOLERANCE && (m->most < 0 || v <= m->most + TOLERANCE);
}

static void
add_check(struct proof *proof, struct proof_row *row, enum proof_what what, len v, const struct measure *m)
{
	struct proof_check *c;

	if (row->nchecks == PROOF_CHECKS || m->article == NULL || m->article[0] == '\0')
		return;
	c = &row->checks[row->nchecks++];
	*c = (struct proof_check){ what, v, m->least, m->most, m->article, permitted(m, v) };
	proof->failed += !c->holds;
}

/* A distance that must be zero. */
static void
add_zero(struct proof *proof, struct proof_row *row, enum proof_what what, len v, const char *article)
{
	const struct measure zero = { .article = article };

	add_check(proof, row, what, abs(v), &zero);
}

static struct proof_row *
add_row(struct arena *mem, struct proof *proof, int page, const char *role, const char *style)
{
	struct proof_row *row;

	proof->rows = arena_grow(mem, proof->rows, proof->n, &proof->cap, sizeof *proof->rows);
	row = &proof->rows[proof->n++];
	*row = (struct proof_row){ .page = page, .role = role, .style = style, .text = "" };
	return row;
}

/* A component's row, with what it covers. */
static struct proof_row *
add_extent(struct arena *mem, struct proof *proof, int page, const char *role, const char *style,
    const struct extent *e)
{
	struct proof_row *row = add_row(mem, proof, page, role, style);

	row->x = e->x0;
	row->y = e->y0;
	row->w = e->x1 - e->x0;
	row->h = e->y1 - e->y0;
	return row;
}

static const char *
excerpt(struct arena *mem, const struct line *line)
{
	struct buffer b = { .mem = mem };

	buffer_add(&b, "", 0);
	for (size_t i = 0; i < line->n && b.len < TEXT_SHOWN; i++) {
		if (line->pieces[i].space)
			buffer_byte(&b, ' ');
		if (line->pieces[i].shape != NULL)
			buffer_add(&b, line->pieces[i].shape->text, line->pieces[i].shape->len);
	}
	return b.data;
}

/* Letters of the face the style asks for: measured as the number of wrong looks. */
static len
wrong_face(const struct style *s, const struct piece *p)
{
	unsigned face = (p->shape->font->face & 1 ? SPAN_BOLD : 0) | (p->shape->font->face & 2 ? SPAN_ITALIC : 0);
	unsigned want = s->look & (SPAN_BOLD | SPAN_ITALIC);

	return (face & want) == want ? 0 : 1000;
}

static void
check_lines(struct proof *proof, struct proof_row *row, const struct extent *e, const struct style *s)
{
	const struct piece *p = letters_of(e->first);
	const struct measure *m = s->exact.value > 0 ? &s->exact : &s->leading;

	if (e->pitch == 0)
		return;
	if (m == &s->exact)
		add_check(proof, row, PROOF_LINE, e->pitch, m);
	else
		add_check(proof, row, PROOF_LEADING, (len)((int64_t)e->pitch * 1000 / single(p)), m);
}

/* The gap to a paragraph below: between what single lines of the style would cover. */
static void
check_gap(struct proof *proof, struct proof_row *row, const struct extent *e, const struct extent *next)
{
	const struct style *s = e->first->block->style, *t;
	const struct piece *p = letters_of(e->last), *q;
	len pitch, other;

	if (next == NULL || next->first->block->kind != BLOCK_PARA || next->first->x != e->first->x
	    || next->first->y < e->last->y || next->first->note > 0)
		return;
	t = next->first->block->style;
	q = letters_of(next->first);
	if (p == NULL || q == NULL || s->after.most == s->after.least || t->size.value != s->size.value)
		return;
	pitch = s->exact.value > 0 ? s->exact.value : (len)((int64_t)single(p) * s->leading.value / 1000);
	other = t->exact.value > 0 ? t->exact.value : (len)((int64_t)single(q) * t->leading.value / 1000);
	add_check(proof, row, PROOF_GAP, next->first->y - e->last->y - (pitch + other) / 2, &s->after);
}

static void
check_para(struct proof *proof, struct proof_row *row, const struct extent *e)
{
	const struct style *s = e->first->block->style;
	const struct piece *p = letters_of(e->first);

	if (p == NULL)
		return;
	row->size = p->size;
	add_check(proof, row, PROOF_SIZE, p->size, &s->size);
	add_zero(proof, row, PROOF_FACE, wrong_face(s, p), s->article);
	check_lines(proof, row, e, s);
	if (s->align == ALIGN_JUSTIFY && e->first->block != proof->carried)
		add_check(proof, row, PROOF_FIRST, e->first->line->x, &s->first);
	if (s->align == ALIGN_CENTER)
		add_zero(proof, row, PROOF_CENTER, (e->x0 + e->x1) / 2 - e->first->x - e->first->column / 2,
		    s->article);
}

/* A rule across the page is measured over all that text may take of its width. */
static void
check_across(struct proof *proof, struct proof_row *row, const struct page *page, const struct item *rule)
{
	const struct measure *share = &rule->block->share;
	len x0 = page->w, x1 = 0;

	for (size_t i = 0; i < page->n; i++) {
		const struct item *it = &page->items[i];
		if (it->kind != ITEM_LINE || it->column == 0)
			continue;
		x0 = it->x < x0 ? it->x : x0;
		x1 = it->x + it->column > x1 ? it->x + it->column : x1;
	}
	if (x1 <= x0)
		return;
	add_check(proof, row, PROOF_SHARE, (len)((int64_t)rule->w * 1000 / (x1 - x0)), share);
	add_zero(proof, row, PROOF_CENTER, rule->x + rule->w / 2 - (x0 + x1) / 2, share->article);
}

/* A rule is measured over the line that stands next above it in its column. */
static void
check_rule(struct proof *proof, struct proof_row *row, const struct item *rule, const struct item *above)
{
	const struct measure *share = &rule->block->share;

	if (above == NULL || above->w == 0)
		return;
	add_check(proof, row, PROOF_SHARE, (len)((int64_t)rule->w * 1000 / above->w), share);
	add_zero(proof, row, PROOF_CENTER, rule->x + rule->w / 2 - above->x - above->line->x - above->w / 2,
	    share->article);
}

static void
check_frame(struct proof *proof, struct proof_row *row, const struct item *it)
{
	const struct frame *f = it->block->frame;

	add_check(proof, row, PROOF_FRAME_WIDTH, it->w, &f->width);
	add_check(proof, row, PROOF_FRAME_HEIGHT, it->h, &f->height);
}

/* In a decree's letterhead number and date share a line: the first one of the number read before. */
static void
check_level(struct proof *proof, struct proof_row *row, const struct page *page, const struct item *it)
{
	const struct item *symbol = NULL;

	if (strcmp(proof->profile->kind, "state") != 0 || strcmp(it->role, "place-date") != 0)
		return;
	for (const struct item *i = page->items; i < it; i++)
		if (i->kind == ITEM_LINE && strcmp(i->role, "symbol") == 0
		    && (symbol == NULL || symbol->block != i->block))
			symbol = i;
	assert(it->block->style != NULL);
	if (symbol != NULL)
		add_zero(proof, row, PROOF_LEVEL, it->y - symbol->y, it->block->style->article);
}

/* The text's columns say where left and right margin end, its ink where top and bottom do. */
static void
measure_margins(struct arena *mem, struct proof *proof, const struct page *page)
{
	const struct profile *p = proof->profile;
	const struct sheet sheet = profile_sheet(p, page->w > page->h ? ORIENTATION_LANDSCAPE : ORIENTATION_PORTRAIT);
	struct proof_row *row = add_row(mem, proof, page->number, "page", "");
	struct measure top = sheet.top, bottom = sheet.bottom;
	len x0 = page->w, x1 = 0, y0 = page->h, y1 = 0;
	bool even = p->mirror && page->number % 2 == 0;

	for (size_t i = 0; i < page->n; i++) {
		const struct item *it = &page->items[i];
		struct extent e;
		if (is_table(it)) {
			x0 = it->x < x0 ? it->x : x0;
			x1 = it->x + it->w > x1 ? it->x + it->w : x1;
			y1 = it->y + it->h > y1 ? it->y + it->h : y1;
		}
		if (it->kind != ITEM_LINE || it->fixed || strcmp(it->role, "page-number") == 0)
			continue;
		i = read_extent(page, i, &e) - 1;
		x0 = it->x < x0 ? it->x : x0;
		x1 = it->x + it->column > x1 ? it->x + it->column : x1;
		y0 = e.y0 < y0 ? e.y0 : y0;
		y1 = e.y1 > y1 ? e.y1 : y1;
	}
	row->w = page->w;
	row->h = page->h;
	top.most = bottom.most = -1;
	add_check(proof, row, PROOF_WIDTH, page->w, &sheet.width);
	add_check(proof, row, PROOF_HEIGHT, page->h, &sheet.height);
	add_check(proof, row, PROOF_LEFT, even ? page->w - x1 : x0, &sheet.left);
	add_check(proof, row, PROOF_RIGHT, even ? x0 : page->w - x1, &sheet.right);
	add_check(proof, row, PROOF_TOP, y0, &top);
	add_check(proof, row, PROOF_BOTTOM, page->h - y1, &bottom);
}

/* A table is measured as a whole: by its rules, which come after its cells. */
static void
measure_table(struct arena *mem, struct proof *proof, const struct page *page, const struct extent *e,
    const struct table_seen *seen)
{
	struct proof_row *row = add_extent(mem, proof, page->number, "table", "", e);

	row->size = seen->size;
	if (seen->first != NULL)
		row->text = excerpt(mem, seen->first->line);
}

/* What the lines of one cell add to what is known of its table. */
static void
see_cell(struct table_seen *seen, const struct extent *e)
{
	const struct piece *p = letters_of(e->first);

	if (seen->first == NULL)
		seen->first = e->first;
	if (p != NULL && (seen->size == 0 || p->size < seen->size))
		seen->size = p->size;
}

static void
measure_item(struct arena *mem, struct proof *proof, const struct page *page, const struct extent *e,
    const struct extent *next, const struct item *above)
{
	const struct block *b = e->first->block;
	struct proof_row *row = add_extent(mem, proof, page->number, e->first->role,
	    b->style != NULL ? b->style->name : "", e);

	if (e->first->kind == ITEM_FRAME) {
		check_frame(proof, row, e->first);
		return;
	}
	if (e->first->kind == ITEM_RULE) {
		if (b->across)
			check_across(proof, row, page, e->first);
		else
			check_rule(proof, row, e->first, above);
		return;
	}
	assert(b->style != NULL);	/* lines are those of paragraphs */
	row->text = excerpt(mem, e->first->line);
	check_para(proof, row, e);
	check_level(proof, row, page, e->first);
	check_gap(proof, row, e, next);
}

/* The name that a signature stands above: the next one below it in its column. */
static const struct item *
name_below(const struct page *page, const struct item *sign)
{
	const struct item *best = NULL;
	len middle = sign->x + sign->w / 2;

	for (size_t i = 0; i < page->n; i++) {
		const struct item *it = &page->items[i];
		if (it->kind == ITEM_LINE && strcmp(it->role, "signer-name") == 0 && it->y > sign->y
		    && it->x <= middle && middle <= it->x + it->column && (best == NULL || it->y < best->y))
			best = it;
	}
	return best;
}

/* Signatures over the middle of the name, seals in their size over a part of the signature. */
static void
measure_inset(struct arena *mem, struct proof *proof, const struct page *page, size_t i)
{
	const struct item *it = &page->items[i], *name = name_below(page, it), *sign = NULL;
	const struct extent e = { .x0 = it->x, .y0 = it->y, .x1 = it->x + it->w, .y1 = it->y + it->h };
	struct proof_row *row = add_extent(mem, proof, page->number, it->role, "", &e);

	row->text = it->field != NULL ? it->field : "";
	if (it->kind != ITEM_PICTURE)
		return;
	if (strcmp(it->role, "signature") == 0 && name != NULL)
		add_zero(proof, row, PROOF_CENTER, it->x + it->w / 2 - name->x - name->line->x - name->w / 2,
		    name->block->style->article);
	if (strcmp(it->role, "seal") != 0)
		return;
	add_check(proof, row, PROOF_SEAL, it->w, &proof->profile->seal_width);
	for (size_t k = i; k > 0 && page->items[k - 1].block == it->block; k--)
		if (page->items[k - 1].kind == ITEM_PICTURE)
			sign = &page->items[k - 1];
	if (sign != NULL)
		add_check(proof, row, PROOF_OVERLAP, (len)((int64_t)(it->x + it->w - sign->x) * 1000 / sign->w),
		    &proof->profile->seal_overlap);
}

static void
measure_page(struct arena *mem, struct proof *proof, const struct page *page)
{
	struct extent e, next;
	struct table_seen table = { NULL, 0 };
	const struct item *above = NULL;
	const struct block *last = NULL;
	size_t end;

	measure_margins(mem, proof, page);
	for (size_t i = 0; i < page->n; i = end) {
		end = i + 1;
		if (page->items[i].block == NULL)
			continue;
		if (page->items[i].kind == ITEM_PICTURE || page->items[i].kind == ITEM_FIELD) {
			measure_inset(mem, proof, page, i);
			continue;
		}
		end = read_extent(page, i, &e);
		if (e.lines == 0)
			continue;
		if (e.first->block->in_cell) {
			see_cell(&table, &e);
			continue;
		}
		if (is_table(e.first)) {
			measure_table(mem, proof, page, &e, &table);
			table = (struct table_seen){ NULL, 0 };
			continue;
		}
		next.lines = 0;
		if (end < page->n && page->items[end].block != NULL)
			read_extent(page, end, &next);
		measure_item(mem, proof, page, &e, next.lines > 0 ? &next : NULL, above);
		if (e.first->kind == ITEM_LINE)
			above = e.last;
		if (e.first->note == 0 && e.first->tag > 0 && !e.first->fixed)
			last = e.first->block;
	}
	proof->carried = last;
}

const struct proof *
proof_make(struct arena *mem, const struct pages *pages, const struct profile *p)
{
	struct proof *proof = arena_new(mem, sizeof *proof);

	proof->profile = p;
	for (size_t i = 0; i < pages->npages; i++)
		measure_page(mem, proof, &pages->pages[i]);
	return proof;
}
