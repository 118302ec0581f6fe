/* Lines and rules as content streams: operators, places of words, codes of glyphs. */
#include "bench.h"
#include "buffer.h"
#include "haru.h"
#include "pdf_draw.h"
#include "pdf_file.h"
#include "pdf_font.h"
#include "pdf_text.h"
#include "test.h"

/* The operators of one line. */
static const char *
operators(struct bench *b, const struct item *it)
{
	struct pdf_file file = { .mem = &b->mem, .haru = haru_open(&b->mem) };
	struct pdf_text text;
	struct pdf_fonts fonts;

	pdf_fonts_init(&fonts, &file, fonts_count(b->fonts));
	pdf_text_init(&text, &fonts, NULL);
	buffer_add(&text.out, "", 0);
	pdf_text_start(&text, 0, A4_H);
	pdf_text_line(&text, it);
	pdf_text_end(&text);
	haru_close(file.haru);
	return text.out.data;
}

static void
test_operators(struct bench *b)
{
	struct page page = { .h = A4_H };

	CHECK_TEXT(operators(b, LINE(&page, 0, 41890, 0, { .text = "ab  a" })),
	    "/F1 13 Tf\nBT\n85.039 800 Td\n[(ab )-250(a)]TJ\nET\n");
	CHECK_TEXT(operators(b, LINE(&page, 0, 41890, 0, { .text = "a" },
	    { .text = "b", .look = SPAN_SUPER }, { .text = " _" }, { .text = "a" })),
	    "/F1 13 Tf\nBT\n85.039 800 Td\n(a)Tj\n/F1 8.666 Tf\n4.333 Ts\n(b )Tj\n"
	    "/F1 13 Tf\n0 Ts\n[-3929(a)]TJ\nET\n");
	CHECK_TEXT(operators(b, LINE(&page, 0, 41890, 0,
	    { .text = "u", .look = SPAN_UNDERLINE }, { .text = " v", .look = SPAN_UNDERLINE })),
	    "/F1 13 Tf\nBT\n85.039 800 Td\n(u v)Tj\nET\n85.039 798.584 16.25 0.635 re\nf\n");
	CHECK_TEXT(operators(b, LINE(&page, 0, 41890, 0, { .text = "" })), "");
	CHECK_TEXT(operators(b, LINE(&page, 0, 41890, 1717, { .text = "a (b\\c) AV" })),
	    "1.71 Tw\n/F1 13 Tf\nBT\n85.039 800 Td\n[(a \1b\3c\2 A)129(V)]TJ\nET\n");
}

static const char *
drawn(struct bench *b, const struct item *it)
{
	struct pdf_draw draw;
	struct buffer out = { .mem = &b->mem };

	pdf_draw_init(&draw, &b->mem);
	pdf_draw_start(&draw, A4_H);
	if (it->kind == ITEM_FRAME)
		pdf_draw_frame(&draw, it);
	else
		pdf_draw_rule(&draw, it->x, it->y, it->w, it->h, it->colour);
	pdf_draw_rule(&draw, 0, 0, 1000, 1000, 0);
	pdf_draw_end(&draw, &out, true);
	return out.data;
}

/* Black rules together, then what has a colour; a stroke runs along the middle of the frame's edges. */
static void
test_colours(struct bench *b)
{
	struct page page = { .h = A4_H };
	struct item *it = LINE(&page, 0, 41890, 0, { .text = "u", .look = SPAN_UNDERLINE });

	it->colour = 0xFF8000;
	CHECK_TEXT(operators(b, it), "/F1 13 Tf\n1 0.501 0 rg\nBT\n85.039 800 Td\n(u)Tj\n0 g\nET\n"
	    "1 0.501 0 rg\n85.039 798.584 6.5 0.635 re\nf\n");
	CHECK_TEXT(drawn(b, &(struct item){ .kind = ITEM_RULE, .x = 10000, .y = 1890, .w = 5000, .h = 500,
	    .colour = 0xFF0000 }),
	    "/Artifact BMC\n0 840.89 1 1 re\nf\n1 0 0 rg\n10 839.5 5 0.5 re\nf\nEMC\n");
	CHECK_TEXT(drawn(b, &(struct item){ .kind = ITEM_FRAME, .x = 10000, .y = 1890, .w = 5000, .h = 2000,
	    .stroke = 750, .colour = 0xFF0000 }),
	    "/Artifact BMC\n0 840.89 1 1 re\nf\n1 0 0 RG\n0.75 w\n10 838 5 2 re\nS\nEMC\n");
	CHECK_TEXT(drawn(b, &(struct item){ .kind = ITEM_FRAME, .w = 5000, .h = 2000, .stroke = 500 }),
	    "/Artifact BMC\n0 840.89 1 1 re\nf\n0 G\n0.5 w\n0 839.89 5 2 re\nS\nEMC\n");
}

/* A turned line stands in a matrix of its own, the next one in the page's. */
static void
test_turn(struct bench *b)
{
	struct page page = { .h = A4_H };
	struct item *turned = LINE(&page, 0, 41890, 0, { .text = "b" });
	struct item *next = LINE(&page, 0, 141890, 0, { .text = "a" });
	struct pdf_file file = { .mem = &b->mem, .haru = haru_open(&b->mem) };
	struct pdf_text text;
	struct pdf_fonts fonts;

	turned = &page.items[0];
	turned->turn = (struct turn){ 600, -800 };
	pdf_fonts_init(&fonts, &file, fonts_count(b->fonts));
	pdf_text_init(&text, &fonts, NULL);
	pdf_text_start(&text, 0, A4_H);
	pdf_text_line(&text, turned);
	pdf_text_line(&text, next);
	pdf_text_end(&text);
	CHECK_TEXT(text.out.data, "/F1 13 Tf\nBT\n0.6 0.8 -0.8 0.6 85.039 800 Tm\n0 0 Td\n(b)Tj\n"
	    "1 0 0 1 0 0 Tm\n85.039 700 Td\n(a)Tj\nET\n");
	haru_close(file.haru);
}

