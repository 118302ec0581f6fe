#include "pdf_read.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "digest.h"
#include "pdf_fault.h"
#include "pdf_xref.h"

#include <string.h>

enum { MOST_FILES = 100, MOST_NAME = 100, MOST_RECORDED = 64 };

static const size_t most_pdf = (size_t)256 << 20;	/* bytes */
static const size_t most_data = (size_t)64 << 20;
static const size_t most_metadata = (size_t)1 << 20;

struct reader {
	struct pdf_in		*in;
	struct diag		*diag;
	const struct source	*pdf;
};

static int
refuse(const struct reader *r, enum diag_code code, const char *what)
{
	return diag_add_at(r->diag, code, r->pdf, 0, 0, (const char *const[]){ "", what, NULL });
}

/* Says what went wrong below; what is well-formed and yet impossible counts as damage. */
static int
refuse_fault(const struct reader *r)
{
	return pdf_fault_tell(r->in, r->diag, r->pdf, DIAG_SOURCE_LARGE, arena_printf(r->in->mem, "%zu", most_data));
}

/* The one file specification that is the source; NULL after a message. */
static const struct pdf_value *
find_specification(const struct reader *r)
{
	const struct pdf_value *root = pdf_root(r->in), *files = pdf_get(r->in, root, "AF");
	const struct pdf_value *found = NULL, *where = NULL;

	if (root == NULL || (files != NULL && (files->kind != PDF_ARRAY || files->n > MOST_FILES))) {
		refuse_fault(r);
		return NULL;
	}
	for (size_t i = 0; files != NULL && i < files->n; i++) {
		const struct pdf_value *file = pdf_resolve(r->in, &files->items[i]);
		if (!pdf_is_name(pdf_get(r->in, file, "AFRelationship"), "Source"))
			continue;
		if (found != NULL && !(where->kind == PDF_REF && pdf_same(where, &files->items[i]))) {
			refuse(r, DIAG_SOURCE_SEVERAL, NULL);
			return NULL;
		}
		found = file;
		where = &files->items[i];
	}
	if (r->in->fault != PDF_FINE)
		refuse_fault(r);
	else if (found == NULL)
		refuse(r, DIAG_SOURCE_NONE, NULL);
	return r->in->fault != PDF_FINE ? NULL : found;
}

/* The stream, named once or twice alike; NULL after a message. */
static const struct pdf_object *
find_stream(const struct reader *r, const struct pdf_value *file)
{
	const struct pdf_value *ef = pdf_get(r->in, file, "EF");
	const struct pdf_value *f = pdf_entry(ef, "F"), *uf = pdf_entry(ef, "UF");
	const struct pdf_object *o;

	if (f != NULL && uf != NULL && !pdf_same(f, uf)) {
		refuse(r, DIAG_SOURCE_SEVERAL, NULL);
		return NULL;
	}
	o = pdf_stream_of(r->in, uf != NULL ? uf : f);
	if (o == NULL)
		refuse_fault(r);
	return o;
}

static int
read_data(const struct reader *r, const struct pdf_object *o, struct pdf_source *out)
{
	const struct pdf_value *kind = pdf_get(r->in, &o->value, "Subtype");
	int64_t size = pdf_get_integer(r->in, pdf_get(r->in, &o->value, "Params"), "Size", -1);

	if (kind != NULL && !pdf_is_name(kind, "application/json"))
		return refuse(r, DIAG_SOURCE_KIND, kind->kind == PDF_NAME ? kind->text : "?");
	if (pdf_unpack(r->in, o, most_data, &out->data, &out->len) != 0)
		return refuse_fault(r);
	if (size >= 0 && size != (int64_t)out->len) {
		pdf_fail(r->in, PDF_FAULT_DAMAGED, (size_t)(o->raw - r->in->data));
		return refuse_fault(r);
	}
	return 0;
}

