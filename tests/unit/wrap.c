#include "setting.h"
#include "span.h"
#include "test.h"

#include <stdint.h>
#include <stdlib.h>

/* Words that must be on one line, whatever the width of the column. */
static void
test_ties(struct setting *s)
{
	static const char *const cases[][2] = {
		{ "theo Nghị định số 72/2015/NĐ-CP của Chính phủ", "số 72/2015/NĐ-CP" },
		{ "theo Quyết định số 1079/QĐ-TTg của Thủ tướng", "số 1079/QĐ-TTg" },
		{ "theo Thông tư số 22/2016/TT-BTTTT của Bộ", "số 22/2016/TT-BTTTT" },
		{ "kế hoạch ban hành Số: /KH-UBND của tỉnh", "Số: /KH-UBND" },
		{ "ban hành ngày 07/9/2015 của Chính phủ", "ngày 07/9/2015" },
		{ "ban hành NGÀY 07 tháng 9 năm 2015 của Bộ", "NGÀY 07 tháng 9" },
		{ "ban hành ngày 07 tháng 9 năm 2015 của Bộ", "năm 2015" },
		{ "ban hành ngày ... tháng ... năm 2015 của Bộ", "ngày ..." },
		{ "trong giai đoạn 2021 - 2025 của tỉnh", "2021 - 2025" },
		{ "trong giai đoạn 1990 – 1995 của tỉnh", "1990 – 1995" },
		{ "với số tiền 2.278.000.000 đồng, do tỉnh cấp", "2.278.000.000 đồng," },
		{ "với số tiền 1,5 triệu đồng; do tỉnh cấp", "1,5 triệu đồng;" },
		{ "gồm có 15 đại biểu, do tỉnh cử", "15 đại biểu," },
		{ "phát triển kinh tế - xã hội của tỉnh", "tế -" },
		{ "phát triển kinh tế – xã hội của tỉnh", "tế –" },
		{ "theo dõi và thực hiện ./.", "hiện ./." },
		{ "theo quy định tại khoản 2 Điều 5 của Luật", "khoản 2" },
		{ "theo quy định tại (Điều 5) của Luật", "(Điều 5)" },
		{ "tại Chương IV của Luật này", "Chương IV" },
		{ "xem Phụ lục II kèm theo", "lục II" },
		{ "cộng tác viên\302\240tốt của tỉnh nhà", "viên tốt" },
		{ "a) Mục tiêu chung của kế hoạch", "a) Mục" },
		{ "1. Mục tiêu chung của kế hoạch", "1. Mục" },
		{ "- Mục tiêu chung của kế hoạch", "- Mục" },
		{ "trân trọng kính mời ông Lê Văn C, Giám đốc Sở", "Văn C," },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct span part = setting_span(cases[i][1], 0);
		len least = wrap_width(&s->wrap, &s->type, &part, 1);
		int broken = 0;
		for (len w = least + PT(1); w < PT(300); w += PT(3)) {
			const char *t = setting_text(s, setting_wrap(s, cases[i][0], w, ALIGN_LEFT));
			broken += strstr(t, cases[i][1]) == NULL;
		}
		if (broken > 0)
			printf("\"%s\" broken at %d widths\n", cases[i][1], broken);
		CHECK_INT(broken, 0);
	}
}

