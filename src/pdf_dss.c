#include "pdf_dss.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "haru.h"
#include "pdf.h"
#include "pdf_file.h"
#include "pdf_print.h"
#include "pdf_update.h"
#include "pdf_xref.h"

enum {
	MOST_FIRST = 8000000,		/* object numbers end at 8,388,607 (ISO 32000-1, Annex C) */
	MOST_ITEMS = 512, MOST_ITEM = 4 << 20, MOST_ALL = 32 << 20	/* bytes of one and of all together */
};

static const char *const names[PDF_DSS__KINDS] = {
	[PDF_DSS_CERTIFICATE] = "Certs", [PDF_DSS_LIST] = "CRLs", [PDF_DSS_ANSWER] = "OCSPs",
};

struct reading {
	struct pdf_in	 in;		/* a copy, whose faults are of the store alone */
	struct pdf_dss	*store;
	int64_t		 numbers[MOST_ITEMS];	/* of the objects read */
	size_t		 bytes;
};

/* One item, which is a stream. */
static void
read_item(struct reading *r, enum pdf_dss_kind kind, const struct pdf_value *ref)
{
	struct pdf_dss *s = r->store;
	const struct pdf_object *o = ref->kind == PDF_REF ? pdf_find(&r->in, ref->integer, ref->generation) : NULL;
	const char *data;
	size_t size;

	for (size_t i = 0; i < s->n; i++)
		if (ref->kind == PDF_REF && r->numbers[i] == ref->integer)
			return;
	if (s->n == MOST_ITEMS || o == NULL || o->raw == NULL || pdf_unpack(&r->in, o, MOST_ITEM, &data, &size) != 0
	    || size > MOST_ALL - r->bytes) {
		s->broken = true;
		return;
	}
	s->items = arena_grow(r->in.mem, s->items, s->n, &s->cap, sizeof *s->items);
	r->numbers[s->n] = ref->integer;
	r->bytes += size;
	s->items[s->n++] = (struct pdf_dss_item){ kind, data, size };
}

struct pdf_dss
pdf_dss_read(const struct pdf_in *in)
{
	struct pdf_dss store = { 0 };
	struct reading r = { .in = *in, .store = &store };
	const struct pdf_value *dict = pdf_get(&r.in, pdf_root(&r.in), "DSS");

	for (int kind = 0; kind < PDF_DSS__KINDS; kind++) {
		const struct pdf_value *list = pdf_get(&r.in, dict, names[kind]);
		for (size_t i = 0; list != NULL && list->kind == PDF_ARRAY && i < list->n && !store.broken; i++)
			read_item(&r, (enum pdf_dss_kind)kind, &list->items[i]);
	}
	store.broken |= r.in.fault != PDF_FINE;
	return store;
}

/* Makes objects of the items; references to them by kind. */
static void
write_items(struct pdf_file *f, const struct pdf_dss_item *items, size_t n, struct buffer *refs)
{
	for (size_t i = 0; i < n; i++) {
		unsigned object = pdf_stream(f);
		pdf_fill(f, object, items[i].data, items[i].len);
		buffer_printf(&refs[items[i].kind], "%u 0 R ", object);
	}
}

/* The arrays of the store: what it has, then what is new. */
static void
put_arrays(struct buffer *b, struct pdf_in *in, const struct pdf_value *store, const struct buffer *refs)
{
	for (int kind = 0; kind < PDF_DSS__KINDS; kind++) {
		const struct pdf_value *old = pdf_get(in, store, names[kind]);
		struct buffer list = { .mem = b->mem };
		for (size_t i = 0; old != NULL && old->kind == PDF_ARRAY && i < old->n; i++) {
			pdf_print(&list, &old->items[i]);
			buffer_byte(&list, ' ');
		}
		buffer_add(&list, refs[kind].data, refs[kind].len);
		if (list.len > 0)
			buffer_printf(b, "/%s[%s]", names[kind], list.data);
	}
}

/* What is new belongs to the signature; what others have stays theirs. */
static void
put_signatures(struct buffer *b, struct pdf_in *in, const struct pdf_value *store, const char *signature,
    const struct buffer *refs)
{
	static const char *const own[PDF_DSS__KINDS] = {
		[PDF_DSS_CERTIFICATE] = "Cert", [PDF_DSS_LIST] = "CRL", [PDF_DSS_ANSWER] = "OCSP",
	};

	buffer_text(b, "/VRI<<");
	pdf_print_entries(b, pdf_get(in, store, "VRI"), (const char *const[]){ signature, NULL });
	buffer_printf(b, "/%s<<", signature);
	for (int kind = 0; kind < PDF_DSS__KINDS; kind++)
		if (refs[kind].len > 0)
			buffer_printf(b, "/%s[%s]", own[kind], refs[kind].data);
	buffer_text(b, ">>>>");
}

int
pdf_dss_write(struct pdf_writer *w, struct arena *scratch, struct diag *d, struct pdf_in *in,
    const struct pdf_dss_item *items, size_t n, const char *signature, struct buffer *out)
{
	static const char *const replaced[] = { "DSS", NULL };
	static const char *const kinds[] = { "Certs", "CRLs", "OCSPs", "VRI", NULL };
	const struct pdf_value *ref = pdf_entry(in->sections->trailer, "Root"), *root = pdf_root(in);
	const struct pdf_value *store = pdf_get(in, root, "DSS");
	int64_t first = pdf_update_first(in);
	struct buffer b = { .mem = scratch }, refs[PDF_DSS__KINDS];
	struct pdf_file f;
	uint64_t hash[2];

	if (root == NULL || ref == NULL || ref->kind != PDF_REF || first < 1 || first > MOST_FIRST)
		return DIAG(d, PDF_DAMAGED, NULL, "", arena_printf(scratch, "%zu", in->where));
	if (pdf_writer_add(w, scratch, (unsigned)first, &f) != 0)
		return DIAG(d, NO_MEMORY, NULL, "");
	for (int kind = 0; kind < PDF_DSS__KINDS; kind++)
		refs[kind] = (struct buffer){ .mem = scratch };
	write_items(&f, items, n, refs);
	buffer_text(&b, "<<");
	pdf_print_entries(&b, root, replaced);
	buffer_text(&b, "/DSS<<");
	pdf_print_entries(&b, store, kinds);
	if (pdf_entry(store, "Type") == NULL)
		buffer_text(&b, "/Type/DSS");
	put_arrays(&b, in, store, refs);
	put_signatures(&b, in, store, signature, refs);
	buffer_text(&b, ">>>>");
	haru_hash(f.haru, hash);
	if (pdf_update_append(in, f.mem, f.deflate, f.haru, &(struct haru_added){ .number = (unsigned)ref->integer,
	    .generation = (unsigned)ref->generation, .value = b.data, .len = b.len }, 1, hash, out) != 0)
		return pdf_writer_report(&f, d);
	return 0;
}
