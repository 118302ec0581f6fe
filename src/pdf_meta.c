#include "pdf_meta.h"
#include "arena.h"
#include "buffer.h"
#include "haru.h"
#include "icc.h"
#include "page.h"
#include "pdf_file.h"
#include "standard.h"
#include "thethuc.h"
#include "utf8.h"

#include <stdbool.h>
#include <string.h>

#define PRODUCER	"thethuc " TT_VERSION
#define NAMESPACE	"urn:thethuc:vanban:1#"

/* A string has at most 32,767 bytes (ISO 19005-2, 6.1.13): byte order mark and UTF-16 units. */
enum { UNITS_MAX = (32767 - 2) / 2 };

/* What archives ask for and no schema of XMP has. */
enum property {
	NUMBER, SYMBOL, CODE, TYPE, ISSUER, ISSUED, SUBJECT, SIGNER, SECURITY, STATUS, PAGES, PROFILE,
	SOURCE, FIT, FIELDS, PROPERTY__MAX
};

static const struct {
	const char	*name, *type, *category, *description;	/* the name with its prefix */
} properties[PROPERTY__MAX] = {
	[NUMBER] = { "vb:number", "Text", "external", "Registration number" },
	[SYMBOL] = { "vb:symbol", "Text", "external", "Symbol" },
	[CODE] = { "vb:code", "Text", "external", "Printed number and symbol" },
	[TYPE] = { "vb:type", "Text", "external", "Document type" },
	[ISSUER] = { "vb:issuer", "Text", "external", "Issuing organ" },
	[ISSUED] = { "vb:issuingDate", "Date", "external", "Issuing date" },
	[SUBJECT] = { "vb:subject", "Text", "external", "Summary" },
	[SIGNER] = { "vb:signer", "Text", "external", "Name of the signer" },
	[SECURITY] = { "vb:securityLevel", "Text", "external", "Degree of secrecy" },
	[STATUS] = { "vb:status", "Text", "internal", "Status, when not issued" },
	[PAGES] = { "vb:pageCount", "Integer", "internal", "Number of pages" },
	[PROFILE] = { "vb:profile", "Text", "internal", "Layout profile" },
	[SOURCE] = { "vb:sourceHash", "Text", "internal", "SHA-256 of the attached data" },
	[FIELDS] = { "vb:sourceFields", "Text", "internal", "Fields for signatures beside those the data ask for" },
	[FIT] = { "vb:sourceFit", "Text", "internal", "How the attached data were fitted to pages" },
};

struct facts {				/* texts made fit; NULL: not known */
	const char	*title, *subject, *author, *lang;
	const char	*info_date, *xmp_date;	/* in the notation of each */
	const char	*values[PROPERTY__MAX];
};

/* XML 1.0, 2.2; control characters that it knows but advises against are left out as well. */
static bool
allowed(unsigned c)
{
	return c >= 0x20 && (c < 0x7F || c > 0x9F) && c != 0xFFFE && c != 0xFFFF && c != UTF8_BAD;
}

static unsigned
units(unsigned c)
{
	return c >= 0x10000 ? 2 : 1;
}

static bool
fits_as_is(const char *text, size_t n)
{
	unsigned used = 0;

	for (const char *p = text, *end = text + n; p < end;) {
		unsigned c = utf8_next(&p, end);
		used += units(c);
		if (!allowed(c) || used > UNITS_MAX)
			return false;
	}
	return true;
}

static const char *
fit(struct arena *mem, const char *text)
{
	struct buffer b = { .mem = mem };
	unsigned used = 0;
	size_t n;

	if (text == NULL || text[0] == '\0')
		return NULL;
	n = strlen(text);
	if (fits_as_is(text, n))
		return text;
	for (const char *p = text, *end = text + n; p < end;) {
		const char *start = p;
		unsigned c = utf8_next(&p, end);
		if (c == '\t' || c == '\n' || c == '\r')
			buffer_byte(&b, ' ');
		else if (allowed(c))
			buffer_add(&b, start, (size_t)(p - start));
		else
			continue;
		used += units(c);
		if (used >= UNITS_MAX - 2 && p < end) {
			buffer_text(&b, "\u2026");
			break;
		}
	}
	return b.len == 0 ? NULL : b.data;
}

