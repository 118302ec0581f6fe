#include "setting.h"
#include "test.h"

static const struct shape *
word(struct setting *s, const char *text)
{
	return shape_word(s->shaper, s->type.sets[0]->fonts[0], NULL, text, strlen(text));
}

/* Marks apart from their letters are set like the letters in one piece. */
static void
test_marks(struct setting *s)
{
	static const char *const cases[][2] = {
		{ "\341\273\207", "e\314\243\314\202" },	/* U+1EC7; its parts in canonical order */
		{ "\341\273\207", "\303\252\314\243" },		/* as from Windows-1258 */
		{ "\341\273\251", "\306\260\314\201" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct shape *a = word(s, cases[i][0]), *b = word(s, cases[i][1]);
		CHECK_INT(a->n, 1);
		CHECK_INT(b->n, 1);
		CHECK_INT(b->glyphs[0].id, a->glyphs[0].id);
		CHECK_INT(b->width, a->width);
	}
}

static void
test_letters(struct setting *s)
{
	const struct shape *p = word(s, "fi");
	int32_t width = 0;

	CHECK_INT(p->n, 2);		/* no ligature */
	CHECK_INT(p->glyphs[1].cluster, 1);

	p = word(s, "Kế");
	CHECK_INT(p->n, 2);
	CHECK_INT(p->len, 4);
	for (uint32_t i = 0; i < p->n; i++)
		width += p->glyphs[i].advance;
	CHECK_INT(p->width, width);
	CHECK_TEXT(p->text, "Kế");
}

static void
test_khmer(struct setting *s)
{
	const struct font *khmer = s->type.sets[0]->fonts[1];
	static const char text[] = "ក្រុង";
	const struct shape *p = shape_word(s->shaper, khmer, "km", text, sizeof text - 1);

	CHECK_TEXT(khmer->family, "Noto Serif Khmer");

	/* The subscript ro is written after its consonant and drawn before it. */
	CHECK(p->n > 0 && p->n < 6);
	for (uint32_t i = 0; i < p->n; i++)
		CHECK(p->glyphs[i].id != 0);
	CHECK(p->glyphs[0].id != font_glyph(khmer, 0x1780));
}

static void
test_memory(struct setting *s)
{
	const struct font *f = s->type.sets[0]->fonts[0], *bold = s->type.sets[FONT_BOLD]->fonts[0];
	const struct shape *a = word(s, "nhớ");
	char text[32];

	CHECK(word(s, "nhớ") == a);

	CHECK(shape_find(s->shaper, f, "vi", "nhớ", 5) == a);
	CHECK(shape_find(s->shaper, bold, "vi", "nhớ", 5) == NULL);
	CHECK(shape_find(s->shaper, f, "en", "nhớ", 5) == NULL);
	for (int i = 0; i < 20000; i++) {
		snprintf(text, sizeof text, "w%d", i);
		word(s, text);
	}
	CHECK(word(s, "nhớ") == a);
	shaper_trim(s->shaper);
	for (int i = 0; i < 80000; i++) {
		snprintf(text, sizeof text, "word%d", i);
		word(s, text);
	}
	shaper_trim(s->shaper);
	CHECK(shape_find(s->shaper, f, NULL, "nhớ", 5) == NULL);
	CHECK_INT(word(s, "nhớ")->n, 3);
}

static void
test_joins(void)
{
	CHECK(shape_joins(0x0323));
	CHECK(shape_joins(0x17D2));
	CHECK(shape_joins(0x200D));
	CHECK(!shape_joins('a'));
	CHECK(!shape_joins(0x1EC7));
}

int
main(void)
{
	struct setting s;

	setting_open(&s);
	if (!CHECK(s.fonts != NULL && s.type.sets[0] != NULL && s.type.sets[0]->n == 3))
		return test_end("shape");
	test_marks(&s);
	test_letters(&s);
	test_khmer(&s);
	test_memory(&s);
	test_joins();
	setting_close(&s);
	return test_end("shape");
}
