#include "flow_para.h"
#include "arena.h"
#include "diag.h"
#include "font.h"
#include "shape.h"
#include "wrap_cache.h"

#include <stdint.h>

static bool
is_style_of(const struct profile *p, const struct style *style)
{
	uintptr_t at = (uintptr_t)style, first = (uintptr_t)p->styles;

	return at >= first && at < first + p->nstyles * sizeof *style;
}

static const struct type *
type_of(struct flow *f, const struct style *style)
{
	bool guest = f->guest != NULL && is_style_of(f->guest, style);
	const struct profile *p = guest ? f->guest : f->profile;
	struct type *types = f->smaller > 0 ? &f->small_types[guest ? f->profile->nstyles : 0]
	    : guest ? f->guest_types : f->types;
	struct type *t = &types[style - p->styles];

	if (t->sets[0] != NULL)
		return t;
	t->size = style->size.value - f->smaller;
	t->look = style->look;
	for (int i = 0; i < FONT__FACES; i++)
		t->sets[i] = fonts_set(f->fonts, f->diag, (const char *const *)p->families[0],
		    (enum font_face)i);
	return t;
}

/* Height and baseline of a line: exact, or by the tallest font on it times the style's factor. */
static struct row
measure_line(const struct type *t, const struct style *style, const struct line *line)
{
	const struct font *font = t->sets[0]->fonts[0];
	len above = font_scale(font, font->ascent, t->size), below = font_scale(font, font->descent, t->size);
	len gap = font_scale(font, font->line_gap, t->size), height, extra;

	for (size_t i = 0; i < line->n; i++) {
		const struct piece *p = &line->pieces[i];
		if (p->shape == NULL || p->rise != 0 || p->shape->font->family == font->family)
			continue;
		if (font_scale(p->shape->font, p->shape->font->ascent, p->size) > above)
			above = font_scale(p->shape->font, p->shape->font->ascent, p->size);
		if (font_scale(p->shape->font, p->shape->font->descent, p->size) > below)
			below = font_scale(p->shape->font, p->shape->font->descent, p->size);
	}
	height = style->exact.value > 0 ? style->exact.value
	    : len_cap(((int64_t)above + below + gap) * style->leading.value / 1000);
	extra = height - above - below;
	return (struct row){ height, above + extra / 2 };
}

static struct wrap_spec
spec_of(struct flow *f, const struct block *b, len width)
{
	const struct style *s = b->style;
	len left = s->left.value;

	if (b->hang != NULL)
		left += wrap_width(&f->wrap, type_of(f, s), b->hang, 1);
	return (struct wrap_spec){ .width = width, .first = left + s->first.value, .left = left, .align = s->align,
		.balance = s->balance, .ties = &f->ties };
}

void
flow_smaller(struct flow *f, len by)
{
	f->smaller = by;
	if (by == 0 || by == f->small_by)
		return;
	f->small_by = by;
	f->small_types = arena_array(f->mem, f->profile->nstyles + (f->guest != NULL ? f->guest->nstyles : 0),
	    sizeof *f->small_types);
}

/* A paragraph that is told of is told of each time, so only others are remembered. */
static const struct lines *
break_lines(struct flow *f, const struct type *type, const struct wrap_spec *spec, const struct block *b)
{
	const struct lines *lines = NULL;
	size_t told = diag_told(f->diag);

	if (f->paragraphs != NULL)
		lines = wrap_cache_find(f->paragraphs, f->tie_number, type, spec, b->spans, b->nspans);
	if (lines != NULL)
		return lines;
	lines = wrap_lines(&f->wrap, type, spec, b->spans, b->nspans);
	if (f->paragraphs != NULL && diag_told(f->diag) == told)
		wrap_cache_keep(f->paragraphs, lines);
	return lines;
}

struct box *
flow_para(struct flow *f, const struct block *b, len width)
{
	return flow_para_as(f, b, width, b->style->align);
}

struct box *
flow_para_as(struct flow *f, const struct block *b, len width, enum align align)
{
	struct box *box = arena_new(f->mem, sizeof *box);
	const struct type *type = type_of(f, b->style);
	struct wrap_spec spec = spec_of(f, b, width);

	spec.align = align;
	box->kind = BOX_PARA;
	box->block = b;
	box->width = width;
	box->before = b->style->before.value;
	box->after = b->style->after.value;
	box->lines = break_lines(f, type, &spec, b);
	box->rows = arena_array(f->mem, box->lines->n, sizeof *box->rows);
	for (size_t i = 0; i < box->lines->n; i++) {
		box->rows[i] = measure_line(type, b->style, &box->lines->lines[i]);
		box->height = len_add(box->height, box->rows[i].height);
	}
	return box;
}

len
flow_width(struct flow *f, const struct block *b)
{
	return wrap_width(&f->wrap, type_of(f, b->style), b->spans, b->nspans);
}

len
flow_two_width(struct flow *f, const struct block *b)
{
	struct wrap_spec spec = spec_of(f, b, 0);

	return wrap_two_width(&f->wrap, type_of(f, b->style), &spec, b->spans, b->nspans);
}

len
flow_least_width(struct flow *f, const struct block *b)
{
	struct wrap_spec spec = spec_of(f, b, 0);

	return wrap_least_width(&f->wrap, type_of(f, b->style), &spec, b->spans, b->nspans);
}

len
flow_cap(struct flow *f, const struct style *style)
{
	const struct type *t = type_of(f, style);

	return font_scale(t->sets[0]->fonts[0], t->sets[0]->fonts[0]->cap_height, style->size.value);
}