static void
gather(struct arena *mem, const struct pdf_meta *m, struct facts *f)
{
	const struct document_info *i = m->info;

	*f = (struct facts){ .title = fit(mem, i->title), .subject = fit(mem, i->subject),
	    .author = fit(mem, i->author), .lang = fit(mem, i->lang) };
	f->values[NUMBER] = fit(mem, i->number);
	f->values[SYMBOL] = fit(mem, i->symbol);
	f->values[CODE] = fit(mem, i->code);
	f->values[TYPE] = fit(mem, i->type);
	f->values[ISSUER] = f->author;
	f->values[ISSUED] = fit(mem, i->issued);
	f->values[SUBJECT] = f->subject;
	f->values[SIGNER] = fit(mem, i->signer);
	f->values[SECURITY] = fit(mem, i->security);
	f->values[STATUS] = fit(mem, i->status);
	f->values[PAGES] = arena_printf(mem, "%zu", m->npages);
	f->values[PROFILE] = fit(mem, i->profile);
	f->values[SOURCE] = m->source_hash;
	f->values[FIT] = m->source_fit;
	f->values[FIELDS] = m->source_fields;
	if (i->date == NULL)
		return;
	f->info_date = pdf_date(mem, i->date);
	f->xmp_date = arena_printf(mem, "%.10sT00:00:00+07:00", i->date);	/* the same time */
}

static void
put_info(struct buffer *b, const struct facts *f)
{
	pdf_text_entry(b, "Title", f->title);
	pdf_text_entry(b, "Subject", f->subject);
	pdf_text_entry(b, "Author", f->author);
	pdf_text_entry(b, "Producer", PRODUCER);
	pdf_text_entry(b, "CreationDate", f->info_date);
	pdf_text_entry(b, "ModDate", f->info_date);
}

/* Text of an element; quotes too, so that it could stand in an attribute. */
static void
put_escaped(struct buffer *b, const char *text)
{
	static const char *const names[] = { ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;",
		['"'] = "&quot;", ['\''] = "&apos;" };

	while (*text != '\0') {
		size_t n = strcspn(text, "&<>\"'");
		buffer_add(b, text, n);
		text += n;
		if (*text != '\0')
			buffer_text(b, names[(unsigned char)*text++]);
	}
}

/* A single text, as an attribute of the description: shorter than an element (RDF/XML, 2.5). */
static void
put_simple(struct buffer *b, const char *name, const char *text)
{
	if (text == NULL)
		return;
	buffer_printf(b, "\n %s=\"", name);
	put_escaped(b, text);
	buffer_byte(b, '"');
}

/* An element with a list of one text. */
static void
put_list(struct buffer *b, const char *name, const char *before, const char *text, const char *after)
{
	if (text == NULL)
		return;
	buffer_printf(b, "<%s>%s", name, before);
	put_escaped(b, text);
	buffer_printf(b, "%s</%s>\n", after, name);
}

static void
put_promised(struct buffer *b, const struct standard *s)
{
	if (s->pdfa != 0)
		buffer_printf(b, "\n pdfaid:part=\"%d\"\n pdfaid:conformance=\"%c\"", s->pdfa, s->conformance);
	if (s->pdfua != 0)
		buffer_printf(b, "\n pdfuaid:part=\"%d\"", s->pdfua);
}

static void
put_texts(struct buffer *b, const struct facts *f)
{
	put_simple(b, "dc:format", "application/pdf");
	put_simple(b, "xmp:CreateDate", f->xmp_date);
	put_simple(b, "xmp:ModifyDate", f->xmp_date);
	put_simple(b, "pdf:Producer", PRODUCER);
	for (int i = 0; i < PROPERTY__MAX; i++)
		put_simple(b, properties[i].name, f->values[i]);
}

static void
put_lists(struct buffer *b, const struct facts *f)
{
	static const char alt[] = "<rdf:Alt><rdf:li xml:lang=\"x-default\">";
	static const char alt_end[] = "</rdf:li></rdf:Alt>";

	put_list(b, "dc:title", alt, f->title, alt_end);
	put_list(b, "dc:description", alt, f->subject, alt_end);
	put_list(b, "dc:creator", "<rdf:Seq><rdf:li>", f->author, "</rdf:li></rdf:Seq>");
	put_list(b, "dc:language", "<rdf:Bag><rdf:li>", f->lang, "</rdf:li></rdf:Bag>");
}

static void
open_schema(struct buffer *b, const char *name, const char *uri, const char *prefix)
{
	buffer_printf(b, "<rdf:li rdf:parseType=\"Resource\">\n<pdfaSchema:schema>%s</pdfaSchema:schema>\n"
	    "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n"
	    "<pdfaSchema:prefix>%s</pdfaSchema:prefix>\n<pdfaSchema:property><rdf:Seq>\n",
	    name, uri, prefix);
}