/* Both ends of a break that must be possible. */
static void
test_breaks(struct setting *s)
{
	static const char *const cases[][2] = {
		{ "ngày 07 tháng 9 năm 2015", "tháng 9|năm" },
		{ "phát triển kinh tế - xã hội", "-|xã" },
		{ "số 72/2015/NĐ-CP ngày 07", "CP|ngày" },
		{ "cho đại biểu khác của tỉnh", "đại|biểu" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int found = 0;
		for (len w = PT(20); w < PT(200); w += PT(2))
			found += strstr(setting_text(s, setting_wrap(s, cases[i][0], w, ALIGN_LEFT)),
			    cases[i][1]) != NULL;
		if (found == 0)
			printf("never \"%s\"\n", cases[i][1]);
		CHECK(found > 0);
	}
}

static const char body[] = "Nâng cao nhận thức cho các cấp, ngành, địa phương và nhân dân về chủ "
    "trương đường lối của Đảng, chính sách pháp luật của Nhà nước trong công tác thông tin đối "
    "ngoại, góp phần tích cực vào công cuộc xây dựng và phát triển đất nước, thúc đẩy phát triển "
    "kinh tế - xã hội, giữ vững ổn định chính trị, bảo đảm quốc phòng an ninh.";

static void
test_justified(struct setting *s)
{
	struct span span = setting_span(body, 0);

	for (len w = PT(300); w < PT(500); w += 7777) {
		struct wrap_spec spec = { .width = w, .first = PT(28.35), .align = ALIGN_JUSTIFY,
			.ties = &s->ties };
		struct lines *l = wrap_lines(&s->wrap, &s->type, &spec, &span, 1);
		int off = 0, wild = 0;
		for (size_t i = 0; i < l->n; i++) {
			const struct line *line = &l->lines[i];
			const struct piece *end = &line->pieces[line->n - 1];
			off += line->x != (i == 0 ? PT(28.35) : 0);
			off += line->x + line->width != end->x + end->width;
			off += i + 1 < l->n ? end->x + end->width != w : end->x + end->width > w;
			wild += line->stretch < 750 || line->stretch > 2000;
			off += line->forced != (i + 1 == l->n) || line->ends_word != (i + 1 < l->n);
			off += line->pieces[0].space;
		}
		CHECK_INT(off, 0);
		CHECK_INT(wild, 0);
		CHECK(l->lines[l->n - 1].n > 1);
	}
}

/* The label's space keeps its width while the others stretch. */
static void
test_label(struct setting *s)
{
	static const char *const labels[] = { "a)", "1.", "2.1.", "-", "+", "(i)", "IV.", "đ)" };

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		char text[600];
		struct lines *l;
		const struct piece *p;
		snprintf(text, sizeof text, "%s %s", labels[i], body);
		for (len w = PT(300); w < PT(330); w += PT(10)) {
			l = setting_wrap(s, text, w, ALIGN_JUSTIFY);
			p = l->lines[0].pieces;
			CHECK_INT(p[1].x - p[0].x - p[0].width, PT(13) / 4);
		}
	}
}