static bool
is_safe(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/*
 * A name for a file in the folder at hand: whatever could lead out of it, hide the file, look like
 * an option or mean something to a shell is a hyphen.
 */
static const char *
safe_name(struct arena *mem, const struct pdf_value *v)
{
	struct buffer b = { .mem = mem };
	size_t n = v != NULL && v->kind == PDF_STRING ? v->len : 0;
	bool wide = n >= 2 && memcmp(v->text, "\xFE\xFF", 2) == 0;	/* UTF-16BE */

	for (size_t i = wide ? 2 : 0; i + wide < n && b.len < MOST_NAME; i += 1 + wide) {
		int c = wide && v->text[i] != 0 ? 0 : (unsigned char)v->text[i + wide];
		int last = b.len > 0 ? b.data[b.len - 1] : 0;
		if (c == '/' || c == '\\')
			b.len = 0;
		else if (is_safe(c) || (c == '.' && last != 0 && last != '.'))
			buffer_byte(&b, c);
		else if (is_safe(last))
			buffer_byte(&b, '-');
	}
	if (b.len >= 5 && memcmp(b.data + b.len - 5, ".json", 5) == 0)
		b.len -= 5;
	while (b.len > 0 && !is_safe((unsigned char)b.data[b.len - 1]))
		b.len--;
	return b.len > 0 ? arena_copy(mem, b.data, b.len) : "source";
}

/*
 * The value of an attribute as this program writes it, when it is a plain word. What
 * other programs write is not understood, and does not have to be: nothing rests on it but how
 * the document is made again to be compared.
 */
static const char *
recorded(struct arena *mem, const char *xmp, size_t n, const char *attribute)
{
	const char *name = arena_printf(mem, " %s=\"", attribute), *end = xmp + n;
	const char *start = pdf_text_find(xmp, n, name), *p;

	if (start == NULL)
		return NULL;
	start += strlen(name);
	for (p = start; p < end && p - start < MOST_RECORDED && (is_safe(*p) || *p == '-'); p++)
		continue;
	return p == start || p == end || *p != '"' ? NULL : arena_copy(mem, start, (size_t)(p - start));
}

/* The standards claimed, in the words of --pdf-standard. */
static const char *
claimed(struct arena *mem, const char *xmp, size_t n)
{
	const char *part = recorded(mem, xmp, n, "pdfaid:part");
	const char *level = recorded(mem, xmp, n, "pdfaid:conformance");
	const char *ua = recorded(mem, xmp, n, "pdfuaid:part");
	struct buffer b = { .mem = mem };

	if (part != NULL && level != NULL)
		buffer_printf(&b, "a-%s%c", part, *level | 0x20);	/* in lower case */
	if (ua != NULL)
		buffer_printf(&b, "%sua-%s", b.len > 0 ? "," : "", ua);
	return b.len > 0 ? b.data : "1.7";
}

/* What is recorded beside the data; nothing of it is an error when it is missing or damaged. */
static void
read_record(const struct reader *r, struct pdf_source *out)
{
	struct pdf_in *in = r->in;
	struct arena *mem = in->mem;
	const struct pdf_value *info = pdf_get(in, in->sections->trailer, "Info");
	const struct pdf_value *producer = pdf_get(in, info, "Producer");
	const char *xmp = "";
	size_t n = 0;

	if (pdf_metadata(in, most_metadata, &xmp, &n) == NULL)
		n = 0;
	out->producer = producer != NULL && producer->kind == PDF_STRING ? producer->text : "";
	out->hash = recorded(mem, xmp, n, "vb:sourceHash");
	out->profile = recorded(mem, xmp, n, "vb:profile");
	out->status = recorded(mem, xmp, n, "vb:status");
	out->fit = recorded(mem, xmp, n, "vb:sourceFit");
	out->fields = recorded(mem, xmp, n, "vb:sourceFields") != NULL;
	out->standard = claimed(mem, xmp, n);
}

int
pdf_read_source(struct pdf_in *in, struct arena *mem, struct diag *d, const struct source *pdf,
    struct pdf_source *out)
{
	const struct reader r = { in, d, pdf };
	const struct pdf_value *file;
	const struct pdf_object *o;
	char hash[DIGEST_HEX];

	*out = (struct pdf_source){ 0 };
	*in = (struct pdf_in){ .mem = mem };
	if (pdf->len > most_pdf)
		return refuse(&r, DIAG_INPUT_LARGE, arena_printf(mem, "%zu", most_pdf));
	if (pdf_open(in, mem, pdf->text, pdf->len) != 0)
		return refuse_fault(&r);
	file = find_specification(&r);
	if (file == NULL)
		return -1;
	o = find_stream(&r, file);
	if (o == NULL || read_data(&r, o, out) != 0)
		return -1;
	out->name = safe_name(mem, pdf_get(in, file, pdf_entry(file, "UF") != NULL ? "UF" : "F"));
	read_record(&r, out);
	digest_sha256(out->data, out->len, hash);
	if (out->hash != NULL && strcmp(out->hash, hash) != 0)
		return refuse(&r, DIAG_SOURCE_CHANGED, NULL);
	return 0;
}
