/* Plans attached to PDFs and taken out again; PDFs made to do harm. */
#include "test.h"
#include "arena.h"
#include "buffer.h"
#include "deflate.h"
#include "diag.h"
#include "haru.h"
#include "inflate.h"
#include "pdf_attach.h"
#include "pdf_file.h"
#include "pdf_read.h"
#include "verify.h"

#include <stdlib.h>

static const char plan[] = "{\"kind\": \"state\",\n \"place\": \"S\xC3\xB3" "c Tr\xC4\x83ng\"}\r\n";

struct bench {
	struct arena	 mem;
	struct diag	*diag;		/* of the last PDF read */
	struct deflate	*deflate;
	struct pdf_source source;
};

static int
keep(void *user, const void *data, size_t n)
{
	buffer_add(user, data, n);
	return 0;
}

/* A PDF with one empty page and the plan attached, made as the real ones are. */
static struct buffer
attached_pdf(struct bench *b, const void *data, size_t n)
{
	struct pdf_file f = { .mem = &b->mem, .haru = haru_open(&b->mem), .deflate = b->deflate };
	const struct pdf_attachment a = { .name = "81-kh-ubnd-2024.json", .date = "2024-05-06",
	    .description = "D\xE1\xBB\xAF li\xE1\xBB\x87u", .type = "application/json",
	    .data = data, .len = n };
	struct buffer catalog = { .mem = &b->mem }, out = { .mem = &b->mem };

	pdf_fill(&f, pdf_stream(&f), "q Q\n", 4);
	pdf_attach(&f, &a, &catalog);
	pdf_body(&f, haru_catalog(f.haru), &catalog);
	CHECK_INT(haru_save(f.haru, b->deflate, keep, &out), 0);
	haru_close(f.haru);
	return out;
}

/* Reads from an exact copy, so that a sanitizer sees any step beyond the end. */
static int
read_pdf(struct bench *b, const char *data, size_t n)
{
	char *copy = malloc(n + (n == 0));
	const struct source pdf = { .name = "it.pdf", .text = copy, .len = n };
	struct pdf_in in;
	int result;

	memcpy(copy, data, n);
	b->diag = diag_new(&b->mem, TT_ENGLISH);
	result = pdf_read_source(&in, &b->mem, b->diag, &pdf, &b->source);
	if (result == 0)
		b->source.data = arena_copy(&b->mem, b->source.data, b->source.len);
	free(copy);
	return result;
}

/* The id of the first message. */
static const char *
complaint(struct bench *b, const char *data, size_t n)
{
	int result = read_pdf(b, data, n);

	CHECK((result == 0) == (diag_count(b->diag) == 0));
	return result == 0 ? "none" : diag_message(b->diag, 0)->id;
}

static bool
has_plan(const struct bench *b)
{
	return b->source.len == sizeof plan - 1 && memcmp(b->source.data, plan, b->source.len) == 0;
}

static void
test_whole(struct bench *b)
{
	struct buffer pdf = attached_pdf(b, plan, sizeof plan - 1);

	CHECK_TEXT(complaint(b, pdf.data, pdf.len), "none");

	CHECK(has_plan(b));
	CHECK_TEXT(b->source.name, "81-kh-ubnd-2024");
	CHECK_TEXT(b->source.hash, NULL);
	CHECK_TEXT(b->source.standard, "1.7");
	pdf = attached_pdf(b, "", 0);
	CHECK_TEXT(complaint(b, pdf.data, pdf.len), "none");
	CHECK_INT(b->source.len, 0);
}

/* Whatever is cut off, the answer is the plan or an error, and never another plan. */
static void
test_cut(struct bench *b)
{
	struct buffer pdf = attached_pdf(b, plan, sizeof plan - 1);

	for (size_t n = 0; n < pdf.len; n += pdf.len / 50)
		CHECK_TEXT(complaint(b, pdf.data, n), n < 9 ? "pdf-kind" : "pdf-damaged");
	for (size_t n = pdf.len - 40; n < pdf.len; n++)
		CHECK(read_pdf(b, pdf.data, n) != 0 || has_plan(b));
	for (size_t from = 1; from < pdf.len; from += pdf.len / 50)
		CHECK(read_pdf(b, pdf.data + from, pdf.len - from) != 0 || has_plan(b));
}

