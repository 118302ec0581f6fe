#include "pdf_sign.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "font.h"
#include "haru.h"
#include "page.h"
#include "pdf.h"
#include "pdf_content.h"
#include "pdf_file.h"
#include "pdf_font.h"
#include "pdf_image.h"
#include "pdf_print.h"
#include "pdf_text.h"
#include "pdf_update.h"
#include "pdf_xref.h"

#include <stdio.h>
#include <string.h>

enum {
	MOST_FIRST = 8000000,		/* object numbers end at 8,388,607 (ISO 32000-1, Annex C) */
	MOST_CHANGED = 3,		/* field, widget, form */
	NUMBER = 20,			/* digits kept free for a number of the byte range */
	SIGNATURES = 3			/* signatures exist; append only (ISO 32000-1, table 219) */
};

struct revision {			/* being written */
	struct pdf_file	 file;
	const struct pdf_signing *signing;
	unsigned	 look;		/* form XObject; 0: none */
	unsigned	 signature;	/* object */
	struct haru_added changed[MOST_CHANGED];	/* objects of the file in their new state */
	size_t		 nchanged;
};

static void
change(struct revision *r, const struct pdf_value *ref, const struct buffer *b)
{
	r->changed[r->nchanged++] = (struct haru_added){ .number = (unsigned)ref->integer,
		.generation = (unsigned)ref->generation, .value = b->data, .len = b->len };
}

/* What the field shows, as a form XObject. Returns NULL, or the face that cannot be subset. */
static const struct font *
write_look(struct revision *r, const struct fonts *faces)
{
	static const char *const turns[] = { "", "/Matrix[0 1 -1 0 0 0]", "/Matrix[-1 0 0 -1 0 0]",
	    "/Matrix[0 -1 1 0 0 0]" };
	struct pdf_file *f = &r->file;
	const struct page *page = r->signing->look;
	struct pdf_fonts fonts;
	struct pdf_images images = { 0 };
	struct pdf_text text;
	struct buffer b = { .mem = f->mem };
	const struct font *bad;

	pdf_fonts_init(&fonts, f, fonts_count(faces));
	pdf_text_init(&text, &fonts, NULL);
	r->look = pdf_stream(f);
	pdf_text_start(&text, 0, page->h);
	for (size_t i = 0; i < page->n; i++)
		pdf_content_put(&text, &images, f, &page->items[i]);
	pdf_text_end(&text);
	pdf_fill(f, r->look, text.out.data != NULL ? text.out.data : "", text.out.len);
	bad = pdf_fonts_write(&fonts);
	if (bad != NULL)
		return bad;
	buffer_text(&b, "/Type/XObject/Subtype/Form/BBox[0 0 ");
	buffer_lengths(&b, (len[]){ page->w, page->h }, 2);
	buffer_printf(&b, "]%s/Resources<<", turns[r->signing->field->turn]);
	pdf_content_resources(&fonts, &images, &b);
	buffer_text(&b, ">>\n");
	pdf_body(f, r->look, &b);
	return NULL;
}

/* What the signature locks becomes a part of it (ISO 32000-1, 12.8.2.4). */
static void
put_lock(struct buffer *b, const struct pdf_signing *s)
{
	buffer_text(b, "/Reference[<</Type/SigRef/TransformMethod/FieldMDP/DigestMethod/SHA256/Data ");
	pdf_print(b, pdf_entry(s->in->sections->trailer, "Root"));
	buffer_text(b, "/TransformParams<</Type/TransformParams/V/1.2");
	pdf_print_entries(b, s->lock, (const char *const[]){ "Type", "V", NULL });
	buffer_text(b, ">>>>]\n");
}

/* The signature is the last of the new objects, so that its room is the last such in the file. */
static void
write_signature(struct revision *r)
{
	const struct pdf_signing *s = r->signing;
	struct buffer b = { .mem = r->file.mem };

	r->signature = haru_dict(r->file.haru);
	buffer_printf(&b, "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/%s\n/M(%s)\n", s->kind, s->moment);
	pdf_text_entry(&b, "Name", s->name);
	pdf_text_entry(&b, "Reason", s->reason);
	pdf_text_entry(&b, "Location", s->location);
	if (s->lock != NULL)
		put_lock(&b, s);
	buffer_printf(&b, "/ByteRange[0 %*s %*s %*s]\n/Contents<", NUMBER, "", NUMBER, "", NUMBER, "");
	for (size_t i = 0; i < s->room; i++)
		buffer_add(&b, "00", 2);
	buffer_text(&b, ">\n");
	pdf_body(&r->file, r->signature, &b);
}

/* The field gets its value and its widget what it shows; mostly they are one object. */
static void
change_field(struct revision *r)
{
	const struct pdf_sig *s = r->signing->field;
	bool one = s->widget_ref != NULL && pdf_same(s->widget_ref, s->ref);
	bool shows = r->look != 0 && s->widget_ref != NULL;
	struct buffer b = { .mem = r->file.mem }, w = { .mem = r->file.mem };

	buffer_text(&b, "<<");
	pdf_print_entries(&b, s->dict, shows && one ? (const char *const[]){ "V", "AP", NULL }
	    : (const char *const[]){ "V", NULL });
	buffer_printf(&b, "/V %u 0 R", r->signature);
	if (shows && one)
		buffer_printf(&b, "/AP<</N %u 0 R>>", r->look);
	buffer_text(&b, ">>");
	change(r, s->ref, &b);
	if (!shows || one)
		return;
	buffer_text(&w, "<<");
	pdf_print_entries(&w, s->widget, (const char *const[]){ "AP", NULL });
	buffer_printf(&w, "/AP<</N %u 0 R>>>>", r->look);
	change(r, s->widget_ref, &w);
}

