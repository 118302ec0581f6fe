/* Pages made by hand, written as PDFs. */
#include "test.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "font.h"
#include "haru.h"
#include "page.h"
#include "pdf.h"
#include "inflate.h"
#include "standard.h"
#include "pdf_draw.h"
#include "pdf_file.h"
#include "pdf_font.h"
#include "pdf_text.h"
#include "shape.h"
#include "wrap.h"

#include <stdlib.h>

enum { A4_W = 595276, A4_H = 841890, LEFT = 85039, SIZE = 13000 };
enum { SERIF, KHMER, LAO };

struct bench {				/* what all the tests work with */
	struct arena	 mem;
	struct diag	*diag;
	struct fonts	*fonts;
	struct shaper	*shaper;
	const struct fontset *sets[3][FONT__FACES];
	struct pages	 pages;
};

struct words {				/* a stretch of text in one look, its words between spaces */
	const char	*text;		/* "_" is a blank; a leading space joins it to nothing */
	enum font_face	 face;
	int		 family;	/* SERIF ... */
	unsigned	 look;
};

/* Promises nothing, so that the bytes are those of the pages. */
static const struct standard plain = { 0 };
static const struct pdf_job plain_job = { .standard = &plain };

static const char *const families[3][2] = {
	{ "Liberation Serif", NULL }, { "Noto Serif Khmer", NULL }, { "Noto Serif Lao", NULL },
};

static void
open_bench(struct bench *b)
{
	b->diag = diag_new(&b->mem, TT_ENGLISH);
	b->fonts = fonts_new(&b->mem, b->diag, "fonts", NULL);
	b->shaper = shaper_new();
	for (int i = 0; i < 3; i++)
		for (int f = 0; f < FONT__FACES; f++)
			b->sets[i][f] = fonts_set(b->fonts, b->diag, families[i],
			    (enum font_face)f);
}

static void
close_bench(struct bench *b)
{
	shaper_free(b->shaper);
	fonts_close(b->fonts);
	arena_free(&b->mem);
}

/* Adds the words of a stretch to a line at *x, each gap wider than a space by `extra`. */
static void
add_words(struct bench *b, struct line *line, const struct words *w, len *x, len extra)
{
	const struct font *font = b->sets[w->family][w->face]->fonts[0];
	len size = (w->look & SPAN_SUPER) != 0 ? SIZE * 2 / 3 : SIZE;

	for (const char *p = w->text; *p != '\0';) {
		bool space = *p == ' ';
		size_t n = strcspn(p += space, " ");
		struct piece *piece = &line->pieces[line->n++];
		if (space)
			*x += font_scale(font, font->advances[font->space], SIZE) + extra;
		*piece = (struct piece){ .x = *x, .size = size, .look = w->look, .space = space,
		    .space_underlined = space && (w->look & SPAN_UNDERLINE) != 0 && line->n > 1
		    && (piece[-1].look & SPAN_UNDERLINE) != 0,
		    .rise = (w->look & SPAN_SUPER) != 0 ? SIZE / 3 : 0, .width = 50000 };
		if (*p != '_') {
			piece->shape = shape_word(b->shaper, font, NULL, p, n);
			piece->width = font_scale(font, piece->shape->width, size);
		}
		*x += piece->width;
		p += n;
	}
}

static struct item *
add_line(struct bench *b, struct page *page, int tag, len y, len extra, const struct words *w)
{
	struct line *line = arena_new(&b->mem, sizeof *line);
	struct item *it = page_add(&b->mem, page, ITEM_LINE);
	len x = 0;

	line->pieces = arena_array(&b->mem, 100, sizeof *line->pieces);
	for (; w->text != NULL; w++)
		add_words(b, line, w, &x, extra);
	line->width = x;
	it->line = line;
	it->x = LEFT;
	it->y = y;
	it->w = x;
	it->tag = tag;
	return it;
}

#define LINE(page, tag, y, extra, ...) \
	add_line(b, page, tag, y, extra, (const struct words[]){ __VA_ARGS__, { .text = NULL } })

