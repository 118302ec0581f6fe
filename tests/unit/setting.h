/* What tests of text need: fonts, a shaper, ties, and lines as one string with bars between them. */
#ifndef SETTING_H
#define SETTING_H
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "font.h"
#include "shape.h"
#include "wrap.h"
#include <string.h>

#define LIST(...)	(const char *const[]){ __VA_ARGS__, NULL }

struct setting {
	struct arena	 mem;
	struct diag	*diag;
	struct fonts	*fonts;
	struct shaper	*shaper;
	struct wrap	 wrap;
	struct type	 type;
	struct ties	 ties;
};

static inline void
setting_open(struct setting *s)
{
	static const char *const families[] = { "Times New Roman", "Liberation Serif",
		"Noto Serif Khmer", "Noto Serif Lao", NULL };
	static const char *const before[] = { "ngày", "tháng", "năm", "số", "điều", "khoản", "mục",
		"phần", "chương", "phụ lục", NULL };
	static const char *const after[] = { "đồng", "triệu đồng", "km", "đại biểu", "tháng", NULL };
	static const char *const end[] = { "./.", NULL };
	static const char *const sense[] = { "tỉnh", "năm", "trên địa bàn", "giai đoạn", NULL };
	static const char *const whole[] = { "công an", "thanh tra", "truyền thông", NULL };

	memset(s, 0, sizeof *s);
	s->diag = diag_new(&s->mem, TT_ENGLISH);
	s->fonts = fonts_new(&s->mem, s->diag, "fonts", NULL);
	s->shaper = shaper_new();
	s->wrap = (struct wrap){ &s->mem, s->diag, s->shaper, NULL };
	s->type.size = PT(13);
	for (int i = 0; s->fonts != NULL && i < FONT__FACES; i++)
		s->type.sets[i] = fonts_set(s->fonts, s->diag, families, (enum font_face)i);
	s->ties = (struct ties){ .before_number = before, .after_number = after, .before_end = end,
		.break_before = sense, .whole = whole };
}

static inline void
setting_close(struct setting *s)
{
	shaper_free(s->shaper);
	fonts_close(s->fonts);
	arena_free(&s->mem);
}

static inline struct span
setting_span(const char *text, unsigned look)
{
	return (struct span){ .kind = SPAN_TEXT, .text = text, .len = strlen(text), .look = look };
}

static inline struct lines *
setting_wrap(struct setting *s, const char *text, len width, enum align align)
{
	struct span span = setting_span(text, 0);
	struct wrap_spec spec = { .width = width, .align = align, .ties = &s->ties,
		.balance = align == ALIGN_CENTER };

	return wrap_lines(&s->wrap, &s->type, &spec, &span, 1);
}

/* "first line|second line"; a blank is "_". */
static inline const char *
setting_text(struct setting *s, const struct lines *lines)
{
	struct buffer b = { .mem = &s->mem };

	for (size_t i = 0; i < lines->n; i++) {
		const struct line *l = &lines->lines[i];
		if (i > 0)
			buffer_byte(&b, '|');
		for (size_t k = 0; k < l->n; k++) {
			const struct piece *p = &l->pieces[k];
			if (p->space)
				buffer_byte(&b, ' ');
			if (p->shape == NULL)
				buffer_byte(&b, '_');
			else
				buffer_add(&b, p->shape->text, p->shape->len);
		}
	}
	return b.len > 0 ? b.data : "";
}

#endif
