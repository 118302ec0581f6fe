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

enum { MOST_FIRST = 8000000 };		/* object numbers end at 8,388,607 (ISO 32000-1, Annex C) */

static const char *const names[PDF_DSS__KINDS] = {
	[PDF_DSS_CERTIFICATE] = "Certs", [PDF_DSS_LIST] = "CRLs", [PDF_DSS_ANSWER] = "OCSPs",
};

/* The array of one kind: what the store has, then what is new. */
static void
put_kind(struct pdf_in *in, const struct pdf_value *store, struct pdf_file *f, enum pdf_dss_kind kind,
    const struct pdf_dss_item *items, size_t n, struct buffer *b)
{
	const struct pdf_value *old = pdf_get(in, store, names[kind]);
	struct buffer list = { .mem = f->mem };

	for (size_t i = 0; old != NULL && old->kind == PDF_ARRAY && i < old->n; i++) {
		pdf_print(&list, &old->items[i]);
		buffer_byte(&list, ' ');
	}
	for (size_t i = 0; i < n; i++) {
		unsigned object;
		if (items[i].kind != kind)
			continue;
		object = pdf_stream(f);
		pdf_fill(f, object, items[i].data, items[i].len);
		buffer_printf(&list, "%u 0 R ", object);
	}
	if (list.len > 0)
		buffer_printf(b, "/%s[%s]", names[kind], list.data);
}

/* A tt_sink into a buffer. */
static int
take(void *user, const void *data, size_t n)
{
	buffer_add(user, data, n);
	return 0;
}

static int
save(struct pdf_file *f, struct diag *d, struct pdf_in *in, const struct haru_added *catalog, struct buffer *out)
{
	size_t n;
	const struct haru_added *made = haru_objects(f->haru, &n);
	struct haru_added *all;
	uint64_t hash[2];

	if (made == NULL)
		return pdf_writer_report(f, d);
	all = arena_array(f->mem, n + 1, sizeof *all);
	all[0] = *catalog;
	for (size_t i = 0; i < n; i++)
		all[i + 1] = made[i];
	haru_hash(f->haru, hash);
	return pdf_update_write(in, f->mem, f->deflate, all, n + 1, hash, take, out) == 0 ? 0 : pdf_writer_report(f, d);
}

int
pdf_dss_write(struct pdf_writer *w, struct arena *scratch, struct diag *d, struct pdf_in *in,
    const struct pdf_dss_item *items, size_t n, struct buffer *out)
{
	static const char *const replaced[] = { "DSS", NULL };
	static const char *const kinds[] = { "Certs", "CRLs", "OCSPs", NULL };
	const struct pdf_value *ref = pdf_entry(in->sections->trailer, "Root"), *root = pdf_root(in);
	const struct pdf_value *store = pdf_get(in, root, "DSS");
	int64_t first = pdf_update_first(in);
	struct buffer b = { .mem = scratch };
	struct pdf_file f;

	if (root == NULL || ref == NULL || ref->kind != PDF_REF || first < 1 || first > MOST_FIRST)
		return DIAG(d, PDF_DAMAGED, NULL, "", arena_printf(scratch, "%zu", in->where));
	if (pdf_writer_add(w, scratch, (unsigned)first, &f) != 0)
		return DIAG(d, NO_MEMORY, NULL, "");
	buffer_text(&b, "<<");
	pdf_print_entries(&b, root, replaced);
	buffer_text(&b, "/DSS<<");
	pdf_print_entries(&b, store, kinds);
	if (pdf_entry(store, "Type") == NULL)
		buffer_text(&b, "/Type/DSS");
	for (int kind = 0; kind < PDF_DSS__KINDS; kind++)
		put_kind(in, store, &f, (enum pdf_dss_kind)kind, items, n, &b);
	buffer_text(&b, ">>>>");
	return save(&f, d, in, &(struct haru_added){ .number = (unsigned)ref->integer,
	    .generation = (unsigned)ref->generation, .value = b.data, .len = b.len }, out);
}
