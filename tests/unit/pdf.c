/* Pages made by hand, written as PDFs. */
#include "bench.h"
#include "buffer.h"
#include "inflate.h"
#include "pdf.h"
#include "standard.h"
#include "test.h"

#include <stdlib.h>

/* Promises nothing, so that the bytes are those of the pages. */
static const struct standard plain = { 0 };
static const struct pdf_job plain_job = { .standard = &plain };

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
	LINE(p, 5, 150000, 0, { .text = "Gạch chân", .look = SPAN_UNDERLINE },
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
	if (argc > 1 && pdf_write(w, &b.mem, b.diag, b.fonts, &b.pages, &plain_job, keep, &out) == 0) {
		FILE *f = fopen(argv[1], "wb");
		CHECK(f != NULL && fwrite(out.data, 1, out.len, f) == out.len && fclose(f) == 0);
	}
	pdf_writer_free(w);
	close_bench(&b);
	return test_end("pdf");
}