static void
fill_first(struct bench *b, struct page *p)
{
	struct item *it;

	LINE(p, 2, 70000, 0, { .text = "KẾ HOẠCH", .face = FONT_BOLD });
	it = LINE(p, 3, 90000, 1717, { .text = "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm" });
	((struct line *)it->line)->ends_word = true;
	LINE(p, 3, 110000, 0, { .text = "2015 của Chính phủ; AV Tơ. Vỹ," },
	    { .text = " chữ nghiêng", .face = FONT_ITALIC },
	    { .text = " và đậm nghiêng", .face = FONT_BOLD_ITALIC }, { .text = "." });
	LINE(p, 4, 130000, 333, { .text = "Ghi chú" }, { .text = "(1)", .look = SPAN_SUPER },
	    { .text = " ở giữa dòng" }, { .text = "2", .look = SPAN_SUPER }, { .text = "." });
	LINE(p, 5, 150000, 0, { .text = "Gạch chân" , .look = SPAN_UNDERLINE },
	    { .text = " hai chữ", .look = SPAN_UNDERLINE }, { .text = " rồi thôi" });
	LINE(p, 5, 170000, 0, { .text = "Số: _" }, { .text = "/KH-UBND" });
	LINE(p, 5, 190000, 0, { .text = "\\(ngoặc) {x} [y] <z> ₫ % # ! ? 0123456789 @ & * + = ~ ^ | ;:'\"" });
	LINE(p, 6, 210000, 0, { .text = "Khmer:" },
	    { .text = " ភាសាខ្មែរ ស្រុក មៅ", .family = KHMER }, { .text = " hết" });
	LINE(p, 6, 230000, 0, { .text = "Lao:" },
	    { .text = " ພາສາລາວ ນ້ຳ", .family = LAO }, { .text = " hết" });
	LINE(p, 6, 250000, 0, { .text = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ" });
	LINE(p, 6, 270000, 0, { .text = "áàảãạ ăắằẳẵặ âấầẩẫậ éèẻẽẹ êếềểễệ íìỉĩị óòỏõọ ôốồổỗộ ơớờởỡợ úùủũụ" });
	LINE(p, 6, 290000, 0, { .text = "ưứừửữự ýỳỷỹỵ đ ÁÀẢÃẠ ĂẮẰẲẴẶ ÂẤẦẨẪẬ ÉÈẺẼẸ ÊẾỀỂỄỆ ÍÌỈĨỊ" });
	LINE(p, 6, 310000, 0, { .text = "ÓÒỎÕỌ ÔỐỒỔỖỘ ƠỚỜỞỠỢ ÚÙỦŨỤ ƯỨỪỬỮỰ ÝỲỶỸỴ Đ" });
}

static void
fill_second(struct bench *b, struct page *p)
{
	struct item *it;

	LINE(p, 0, 40000, 0, { .text = "2" });
	it = page_add(&b->mem, p, ITEM_MARK);
	it->x = LEFT;
	it->y = 60000;
	it->tag = 7;
	LINE(p, 7, 80000, 0, { .text = "I. MỤC TIÊU (chung)", .face = FONT_BOLD });
	LINE(p, 8, 100000, 0, { .text = "1. Mục tiêu" });
	it = page_add(&b->mem, p, ITEM_RULE);
	*it = (struct item){ .kind = ITEM_RULE, .x = LEFT, .y = 120000, .w = 100000, .h = 750 };
}

static void
fill(struct bench *b)
{
	static struct tag tags[] = {
		{ .role = NULL }, { .role = "Document" },
		{ .role = "H1", .parent = 1, .outline = "KẾ HOẠCH", .depth = 1 },
		{ .role = "P", .parent = 1 }, { .role = "P", .parent = 1 },
		{ .role = "P", .parent = 1 },
		{ .role = "P", .parent = 1 },
		{ .role = "H2", .parent = 1, .outline = "I. MỤC TIÊU (chung)", .depth = 2 },
		{ .role = "H3", .parent = 1, .outline = "1. Muc tieu (a)", .depth = 3 },
	};
	struct page *p = arena_array(&b->mem, 2, sizeof *p);

	b->pages = (struct pages){ .pages = p, .npages = 2, .tags = tags,
	    .ntags = sizeof tags / sizeof *tags, .info = { .title = "Kế hoạch (thử)",
	    .lang = "vi-VN", .author = "UBND", .date = "2024-05-06" } };
	p[0] = (struct page){ .w = A4_W, .h = A4_H, .number = 1, .folio = 1 };
	p[1] = (struct page){ .w = A4_W, .h = A4_H, .number = 2, .folio = 2 };
	fill_first(b, &p[0]);
	fill_second(b, &p[1]);
}

static int
keep(void *user, const void *data, size_t n)
{
	buffer_add(user, data, n);
	return 0;
}

static int
refuse(void *user, const void *data, size_t n)
{
	(void)data;
	(void)n;
	return ++*(int *)user == 1 ? -1 : 0;
}

static bool
holds_bytes(const struct buffer *b, const char *text, size_t n)
{
	for (size_t i = 0; i + n <= b->len; i++)
		if (memcmp(b->data + i, text, n) == 0)
			return true;
	return false;
}

static bool
holds(const struct buffer *b, const char *text)
{
	return holds_bytes(b, text, strlen(text));
}

/* Adds the objects of the object stream as plain text behind the file. */
static void
unpack(struct buffer *b)
{
	static const char mark[] = "/Type/ObjStm", size[] = "/Length ", start[] = "stream\n";
	const char *p = b->data, *text = "";
	size_t n = 0, room;

	while (memcmp(p, mark, sizeof mark - 1) != 0)
		p++;
	while (memcmp(p, size, sizeof size - 1) != 0)
		p++;
	room = strtoul(p + sizeof size - 1, NULL, 10);
	while (memcmp(p, start, sizeof start - 1) != 0)
		p++;
	CHECK_INT(inflate_bytes(b->mem, p + sizeof start - 1, room, 1 << 20, &text, &n), INFLATE_DONE);
	buffer_add(b, text, n);
}

static void
test_file(struct bench *b, struct pdf_writer *w)
{
	static const char title[] =
	    "/Title (\xFE\xFF\0K\x1E\xBF\0 \0h\0o\x1E\xA1\0c\0h\0 \0\\(\0t\0h";
	struct buffer one = { .mem = &b->mem }, two = one;
	struct arena scratch = { 0 };

	CHECK_INT(pdf_write(w, &scratch, b->diag, b->fonts, &b->pages, &plain_job, keep, &one), 0);
	CHECK_INT(pdf_write(w, &scratch, b->diag, b->fonts, &b->pages, &plain_job, keep, &two), 0);
	arena_free(&scratch);
	CHECK_INT(diag_count(b->diag), 0);
	CHECK(one.len == two.len && memcmp(one.data, two.data, one.len) == 0);
	CHECK(memcmp(one.data, "%PDF-1.7\n", 9) == 0);
	unpack(&one);
	CHECK(holds(&one, "/Lang (vi-VN)\n"));
	CHECK(holds(&one, "/MediaBox [0 0 595.276 841.89]\n"));
	CHECK(holds_bytes(&one, title, sizeof title - 1));
	CHECK(holds(&one, "/Author (UBND)\n/Producer (thethuc " TT_VERSION ")\n"));
	CHECK(holds(&one, "/CreationDate (D:20240506000000+07'00')\n"));
	CHECK(holds(&one, "/Title (1. Muc tieu \\(a\\))\n"));
	CHECK(holds(&one, "/PageMode/UseOutlines\n"));
	CHECK(holds(&one, "/XYZ 85 782 0]\n"));
	CHECK(holds(&one, "+LiberationSerif-BoldItalic\n"));
	CHECK(!holds(&one, "+NotoSerifKhmer-Bold\n"));
	CHECK(!holds(&one, "Haru"));
}

static void
test_bare(struct bench *b, struct pdf_writer *w)
{
	struct page page = { .w = A4_W, .h = A4_H, .number = 1, .folio = 1 };
	struct pages pages = { .pages = &page, .npages = 1 };
	struct buffer out = { .mem = &b->mem };

	CHECK_INT(pdf_write(w, &b->mem, b->diag, b->fonts, &pages, &plain_job, keep, &out), 0);
	unpack(&out);
	CHECK(holds(&out, "/PageMode/UseNone\n"));
	CHECK(!holds(&out, "/Outlines") && !holds(&out, "Date") && !holds(&out, "FontFile"));
}

static void
test_refusal(struct bench *b, struct pdf_writer *w)
{
	struct diag *d = diag_new(&b->mem, TT_ENGLISH);
	int calls = 0;

	CHECK_INT(pdf_write(w, &b->mem, d, b->fonts, &b->pages, &plain_job, refuse, &calls), -1);
	CHECK_INT(calls, 1);
	CHECK_TEXT(diag_message(d, 0)->id, "output");
}

static void
test_no_memory(struct bench *b, struct pdf_writer *w)
{
	struct buffer out = { .mem = &b->mem };
	struct arena scratch = { 0 };
	jmp_buf escape;

	scratch.limit = 1000000;
	scratch.no_memory = &escape;
	if (setjmp(escape) == 0) {
		while (scratch.total < 1000000 - 256 * 1024 || scratch.head == NULL)
			arena_new(&scratch, 100000);
		for (int i = 0; i < 100; i++)
			pdf_write(w, &scratch, b->diag, b->fonts, &b->pages, &plain_job, keep, &out);
		CHECK(false);
	}
	arena_free(&scratch);
	CHECK_INT(pdf_write(w, &b->mem, b->diag, b->fonts, &b->pages, &plain_job, keep, &out), 0);
}

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

/* With a file name the test document is written there, to be looked at with other programs. */
int
main(int argc, char **argv)
{
	struct bench b = { 0 };
	struct pdf_writer *w = pdf_writer_new();
	struct buffer out = { .mem = &b.mem };

	open_bench(&b);
	if (!CHECK(diag_count(b.diag) == 0))
		return test_end("pdf");
	fill(&b);
	test_file(&b, w);
	test_bare(&b, w);
	test_refusal(&b, w);
	test_no_memory(&b, w);
	test_operators(&b);
	test_colours(&b);
	test_turn(&b);
	test_places(&b);
	test_codes(&b);
	if (argc > 1 && pdf_write(w, &b.mem, b.diag, b.fonts, &b.pages, &plain_job, keep, &out) == 0) {
		FILE *f = fopen(argv[1], "wb");
		CHECK(f != NULL && fwrite(out.data, 1, out.len, f) == out.len && fclose(f) == 0);
	}
	pdf_writer_free(w);
	close_bench(&b);
	return test_end("pdf");
}