/* One wrong bit never goes unseen; for more there is the hash, which this PDF has not. */
static void
test_flips(struct bench *b)
{
	struct buffer pdf = attached_pdf(b, plan, sizeof plan - 1);
	struct arena kept = b->mem;
	unsigned seed = 12345, wrong = 0;

	b->mem = (struct arena){ 0 };
	for (int round = 0; round < 20000; round++) {
		char *copy = arena_copy(&b->mem, pdf.data, pdf.len);
		for (int i = 0; i <= round % 3; i++) {
			seed = seed * 1103515245 + 12345;
			copy[(seed >> 8) % pdf.len] ^= (char)(1 << (seed >> 4 & 7));
		}
		wrong += read_pdf(b, copy, pdf.len) == 0 && !has_plan(b) && round % 3 == 0;
		arena_reset(&b->mem);
	}
	CHECK_INT(wrong, 0);
	arena_free(&b->mem);
	b->mem = kept;
}

/* A PDF of objects 1, 2 ... by hand; the first is the root. */
static struct buffer
made_pdf(struct bench *b, const char *trailer, const char *const *bodies)
{
	struct buffer out = { .mem = &b->mem };
	size_t starts[32], n = 0, table;

	buffer_text(&out, "%PDF-1.7\n");
	for (; bodies[n] != NULL; n++) {
		starts[n] = out.len;
		buffer_printf(&out, "%zu 0 obj\n%s\nendobj\n", n + 1, bodies[n]);
	}
	table = out.len;
	buffer_printf(&out, "xref\n0 %zu\n0000000000 65535 f \n", n + 1);
	for (size_t i = 0; i < n; i++)
		buffer_printf(&out, "%010zu 00000 n \n", starts[i]);
	buffer_printf(&out, "trailer\n<</Root 1 0 R /Size %zu%s>>\nstartxref\n%zu\n%%%%EOF\n", n + 1,
	    trailer, table);
	return out;
}

#define COMPLAINT(b, trailer, ...) made_complaint(b, trailer, \
	(const char *const[]){ __VA_ARGS__, NULL })

static const char *
made_complaint(struct bench *b, const char *trailer, const char *const *bodies)
{
	struct buffer pdf = made_pdf(b, trailer, bodies);

	return complaint(b, pdf.data, pdf.len);
}

#define ROOT	"<</AF [2 0 R]>>"
#define FILE_2	"<</AFRelationship /Source /UF (a.json) /EF <</UF 3 0 R>>>>"
#define DATA_3	"<</Length 2>>\nstream\n{}\nendstream"

static void
test_forms(struct bench *b)
{
	CHECK_TEXT(COMPLAINT(b, "", ROOT, FILE_2, DATA_3), "none");
	CHECK_TEXT(COMPLAINT(b, "", "<</AF [2 0 R 2 0 R 2 0 R]>>", FILE_2, DATA_3), "none");
	CHECK_TEXT(COMPLAINT(b, "", "<</AF 4 0 R>>", FILE_2, DATA_3, "[2 0 R]"), "none");
	CHECK_TEXT(COMPLAINT(b, "", "<</AF [" FILE_2 "]>>", "null", DATA_3), "none");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, FILE_2, "<</Length 4 0 R>>\nstream\r\n{}\r\nendstream", "2"),
	    "none");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, FILE_2,
	    "<</Length 2 /Filter [] /Subtype /application#2fjson /Params <</Size 2>>>>\nstream\n{}\nendstream"),
	    "none");
}

static void
test_missing(struct bench *b)
{
	CHECK_TEXT(COMPLAINT(b, "", "<<>>"), "source-none");
	CHECK_TEXT(COMPLAINT(b, "", "<</AF []>>"), "source-none");
	CHECK_TEXT(COMPLAINT(b, "", "<</AF [9 0 R 2 1 R null 7 (x)]>>", FILE_2, DATA_3), "source-none");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, "<</AFRelationship /Data /UF (plan.json) /EF <</UF 3 0 R>>>>",
	    DATA_3), "source-none");
	CHECK_TEXT(COMPLAINT(b, "", "<</Names <</EmbeddedFiles <</Names [(a.json) 2 0 R]>>>>>>", FILE_2,
	    DATA_3), "source-none");
	CHECK_TEXT(COMPLAINT(b, "", "<</AF [2 0 R 4 0 R]>>", FILE_2, DATA_3, FILE_2), "source-several");
	CHECK_TEXT(COMPLAINT(b, "", "<</AF [" FILE_2 FILE_2 "]>>", "null", DATA_3), "source-several");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, "<</AFRelationship /Source /EF <</F 3 0 R /UF 4 0 R>>>>", DATA_3,
	    DATA_3), "source-several");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, FILE_2,
	    "<</Length 2 /Subtype /text#2fx-tex>>\nstream\n{}\nendstream"), "source-kind");
	CHECK_TEXT(COMPLAINT(b, " /Encrypt <</Filter /Standard>>", ROOT, FILE_2, DATA_3), "pdf-encrypted");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, FILE_2,
	    "<</Length 2 /Filter /LZWDecode>>\nstream\n{}\nendstream"), "pdf-filter");
}