static void
test_titles(struct setting *s)
{
	static const struct { const char *text; int width; const char *lines; } cases[] = {
		{ "Thực hiện công tác thông tin đối ngoại trên địa bàn tỉnh Sóc Trăng năm 2023", 340,
		    "Thực hiện công tác thông tin đối ngoại|trên địa bàn tỉnh Sóc Trăng năm 2023" },
		{ "Thực hiện công tác thông tin đối ngoại trên địa bàn tỉnh Sóc Trăng năm 2023", 480,
		    "Thực hiện công tác thông tin đối ngoại trên địa bàn tỉnh Sóc Trăng năm 2023" },
		{ "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 170, "CỘNG HÒA XÃ|HỘI CHỦ NGHĨA" },
		{ "Về việc tổ chức hội nghị 2023", 150, "Về việc tổ chức|hội nghị 2023" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_TEXT(setting_text(s, setting_wrap(s, cases[i].text, PT(cases[i].width),
		    ALIGN_CENTER)), cases[i].lines);
}

/* In narrow cells a word ends its line where its sense ends, and may stand alone. */
static void
test_cells(struct setting *s)
{
	static const struct { const char *text; int width; enum align align; const char *lines; } cases[] = {
		{ "Công an tỉnh", 50, ALIGN_LEFT, "Công an|tỉnh" },
		{ "Thanh tra Sở", 56, ALIGN_LEFT, "Thanh tra|Sở" },
		{ "Đã chi (đồng)", 56, ALIGN_CENTER, "Đã chi|(đồng)" },
		{ "Kinh phí đã chi (đồng)", 95, ALIGN_LEFT, "Kinh phí đã chi|(đồng)" },
		{ "Sở Thông tin và Truyền thông", 136, ALIGN_LEFT, "Sở Thông tin và|Truyền thông" },
		{ "Tuyên truyền trên hệ thống cơ sở", 165, ALIGN_LEFT, "Tuyên truyền trên hệ thống|cơ sở" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_TEXT(setting_text(s, setting_wrap(s, cases[i].text, PT(cases[i].width), cases[i].align)),
		    cases[i].lines);
}

/* Text set as wide as its two lines need has two lines; any narrower, more. */
static void
test_two_width(struct setting *s)
{
	static const char *const cases[] = { "Hoàn thành chậm", "Đang thực hiện", "Tỷ lệ (%)", "Thời gian thực hiện" };
	struct wrap_spec spec = { .align = ALIGN_LEFT, .ties = &s->ties };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct span span = setting_span(cases[i], 0);
		len width = wrap_two_width(&s->wrap, &s->type, &spec, &span, 1);
		CHECK_INT(setting_wrap(s, cases[i], width, ALIGN_LEFT)->n, 2);
		CHECK(setting_wrap(s, cases[i], width - 1, ALIGN_LEFT)->n > 2);
	}
}

static void
test_alignment(struct setting *s)
{
	const struct line *l = setting_wrap(s, "Nơi nhận", PT(200), ALIGN_CENTER)->lines;

	CHECK(l->x - (PT(200) - l->x - l->width) <= 1 && l->x > 0);
	l = setting_wrap(s, "Nơi nhận", PT(200), ALIGN_RIGHT)->lines;
	CHECK_INT(l->x + l->width, PT(200));
	l = setting_wrap(s, "Nơi nhận", PT(200), ALIGN_JUSTIFY)->lines;
	CHECK_INT(l->stretch, 1000);
	CHECK_INT(l->x, 0);
	CHECK_INT(setting_wrap(s, "", PT(200), ALIGN_LEFT)->n, 1);
	CHECK_INT(setting_wrap(s, "   ", PT(200), ALIGN_LEFT)->lines[0].n, 0);
	CHECK_TEXT(setting_text(s, setting_wrap(s, "  hai   chữ ", PT(200), ALIGN_LEFT)), "hai chữ");
}

static struct lines *
wrap_spans(struct setting *s, const struct span *spans, size_t n, len width)
{
	struct wrap_spec spec = { .width = width, .align = ALIGN_JUSTIFY, .ties = &s->ties };

	return wrap_lines(&s->wrap, &s->type, &spec, spans, n);
}

static void
test_spans(struct setting *s)
{
	struct span mark[] = { setting_span("theo quy định chung", 0), setting_span("(1)", SPAN_SUPER),
		setting_span(", và Luật", 0) };
	struct span blank[] = { setting_span("Họ tên: ", 0), { .kind = SPAN_BLANK, .blank = PT(80) },
		setting_span(" ngày sinh", 0) };
	struct span forced[] = { setting_span("một hai", 0), { .kind = SPAN_BREAK },
		{ .kind = SPAN_BREAK }, setting_span("ba", 0) };
	struct span under[] = { setting_span("a", 0), setting_span(" b c", SPAN_UNDERLINE),
		setting_span(" d", 0) };
	const struct lines *l;

	for (len w = PT(60); w < PT(200); w += PT(5))
		CHECK(strstr(setting_text(s, wrap_spans(s, mark, 3, w)), "chung(1),") != NULL);
	l = wrap_spans(s, mark, 3, PT(400));
	CHECK_INT(l->lines[0].pieces[4].size, 7540);
	CHECK_INT(l->lines[0].pieces[4].rise, 4290);
	CHECK(!l->lines[0].pieces[4].space);
	CHECK_TEXT(setting_text(s, wrap_spans(s, blank, 3, PT(140))), "Họ|tên: _ ngày|sinh");
	l = wrap_spans(s, forced, 4, PT(400));
	CHECK_TEXT(setting_text(s, l), "một hai||ba");
	CHECK(l->lines[0].forced && l->lines[0].ends_word && !l->lines[2].ends_word);
	CHECK_INT(l->lines[0].stretch, 1000);
	l = wrap_spans(s, under, 3, PT(400));
	CHECK(l->lines[0].pieces[1].space_underlined && !l->lines[0].pieces[3].space_underlined);
}

static size_t
count_id(const struct setting *s, const char *id)
{
	size_t n = 0;

	for (size_t i = 0; i < diag_count(s->diag); i++)
		n += strcmp(diag_message(s->diag, i)->id, id) == 0;
	return n;
}

static void
test_wide_words(struct setting *s)
{
	const struct lines *l;

	CHECK_TEXT(setting_text(s, setting_wrap(s, "xem 72/2015/NĐ-CP nhé", PT(68), ALIGN_LEFT)),
	    "xem|72/2015/|NĐ-CP nhé");
	CHECK_INT(count_id(s, "line-overfull"), 1);

	l = setting_wrap(s, "nghiêngnghiêngnghiêngnghiêng", PT(60), ALIGN_LEFT);
	CHECK(l->n >= 3);
	for (size_t i = 0; i < l->n; i++)
		CHECK(l->lines[i].width <= PT(60) && !l->lines[i].ends_word);
	/* Ties give way before a word is broken. */
	CHECK_TEXT(setting_text(s, setting_wrap(s, "ngày 07 tháng 9 năm 2015", PT(36), ALIGN_LEFT)),
	    "ngày|07|tháng|9 năm|2015");
	CHECK_INT(count_id(s, "line-overfull"), 2);
	CHECK(setting_wrap(s, "rất hẹp", 1, ALIGN_JUSTIFY)->n == 6);
	CHECK(setting_wrap(s, "rất hẹp", -50, ALIGN_CENTER)->n == 6);
}

static void
test_missing(struct setting *s)
{
	const struct tt_message *m;
	const struct lines *l = setting_wrap(s, "x\342\201\275y \344\275\240 z", PT(200), ALIGN_LEFT);
	size_t n = diag_count(s->diag);

	CHECK_TEXT(setting_text(s, l), "xy z");

	CHECK(n >= 2);
	m = diag_message(s->diag, n - 2);
	CHECK_TEXT(m->id, "glyph-missing");
	CHECK(strstr(m->text, "U+207D") != NULL);
	CHECK(strstr(diag_message(s->diag, n - 1)->text, "U+4F60") != NULL);
}

/* Khmer in a Vietnamese line: fonts change inside it, U+200B is a break without width. */
static void
test_fallback(struct setting *s)
{
	static const char khmer[] = "(ខ្មែរ\342\200\213ភាសា\342\200\213ខ្មែរ)";
	const struct lines *l = setting_wrap(s, khmer, PT(400), ALIGN_LEFT);
	int notdef = 0, foreign = 0;

	for (size_t i = 0; i < l->lines[0].n; i++) {
		const struct shape *p = l->lines[0].pieces[i].shape;
		foreign += strcmp(p->font->family, "Noto Serif Khmer") == 0;
		for (uint32_t k = 0; k < p->n; k++)
			notdef += p->glyphs[k].id == 0;
	}
	CHECK_INT(notdef, 0);
	CHECK_INT(foreign, 3);
	CHECK_TEXT(setting_text(s, l), "(ខ្មែរភាសាខ្មែរ)");
	l = setting_wrap(s, khmer, PT(60), ALIGN_LEFT);
	CHECK(l->n >= 2);
	CHECK(!l->lines[0].ends_word);
}

static void
test_huge(struct setting *s)
{
	enum { SIZE = 1000000 };
	char *text = malloc(SIZE + 1);
	const struct lines *l;
	int wide = 0;

	for (int i = 0; i < SIZE; i++)
		text[i] = i % 5 == 4 ? ' ' : 'a';
	text[SIZE] = '\0';
	l = setting_wrap(s, text, PT(480), ALIGN_JUSTIFY);
	CHECK(l->n > 8000);
	memset(text, 'a', SIZE);
	l = setting_wrap(s, text, PT(480), ALIGN_JUSTIFY);
	CHECK(l->n > 8000);
	for (size_t i = 0; i < l->n; i++)
		wide += l->lines[i].width > PT(480);
	CHECK_INT(wide, 0);
	free(text);
}

static void
test_least_width(struct setting *s)
{
	struct span span = setting_span("ngày 07 tháng 9 và nghiêng", 0);
	struct span tied = setting_span("ngày 07 tháng 9", 0);
	struct wrap_spec spec = { .width = PT(100), .ties = &s->ties };
	len want = wrap_width(&s->wrap, &s->type, &tied, 1);

	CHECK_INT(wrap_least_width(&s->wrap, &s->type, &spec, &span, 1), want);
}

int
main(void)
{
	struct setting s;

	setting_open(&s);
	if (!CHECK(s.fonts != NULL && s.type.sets[FONT_BOLD_ITALIC] != NULL))
		return test_end("wrap");
	test_justified(&s);
	test_label(&s);
	test_titles(&s);
	test_cells(&s);
	test_two_width(&s);
	test_alignment(&s);
	test_spans(&s);
	test_least_width(&s);
	CHECK(!diag_failed(s.diag));
	test_wide_words(&s);
	test_ties(&s);
	test_breaks(&s);
	test_missing(&s);
	test_fallback(&s);
	test_huge(&s);
	setting_close(&s);
	return test_end("wrap");
}
