/* What PDFs say about themselves, read back from the information dictionary and the XMP. */
#include "test.h"
#include "arena.h"
#include "buffer.h"
#include "deflate.h"
#include "diag.h"
#include "haru.h"
#include "icc.h"
#include "page.h"
#include "pdf_file.h"
#include "pdf_meta.h"
#include "standard.h"
#include "utf8.h"

#include <stdbool.h>
#include <stdlib.h>

enum { STRING_MAX = 32767 };		/* bytes of a string in PDF/A */

static struct arena mem;

static struct standard
standard(const char *list)
{
	struct standard s;
	const char *bad;

	CHECK_INT(standard_parse(list, &s, &bad), STANDARD_OK);

	return s;
}

static const char *
xmp(const struct document_info *info, const char *list)
{
	const struct standard s = standard(list);
	struct buffer b = { .mem = &mem };

	pdf_meta_xmp(&b, &(struct pdf_meta){ .info = info, .standard = &s, .npages = 8 });
	return b.data;
}

/* What stands between two texts, with the five entities of XML resolved; NULL: nothing. */
static const char *
between(const char *text, const char *before, const char *after)
{
	static const char *const names[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;" };
	const char *from = strstr(text, before), *end;
	struct buffer b = { .mem = &mem };
	bool bare = false;

	if (from == NULL || (end = strstr(from += strlen(before), after)) == NULL)
		return NULL;
	buffer_add(&b, "", 0);
	for (; from < end; from++) {
		char c = *from;
		for (size_t i = 0; c == '&' && i < 5; i++)
			if (strncmp(from, names[i], strlen(names[i])) == 0) {
				from += strlen(names[i]) - 1;
				buffer_byte(&b, "&<>\"'"[i]);
				c = '\0';
			}
		bare |= c == '&' || c == '<' || c == '>';
		if (c != '\0')
			buffer_byte(&b, c);
	}
	CHECK(!bare);
	return b.data;
}

static const char *
in_xmp(const char *packet, const char *name)
{
	return between(packet, arena_printf(&mem, "\n %s=\"", name), "\"");
}

static const char *
in_container(const char *packet, const char *open)
{
	return between(packet, open, "</rdf:li>");
}

/* The bytes of a literal string of PDF, from its opening bracket on; their number in *n. */
static char *
bytes_of(const char *p, const char *end, size_t *n)
{
	char *out = arena_new(&mem, (size_t)(end - p) + 1);

	*n = 0;
	for (p++; p < end && *p != ')'; p++) {
		if (*p == '\\')
			p++;
		out[(*n)++] = p[-1] == '\\' && *p == 'r' ? '\r' : *p;
	}
	return out;
}

/* The text of an entry as UTF-8; NULL: not there. */
static const char *
in_info(const struct buffer *b, const char *key)
{
	char *mark = arena_printf(&mem, "/%s (", key);
	size_t n, length = strlen(mark);
	struct buffer text = { .mem = &mem };
	char *bytes = NULL;

	for (size_t i = 0; bytes == NULL && i + length <= b->len; i++)
		if (memcmp(b->data + i, mark, length) == 0)
			bytes = bytes_of(b->data + i + length - 1, b->data + b->len, &n);
	if (bytes == NULL)
		return NULL;
	CHECK(n <= STRING_MAX);
	if (n < 2 || memcmp(bytes, "\xFE\xFF", 2) != 0)
		return bytes;
	for (size_t i = 2; i + 1 < n; i += 2) {
		unsigned c = (unsigned)(unsigned char)bytes[i] << 8 | (unsigned char)bytes[i + 1];
		char utf8[UTF8_MAX];
		if (c >= 0xD800 && c < 0xDC00 && i + 3 < n) {
			unsigned low = (unsigned)(unsigned char)bytes[i + 2] << 8
			    | (unsigned char)bytes[i + 3];
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		}
		buffer_add(&text, utf8, (size_t)utf8_put(utf8, c));
	}
	return text.data;
}

/* What becomes of a title, the same wherever it stands. */
static const char *
title_of(const char *title)
{
	const struct document_info info = { .title = title, .subject = title, .author = title };
	const struct standard s = standard("a-2a,ua-1");
	const struct pdf_meta m = { .info = &info, .standard = &s, .npages = 1 };
	struct buffer entries = { .mem = &mem }, packet = { .mem = &mem };
	const char *text;

	pdf_meta_info(&entries, &m);
	pdf_meta_xmp(&packet, &m);
	CHECK_INT(strlen(packet.data), packet.len);
	text = in_container(packet.data, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	CHECK_TEXT(in_info(&entries, "Title"), text);
	CHECK_TEXT(in_info(&entries, "Subject"), text);
	CHECK_TEXT(in_info(&entries, "Author"), text);
	CHECK_TEXT(in_container(packet.data, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">"),
	    text);
	CHECK_TEXT(in_container(packet.data, "<dc:creator><rdf:Seq><rdf:li>"), text);
	CHECK_TEXT(in_xmp(packet.data, "vb:subject"), text);
	CHECK_TEXT(in_xmp(packet.data, "vb:issuer"), text);
	return text;
}

static void
test_texts(void)
{
	static const struct { const char *text, *want; } texts[] = {
		{ "Kế hoạch năm 2024", "Kế hoạch năm 2024" },
		{ "a", "a" },
		{ "<b> & \"c\" 'd' </b>", "<b> & \"c\" 'd' </b>" },
		{ "&amp; &#0; ]]> <?x?> <!--", "&amp; &#0; ]]> <?x?> <!--" },
		{ "(a\\b) )(", "(a\\b) )(" },
		{ "one\ntwo\r\nthree\tfour", "one two  three four" },
		{ "\x01" "a\x1B" "b\x7F" "c\xC2\x85" "d", "abcd" },
		{ "\xEF\xBF\xBE" "a\xEF\xBF\xBF" "b\xEF\xBF\xBD", "ab\xEF\xBF\xBD" },
		{ "\xED\xA0\x80" "a\xFF" "b\xC3", "ab" },
		{ "\xF0\x9F\x96\x8B and \xF4\x8F\xBF\xBF", "\xF0\x9F\x96\x8B and \xF4\x8F\xBF\xBF" },
		{ "", NULL },
		{ "\x01\x02", NULL },
		{ NULL, NULL },
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		CHECK_TEXT(title_of(texts[i].text), texts[i].want);
}

static const char *
repeated(const char *unit, size_t n)
{
	struct buffer b = { .mem = &mem };

	for (size_t i = 0; i < n; i++)
		buffer_text(&b, unit);
	return b.data;
}

static void
test_long(void)
{
	static const char *const units[] = { "x", "ế", "<", "\xF0\x9F\x96\x8B", "\\", "\x01y" };
	const char *exact = repeated("ế", 16382);

	CHECK_TEXT(title_of(exact), exact);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		const char *text = title_of(repeated(units[i], 65536));
		size_t n = strlen(text), step = strlen(units[i]) - (units[i][0] == '\x01');
		CHECK(n > 16380 && n % step == 3 % step);
		CHECK_TEXT(text + n - 3, "\xE2\x80\xA6");
	}
}

static const struct document_info whole = {
	.title = "Kế hoạch A & B", .subject = "A & B", .author = "UBND", .lang = "vi-VN",
	.date = "2024-05-06", .issued = "2024-05-06", .number = "7", .symbol = "KH-UBND",
	.code = "07/KH-UBND", .type = "Kế hoạch", .signer = "Nguyễn Văn A", .security = "Mật",
};

static void
test_fields(void)
{
	const char *packet = xmp(&whole, "a-2a,ua-1");

	CHECK_TEXT(in_xmp(packet, "dc:format"), "application/pdf");
	CHECK_TEXT(in_container(packet, "<dc:language><rdf:Bag><rdf:li>"), "vi-VN");
	CHECK_TEXT(in_xmp(packet, "xmp:CreateDate"), "2024-05-06T00:00:00+07:00");
	CHECK_TEXT(in_xmp(packet, "xmp:ModifyDate"), "2024-05-06T00:00:00+07:00");
	CHECK_TEXT(in_xmp(packet, "pdf:Producer"), "thethuc " TT_VERSION);
	CHECK_TEXT(in_xmp(packet, "pdfaid:part"), "2");
	CHECK_TEXT(in_xmp(packet, "pdfaid:conformance"), "A");
	CHECK_TEXT(in_xmp(packet, "pdfuaid:part"), "1");
	CHECK_TEXT(in_xmp(packet, "vb:number"), "7");
	CHECK_TEXT(in_xmp(packet, "vb:symbol"), "KH-UBND");
	CHECK_TEXT(in_xmp(packet, "vb:code"), "07/KH-UBND");
	CHECK_TEXT(in_xmp(packet, "vb:type"), "Kế hoạch");
	CHECK_TEXT(in_xmp(packet, "vb:issuingDate"), "2024-05-06");
	CHECK_TEXT(in_xmp(packet, "vb:signer"), "Nguyễn Văn A");
	CHECK_TEXT(in_xmp(packet, "vb:securityLevel"), "Mật");
	CHECK_TEXT(in_xmp(packet, "vb:pageCount"), "8");
	CHECK(strstr(packet, "sourceHash") == NULL);
	CHECK(memcmp(packet, "<?xpacket begin=\"\xEF\xBB\xBF\"", 20) == 0);
}

static void
test_dates(void)
{
	const struct document_info info = { .title = "T", .issued = "2023-10" };
	const struct standard s = standard("a-2a,ua-1");
	struct buffer b = { .mem = &mem };
	const char *packet = xmp(&info, "a-2a,ua-1");

	CHECK(strstr(packet, "Date=\"2023-10\"") != NULL && strstr(packet, "xmp:CreateDate") == NULL);

	pdf_meta_info(&b, &(struct pdf_meta){ .info = &info, .standard = &s });
	CHECK(in_info(&b, "CreationDate") == NULL && in_info(&b, "ModDate") == NULL);
	b.len = 0;
	pdf_meta_info(&b, &(struct pdf_meta){ .info = &whole, .standard = &s });
	CHECK_TEXT(in_info(&b, "CreationDate"), "D:20240506000000+07'00'");
	CHECK_TEXT(in_info(&b, "ModDate"), "D:20240506000000+07'00'");
	CHECK_TEXT(in_info(&b, "Producer"), "thethuc " TT_VERSION);
}

/* Each property of a schema that PDF/A does not know is described, and no other. */
static void
check_described(const char *packet, const char *prefix)
{
	const char *schema = strstr(packet, arena_printf(&mem, "<pdfaSchema:prefix>%s<", prefix));
	const char *use = arena_printf(&mem, "\n %s:", prefix);
	struct buffer described = { .mem = &mem }, used = { .mem = &mem };
	const char *end;

	if (!CHECK(schema != NULL))
		return;
	end = strstr(schema, "</rdf:Seq>");
	for (const char *p = schema; (p = strstr(p, " pdfaProperty:name=\"")) != NULL && p < end; p++)
		buffer_printf(&described, "%s ", between(p, " pdfaProperty:name=\"", "\""));
	for (const char *p = packet; (p = strstr(p, use)) != NULL; p++)
		buffer_printf(&used, "%s ", between(p, use, "="));
	CHECK_TEXT(described.data, used.data);
}

static void
test_schemas(void)
{
	const struct document_info bare = { .title = "T" };
	const struct standard s = standard("a-3a,ua-1");
	struct buffer b = { .mem = &mem };

	check_described(xmp(&whole, "a-2a,ua-1"), "vb");
	check_described(xmp(&whole, "a-2a,ua-1"), "pdfuaid");
	check_described(xmp(&bare, "a-2b"), "vb");
	CHECK(strstr(xmp(&whole, "a-2b"), "pdfuaid:part") == NULL);
	CHECK(strstr(xmp(&whole, "a-2b"), ">pdfuaid<") == NULL);
	CHECK(strstr(xmp(&whole, "ua-1"), "pdfaid:part") == NULL);
	check_described(xmp(&whole, "ua-1"), "pdfuaid");
	pdf_meta_xmp(&b, &(struct pdf_meta){ .info = &whole, .standard = &s, .source_hash = "ab12" });
	CHECK_TEXT(in_xmp(b.data, "vb:sourceHash"), "ab12");
	CHECK_TEXT(in_xmp(b.data, "pdfaid:part"), "3");
	check_described(b.data, "vb");
}

static void
test_icc(struct deflate *deflate, struct icc *icc)
{
	struct diag *d = diag_new(&mem, TT_ENGLISH);
	struct icc none = { 0 };

	CHECK_INT(icc_read(icc, &mem, d, deflate, "layouts/sRGB.icc"), 0);

	CHECK(icc->data != NULL && icc->len > 1000 && icc->len < 4000);
	CHECK_INT(diag_count(d), 0);
	CHECK_INT(icc_read(&none, &mem, d, deflate, "layouts/none.icc"), -1);
	CHECK_INT(icc_read(&none, &mem, d, deflate, "layouts"), -1);
	CHECK_INT(icc_read(&none, &mem, d, deflate, "layouts/base.json"), -1);
	CHECK_INT(icc_read(&none, &mem, d, deflate, "/dev/null"), -1);
	CHECK_INT(icc_read(&none, &mem, d, deflate, "/dev/zero"), -1);
	CHECK(none.data == NULL);
	CHECK_TEXT(diag_message(d, 0)->id, "icc-read");
	CHECK_INT(diag_worst(d), TT_FAULT_ENVIRONMENT);
	CHECK_TEXT(diag_message(d, 2)->id, "icc-damaged");
}

static void
test_catalog(struct deflate *deflate, const struct icc *icc)
{
	static const struct { const char *list; bool tags, xmp, intent; } lists[] = {
		{ "a-2a,ua-1", true, true, true }, { "a-2b", false, true, true },
		{ "ua-1", true, true, false }, { "1.7", false, false, false },
	};

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		const struct standard s = standard(lists[i].list);
		struct pdf_file f = { .mem = &mem, .deflate = deflate, .haru = haru_open(&mem) };
		struct buffer b = { .mem = &mem };
		pdf_meta_write(&f, &(struct pdf_meta){ .info = &whole, .standard = &s, .icc = icc,
		    .npages = 1 }, &b);
		CHECK_INT(haru_error(f.haru), 0);
		CHECK(strstr(b.data, "/Lang (vi-VN)\n") != NULL);
		CHECK(strstr(b.data, "/DisplayDocTitle true") != NULL);
		CHECK((strstr(b.data, "/MarkInfo <</Marked true>>") != NULL) == lists[i].tags);
		CHECK((strstr(b.data, "/Metadata ") != NULL) == lists[i].xmp);
		CHECK((strstr(b.data, "/OutputIntents [") != NULL) == lists[i].intent);
		haru_close(f.haru);
	}
}

int
main(void)
{
	struct deflate *deflate = deflate_new();
	struct icc icc = { 0 };

	test_texts();
	test_long();
	test_fields();
	test_dates();
	test_schemas();
	test_icc(deflate, &icc);
	test_catalog(deflate, &icc);
	deflate_free(deflate);
	arena_free(&mem);
	return test_end("meta");
}