static void
test_damaged(struct bench *b)
{
	CHECK_TEXT(complaint(b, "", 0), "pdf-kind");
	CHECK_TEXT(complaint(b, "{}", 2), "pdf-kind");
	CHECK_TEXT(complaint(b, "%PDF-", 5), "pdf-damaged");
	CHECK_TEXT(complaint(b, "%PDF-1.7\nstartxref\n9\n%%EOF", 26), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, "", "7"), "source-none");
	CHECK_TEXT(COMPLAINT(b, "", "null"), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, "", "<</AF 1 0 R>>"), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, "", "<</AF ((((>>"), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, "", "<</AF [1 0 R >>"), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, "<</AFRelationship /Source>>"), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, "<</AFRelationship /Source /EF <</UF 2 0 R>>>>"), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, FILE_2, "<</Length 3 0 R>>\nstream\n{}\nendstream"), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, FILE_2, "<</Length 999999>>\nstream\n{}\nendstream"), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, FILE_2, "<</Length -1>>\nstream\n{}\nendstream"), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, FILE_2,
	    "<</Length 2 /Params <</Size 3>>>>\nstream\n{}\nendstream"), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, "", ROOT, FILE_2,
	    "<</Length 2 /Filter /FlateDecode>>\nstream\n{}\nendstream"), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, " /Prev 99999999", ROOT, FILE_2, DATA_3), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, " /Prev -1", ROOT, FILE_2, DATA_3), "pdf-damaged");
	CHECK_TEXT(COMPLAINT(b, " /XRefStm 9", ROOT, FILE_2, DATA_3), "pdf-damaged");
}

/* Sections that lead back to themselves, and nesting without end. */
static void
test_loops(struct bench *b)
{
	struct buffer pdf = made_pdf(b, "", (const char *const[]){ ROOT, FILE_2, DATA_3, NULL });
	struct buffer deep = { .mem = &b->mem };
	size_t table = pdf.len - strlen(strstr(pdf.data, "xref\n0"));
	const char *again = arena_printf(&b->mem, " /Prev %zu", table);

	CHECK_TEXT(COMPLAINT(b, again, ROOT, FILE_2, DATA_3), "pdf-damaged");

	for (int i = 0; i < 100000; i++)
		buffer_text(&deep, "[");
	CHECK_TEXT(COMPLAINT(b, "", deep.data), "pdf-damaged");
	deep.len = 0;
	for (int i = 0; i < 600000; i++)
		buffer_text(&deep, "1 ");
	CHECK_TEXT(COMPLAINT(b, "", arena_printf(&b->mem, "<</X [%s]>>", deep.data)), "pdf-damaged");
	deep.len = 0;
	for (int i = 0; i < 101; i++)
		buffer_text(&deep, "9 0 R ");
	CHECK_TEXT(COMPLAINT(b, "", arena_printf(&b->mem, "<</AF [%s]>>", deep.data)), "pdf-damaged");
}

/* A little that becomes a lot. */
static void
test_bomb(struct bench *b)
{
	char ab[] = { 0x78, '\x9C', 0x4B, 0x4C, 0x02, 0x00, 0x01, 0x26, 0x00, '\xC4' };
	size_t n = (size_t)65 << 20;
	char *zeros = calloc(1, n);
	struct buffer pdf = attached_pdf(b, zeros, n);
	const char *out;

	CHECK(pdf.len < 200000);
	CHECK_TEXT(complaint(b, pdf.data, pdf.len), "source-large");
	pdf = attached_pdf(b, zeros, (size_t)64 << 20);
	CHECK_TEXT(complaint(b, pdf.data, pdf.len), "none");
	CHECK_INT(b->source.len, 64 << 20);
	free(zeros);
	CHECK_INT(inflate_bytes(&b->mem, "", 0, 10, &out, &n), INFLATE_DAMAGED);
	CHECK_INT(inflate_bytes(&b->mem, ab, sizeof ab, 1, &out, &n), INFLATE_LARGE);
	CHECK_INT(inflate_bytes(&b->mem, ab, sizeof ab, sizeof ab, &out, &n), INFLATE_DONE);
	CHECK_INT(n, 2);
	ab[sizeof ab - 1] ^= 1;
	CHECK_INT(inflate_bytes(&b->mem, ab, sizeof ab, sizeof ab, &out, &n), INFLATE_DAMAGED);
}