/* A number of at most three decimals in thousandths; *p is after it. */
static int64_t
thousandths(const char **p)
{
	bool minus = **p == '-';
	int64_t v = 0;
	int decimals = -1;

	for (*p += minus; (**p >= '0' && **p <= '9') || **p == '.'; ++*p) {
		if (**p == '.') {
			decimals = 0;
			continue;
		}
		v = v * 10 + **p - '0';
		decimals += decimals >= 0;
	}
	for (decimals = decimals < 0 ? 0 : decimals; decimals < 3; decimals++)
		v *= 10;
	return minus ? -v : v;
}

/* Whether the words of a line in ASCII are shown at their places, as far as a viewer can tell. */
static bool
words_in_place(const struct font *font, const struct line *line, const char *p)
{
	const struct piece *piece = line->pieces;
	int64_t x = 0, spacing = strstr(p, " Tw") != NULL ? thousandths(&p) : 0;

	for (p = strstr(p, " Td") + 4; *p != 'T'; p++) {
		if (*p == '-' || (*p >= '0' && *p <= '9' && (p[-1] == ')' || p[-1] == '['))) {
			x -= thousandths(&p) * SIZE / 1000;
			p--;
			continue;
		}
		if (strchr("[()]", *p) != NULL)
			continue;
		if (piece < line->pieces + line->n && *p != ' '
		    && (piece == line->pieces || p[-1] == ' ' || (p[-1] == '(' && x != 0))) {
			int64_t off = (int64_t)piece++->x * 1000 - x;
			if (off > 20000 || off < -20000)
				return false;
		}
		x += (font->advances[font_glyph(font, (unsigned char)*p)] * 1000 + font->upem / 2)
		    / font->upem * SIZE + (*p == ' ' ? spacing * 1000 : 0);
	}
	return piece == line->pieces + line->n;
}

/*
 * Within 0.02 pt, by the operators and the rounded widths alone: a twelfth of a dot of a printer
 * with 300 of them to the inch. More exact places would cost many words a number, and with it
 * the likeness to other lines that compresses.
 */
static void
test_places(struct bench *b)
{
	static const char text[] = "quy trinh giai quyet cong khai minh bach nguoi dan va doanh "
	    "nghiep so huu nha nuoc chi dao";
	const struct font *font = b->sets[SERIF][FONT_REGULAR]->fonts[0];
	struct page page = { .h = A4_H };

	for (len extra = -700; extra < 3000; extra += 97) {
		const struct item *it = LINE(&page, 0, 41890, extra, { .text = text });
		const char *shown = operators(b, it);
		if (!CHECK(words_in_place(font, it->line, shown)))
			fputs(shown, stderr);
	}
}

static void
test_codes(struct bench *b)
{
	const struct font *font = b->sets[SERIF][FONT_REGULAR]->fonts[0];
	struct pdf_file file = { .mem = &b->mem, .haru = haru_open(&b->mem) };
	struct pdf_fonts fonts;
	struct pdf_code a, other;

	pdf_fonts_init(&fonts, &file, fonts_count(b->fonts));
	CHECK(pdf_font_code(&fonts, font, 0, "a", 1).font == NULL);
	CHECK(pdf_font_code(&fonts, font, font->nglyphs, "a", 1).font == NULL);
	CHECK_INT(fonts.n, 0);
	a = pdf_font_code(&fonts, font, 40, "a", 1);
	CHECK_INT(a.code, 'a');
	CHECK_INT(a.width, 611);
	other = pdf_font_code(&fonts, font, 41, "a", 1);
	CHECK(other.font == a.font && other.code != 'a');
	CHECK_INT(pdf_font_code(&fonts, font, 41, "a", 1).code, other.code);
	CHECK_INT(pdf_font_code(&fonts, font, 40, "a", 1).code, 'a');
	CHECK(pdf_font_code(&fonts, font, 40, "ab", 2).font == a.font);
	CHECK_INT(fonts.n, 1);
	CHECK_INT(pdf_font_code(&fonts, font, 40, "\xE1\xBB\x87", 3).code, 0x80 + 0x1EC7 - 0x1EA0);
	CHECK(pdf_font_code(&fonts, font, 50, "\xE1\x9E\x80", 3).font != a.font);
	CHECK_INT(fonts.n, 2);
	for (uint32_t i = 0; i < 1000; i++) {
		struct pdf_code c = pdf_font_code(&fonts, font, 1 + i % 300,
		    arena_printf(&b->mem, "%04u", i), 4);
		if (!CHECK(c.font != NULL && c.code != 0 && strchr("()\\\r", (int)c.code) == NULL))
			break;
	}
	CHECK_INT(fonts.n, 5);
	haru_close(file.haru);
}

int
main(void)
{
	struct bench b = { 0 };

	open_bench(&b);
	if (CHECK(diag_count(b.diag) == 0)) {
		test_operators(&b);
		test_colours(&b);
		test_turn(&b);
		test_places(&b);
		test_codes(&b);
	}
	close_bench(&b);
	return test_end("pdf_content");
}