/* Says in the form, or in the catalog that has it, that there are signatures now. */
static int
change_form(struct revision *r)
{
	struct pdf_in *in = r->signing->in;
	const struct pdf_value *root_ref = pdf_entry(in->sections->trailer, "Root"), *root = pdf_root(in);
	const struct pdf_value *ref = pdf_entry(root, "AcroForm"), *form = pdf_resolve(in, ref);
	struct buffer b = { .mem = r->file.mem };
	int64_t flags = pdf_get_integer(in, form, "SigFlags", 0);

	if ((flags & SIGNATURES) == SIGNATURES)
		return 0;
	if (ref == NULL || root_ref == NULL || root_ref->kind != PDF_REF)
		return pdf_fail(in, PDF_FAULT_DAMAGED, 0);
	buffer_text(&b, "<<");
	if (ref->kind != PDF_REF) {
		pdf_print_entries(&b, root, (const char *const[]){ "AcroForm", NULL });
		buffer_text(&b, "/AcroForm<<");
	}
	pdf_print_entries(&b, form, (const char *const[]){ "SigFlags", NULL });
	buffer_printf(&b, "/SigFlags %d>>%s", (int)(flags & 0xFF) | SIGNATURES, ref->kind != PDF_REF ? ">>" : "");
	change(r, ref->kind == PDF_REF ? ref : root_ref, &b);
	return 0;
}

/* Where the last text of that kind begins; there is one. */
static size_t
find_last(const struct buffer *b, const char *text)
{
	size_t n = strlen(text), i = b->len - n;

	while (i > 0 && memcmp(b->data + i, text, n) != 0)
		i--;
	return i;
}

/* The room left is found again in the finished file, and what is covered is written down before it. */
static void
close_range(struct buffer *out, size_t room, struct pdf_range_of *where)
{
	static const char range[] = "/ByteRange[0 ", contents[] = "/Contents<";
	char numbers[3 * (NUMBER + 1) + 1];
	size_t at = find_last(out, range) + sizeof range - 1;

	where->gap = find_last(out, contents) + sizeof contents - 2;
	where->end = where->gap + 2 * room + 2;
	where->covered = out->len;
	snprintf(numbers, sizeof numbers, "%-*zu %-*zu %-*zu", NUMBER, where->gap, NUMBER, where->end, NUMBER,
	    out->len - where->end);
	memcpy(out->data + at, numbers, strlen(numbers));
}

static int
save(struct revision *r, struct diag *d, struct buffer *out, struct pdf_range_of *where)
{
	enum { TAIL = 512 };
	const struct pdf_in *in = r->signing->in;
	uint64_t hash[2];

	haru_hash(r->file.haru, hash);
	for (size_t i = in->len > TAIL ? in->len - TAIL : 0; i < in->len; i++)
		hash[0] = (hash[0] ^ (unsigned char)in->data[i]) * UINT64_C(0x100000001B3);
	if (pdf_update_append(in, r->file.mem, r->file.deflate, r->file.haru, r->changed, r->nchanged, hash, out) != 0)
		return pdf_writer_report(&r->file, d);
	close_range(out, r->signing->room, where);
	return 0;
}

int
pdf_sign_write(struct pdf_writer *w, struct arena *scratch, struct diag *d, const struct fonts *faces,
    const struct pdf_signing *s, struct buffer *out, struct pdf_range_of *where)
{
	struct revision *r = arena_new(scratch, sizeof *r);
	int64_t first = pdf_update_first(s->in);
	const struct font *bad = NULL;

	r->signing = s;
	if (first < 1 || first > MOST_FIRST)
		return DIAG(d, PDF_DAMAGED, NULL, "", "0");
	if (pdf_writer_add(w, scratch, (unsigned)first, &r->file) != 0)
		return DIAG(d, NO_MEMORY, NULL, "");
	if (s->look != NULL)
		bad = write_look(r, faces);
	if (bad != NULL)
		return DIAG(d, FONT_DAMAGED, NULL, "", bad->path, "hb-subset");
	write_signature(r);
	change_field(r);
	if (change_form(r) != 0 || s->in->fault != PDF_FINE)
		return DIAG(d, PDF_DAMAGED, NULL, "", arena_printf(scratch, "%zu", s->in->where));
	return save(r, d, out, where);
}

void
pdf_sign_embed(char *file, const struct pdf_range_of *where, const void *signature, size_t n)
{
	static const char digits[] = "0123456789ABCDEF";
	const unsigned char *p = signature;

	for (size_t i = 0; i < n; i++) {
		file[where->gap + 1 + 2 * i] = digits[p[i] >> 4];
		file[where->gap + 2 + 2 * i] = digits[p[i] & 0xF];
	}
}