static void
test_names(struct bench *b)
{
	static const struct { const char *given, *want; } names[] = {
		{ "(a.json)", "a" }, { "(a.JSON)", "a.JSON" }, { "(plan)", "plan" },
		{ "(../../etc/passwd)", "passwd" }, { "(/etc/passwd)", "passwd" },
		{ "(C:\\\\x\\\\..\\\\con.json)", "con" }, { "(..)", "source" }, { "(.bashrc)", "bashrc" },
		{ "(-rf.json)", "rf" }, { "()", "source" }, { "(a\\000b.json)", "a-b" },
		{ "(a\\012; rm -rf *.json)", "a-rm-rf" }, { "(a/)", "source" }, { "(x/../.json)", "json" },
		{ "<FEFF00610062002E006A0073006F006E>", "ab" }, { "<FEFF1EBF002F006B>", "k" },
		{ "<FEFF006B1EBF0068>", "k-h" }, { "<FEFF00>", "source" }, { "7", "source" },
		{ "(k\xE1\xBA\xBF.json)", "k" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *file = arena_printf(&b->mem,
		    "<</AFRelationship /Source /UF %s /EF <</F 3 0 R>>>>", names[i].given);
		CHECK_TEXT(COMPLAINT(b, "", ROOT, file, DATA_3), "none");
		CHECK_TEXT(b->source.name, names[i].want);
	}
	CHECK_TEXT(COMPLAINT(b, "", ROOT, arena_printf(&b->mem, "<</AFRelationship /Source /UF (%0200d)"
	    "/EF <</F 3 0 R>>>>", 7), DATA_3), "none");
	CHECK_INT(strlen(b->source.name), 100);
}

static void
test_record(struct bench *b)
{
	static const char xmp[] = " pdfaid:part=\"3\" pdfaid:conformance=\"A\""
	    " pdfuaid:part=\"1\" vb:profile=\"nd30-2020\" vb:sourceHash=\""
	    "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"";
	static const char other[] = " vb:sourceHash=\"00ff\"";
	static const char bad[] = " vb:profile=\"../../x.json\" vb:sourceHash=\"0";
	const char *packet = arena_printf(&b->mem, "<</Length %zu>>\nstream\n%s\nendstream", sizeof xmp - 1, xmp);

	CHECK_TEXT(COMPLAINT(b, " /Info 5 0 R", "<</AF [2 0 R] /Metadata 4 0 R>>", FILE_2, DATA_3, packet,
	    "<</Producer (a program)>>"), "none");

	CHECK_TEXT(b->source.standard, "a-3a,ua-1");
	CHECK_TEXT(b->source.profile, "nd30-2020");
	CHECK_INT(strlen(b->source.hash), 64);
	CHECK_TEXT(b->source.producer, "a program");
	packet = arena_printf(&b->mem, "<</Length %zu>>\nstream\n%s\nendstream", sizeof bad - 1, bad);
	CHECK_TEXT(COMPLAINT(b, "", "<</AF [2 0 R] /Metadata 4 0 R>>", FILE_2, DATA_3, packet), "none");
	CHECK_TEXT(b->source.profile, NULL);
	CHECK_TEXT(b->source.hash, NULL);
	packet = arena_printf(&b->mem, "<</Length %zu>>\nstream\n%s\nendstream", sizeof other - 1, other);
	CHECK_TEXT(COMPLAINT(b, "", "<</AF [2 0 R] /Metadata 4 0 R>>", FILE_2, DATA_3, packet), "source-changed");
}

/* A later revision with one object put over another; prev < 0: that of the file. */
static struct buffer
revise(struct bench *b, const struct buffer *pdf, int number, const char *body, long prev)
{
	struct buffer out = { .mem = &b->mem };
	const char *last = pdf->data;
	size_t start = pdf->len, table;

	for (const char *p = last; (p = strstr(p, "startxref\n")) != NULL; p++)
		last = p;
	buffer_add(&out, pdf->data, pdf->len);
	buffer_printf(&out, "%d 0 obj\n%s\nendobj\n", number, body);
	table = out.len;
	buffer_printf(&out, "xref\n%d 1\n%010zu 00000 n \ntrailer\n<</Root 1 0 R /Size 9 /Prev %ld>>\n"
	    "startxref\n%zu\n%%%%EOF\n", number, start, prev >= 0 ? prev : strtol(last + 10, NULL, 10), table);
	return out;
}

/* The verdict on a PDF when its data give `made`. */
static const char *
verdict(struct bench *b, const struct buffer *pdf, const struct buffer *made)
{
	struct source source = { .name = "it.pdf", .text = pdf->data, .len = pdf->len };
	struct verify v;

	b->diag = diag_new(&b->mem, TT_ENGLISH);
	if (verify_open(&v, &b->mem, b->diag, &source) == 0) {
		for (size_t i = 0; i < made->len; i += 100)
			verify_write(&v, made->data + i, made->len - i < 100 ? made->len - i : 100);
		CHECK((verify_conclude(&v, &b->mem, b->diag) == 0) == !diag_failed(b->diag));
	}
	return diag_message(b->diag, 0)->id;
}

static void
test_verdicts(struct bench *b)
{
	static const char *const bodies[] = { "<</AF [2 0 R] /Pages 4 0 R>>", FILE_2, DATA_3,
		"<</Kids [5 0 R] /Count 1>>", "<</Type /Page /Contents 6 0 R>>",
		"<</Length 3>>\nstream\nq Q\nendstream", NULL };
	struct buffer pdf = made_pdf(b, "", bodies), other, later;

	CHECK_TEXT(verdict(b, &pdf, &pdf), "verify-same");

	other = pdf;
	other.len--;
	CHECK_TEXT(verdict(b, &pdf, &other), "verify-after");
	CHECK_TEXT(verdict(b, &other, &pdf), "verify-program");
	other = made_pdf(b, " /X 1", bodies);
	CHECK_TEXT(verdict(b, &pdf, &other), "verify-program");
	later = revise(b, &pdf, 7, "<</Type /Annot>>", -1);
	CHECK_TEXT(verdict(b, &later, &pdf), "verify-later");
	later = revise(b, &later, 5, "<</Type /Page /Contents 6 0 R /Annots [7 0 R]>>", -1);
	CHECK_TEXT(verdict(b, &later, &pdf), "verify-notes");
	later = revise(b, &pdf, 1, "<</Pages 4 0 R /AF [2 0 R] /AcroForm <</Fields [] /SigFlags 3>>>>", -1);
	CHECK_TEXT(verdict(b, &later, &pdf), "verify-later");
	later = revise(b, &pdf, 5, "<</Type /Page /Contents 7 0 R>>", -1);
	CHECK_TEXT(verdict(b, &later, &pdf), "verify-revised");
	later = revise(b, &pdf, 5, "<</Type /Page /Contents 6 0 R /Contents 7 0 R>>", -1);
	CHECK_TEXT(verdict(b, &later, &pdf), "verify-revised");
	later = revise(b, &pdf, 5, "null", -1);
	CHECK_TEXT(verdict(b, &later, &pdf), "verify-revised");
	later = revise(b, &pdf, 6, "<</Length 3>>\nstream\nq Q\nendstream", -1);
	CHECK_TEXT(verdict(b, &later, &pdf), "verify-revised");
	later = revise(b, &pdf, 1, "<</AF [2 0 R] /Pages 4 0 R /OpenAction 7 0 R>>", -1);
	CHECK_TEXT(verdict(b, &later, &pdf), "verify-revised");
	later = revise(b, &pdf, 3, "<</Length 2>>\nstream\n[]\nendstream", -1);
	CHECK_TEXT(verdict(b, &later, &pdf), "source-changed");
	later = revise(b, &pdf, 7, "7", 1);
	CHECK_TEXT(verdict(b, &later, &pdf), "pdf-damaged");
}

int
main(void)
{
	struct bench b = { .deflate = deflate_new() };

	test_whole(&b);
	test_cut(&b);
	test_flips(&b);
	test_forms(&b);
	test_missing(&b);
	test_damaged(&b);
	test_loops(&b);
	arena_reset(&b.mem);
	test_bomb(&b);
	arena_reset(&b.mem);
	test_names(&b);
	test_record(&b);
	test_verdicts(&b);
	deflate_free(b.deflate);
	arena_free(&b.mem);
	return test_end("pdf_read");
}