/* A structure of simple fields as attributes, half as long (RDF/XML, 2.5; XMP, 7.9.2.4). */
static void
put_property(struct buffer *b, const char *name, const char *type, const char *category,
    const char *description)
{
	buffer_printf(b, "<rdf:li pdfaProperty:name=\"%s\" pdfaProperty:valueType=\"%s\""
	    " pdfaProperty:category=\"%s\" pdfaProperty:description=\"%s\"/>\n",
	    name, type, category, description);
}

static void
close_schema(struct buffer *b)
{
	buffer_text(b, "</rdf:Seq></pdfaSchema:property></rdf:li>\n");
}

/* PDF/A wants every property described that it does not know itself (ISO 19005-2, 6.6.2.3). */
static void
put_schemas(struct buffer *b, const struct facts *f, const struct standard *s)
{
	buffer_text(b, "<pdfaExtension:schemas><rdf:Bag>\n");
	if (s->pdfua != 0) {
		open_schema(b, "PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid");
		put_property(b, "part", "Integer", "internal", "Part of ISO 14289");
		close_schema(b);
	}
	open_schema(b, "Official document of Viet Nam", NAMESPACE, "vb");
	for (int i = 0; i < PROPERTY__MAX; i++)
		if (f->values[i] != NULL)
			put_property(b, properties[i].name + strlen("vb:"), properties[i].type,
			    properties[i].category, properties[i].description);
	close_schema(b);
	buffer_text(b, "</rdf:Bag></pdfaExtension:schemas>\n");
}

static void
put_xmp(struct buffer *b, const struct facts *f, const struct standard *s)
{
	buffer_text(b, "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	    "<rdf:Description rdf:about=\"\"\n"
	    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
	    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
	    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
	    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
	    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
	    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
	    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
	    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"\n"
	    " xmlns:vb=\"" NAMESPACE "\"");
	put_promised(b, s);
	put_texts(b, f);
	buffer_text(b, ">\n");
	put_lists(b, f);
	put_schemas(b, f, s);
	buffer_text(b, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

void
pdf_meta_info(struct buffer *b, const struct pdf_meta *m)
{
	struct facts f;

	gather(b->mem, m, &f);
	put_info(b, &f);
}

void
pdf_meta_xmp(struct buffer *b, const struct pdf_meta *m)
{
	struct facts f;

	gather(b->mem, m, &f);
	put_xmp(b, &f, m->standard);
}

/* Not compressed, so that programs which know nothing of PDF find it (ISO 32000-1, 14.3.2). */
static unsigned
write_xmp(struct pdf_file *f, const struct facts *facts, const struct standard *s)
{
	static const char entries[] = "/Type /Metadata\n/Subtype /XML\n";
	struct buffer b = { .mem = f->mem };
	unsigned stream = haru_dict(f->haru);

	haru_body(f->haru, stream, entries, sizeof entries - 1);
	put_xmp(&b, facts, s);
	haru_data(f->haru, stream, b.data, b.len);
	return stream;
}

static unsigned
write_icc(struct pdf_file *f, const struct icc *icc)
{
	static const char entries[] = "/N 3\n";
	unsigned stream = pdf_stream(f);

	haru_body(f->haru, stream, entries, sizeof entries - 1);
	haru_data(f->haru, stream, icc->data, icc->len);
	return stream;
}

void
pdf_meta_write(struct pdf_file *f, const struct pdf_meta *m, struct buffer *catalog)
{
	struct buffer b = { .mem = f->mem };
	struct facts facts;

	gather(f->mem, m, &facts);
	put_info(&b, &facts);
	pdf_body(f, haru_info(f->haru), &b);
	pdf_text_entry(catalog, "Lang", facts.lang);
	buffer_text(catalog, "/ViewerPreferences <</DisplayDocTitle true /PrintScaling /None "
	    "/Duplex /DuplexFlipLongEdge>>\n");
	if (m->standard->tags)
		buffer_text(catalog, "/MarkInfo <</Marked true>>\n");
	if (m->standard->metadata)
		buffer_printf(catalog, "/Metadata %u 0 R\n", write_xmp(f, &facts, m->standard));
	if (m->standard->intent)
		buffer_printf(catalog, "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 "
		    "/OutputConditionIdentifier (sRGB) /RegistryName (http://www.color.org) "
		    "/Info (sRGB IEC61966-2.1) /DestOutputProfile %u 0 R>>]\n", write_icc(f, m->icc));
}
