#include "pdf_graft.h"
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
#include "pdf_structure.h"
#include "pdf_tag.h"
#include "pdf_text.h"
#include "pdf_update.h"
#include "pdf_xref.h"

#include <string.h>

#define OWNER	"thethuc"		/* of page-piece data (ISO 32000-1, 14.5) */

enum {
	MOST_FIRST = 8000000,		/* object numbers end at 8,388,607 (ISO 32000-1, Annex C) */
	MOST_CHANGED = 8
};

static const size_t most_metadata = (size_t)1 << 20;	/* bytes */

struct grafting {			/* one PDF being written */
	struct pdf_file	 file;
	const struct pages *pages;
	const struct pdf_graft *graft;
	struct pdf_structure structure;
	struct pdf_fonts fonts;
	struct pdf_images images;
	struct pdf_tags	 tags;
	struct pdf_text	 text;
	unsigned	*streams, *objects;	/* by page: its form XObject, the page itself */
	unsigned	 resources;
	struct haru_added changed[MOST_CHANGED];	/* objects of the original in their new state */
	size_t		 nchanged;
};

bool
pdf_graft_tagged(struct pdf_in *in, bool *broken)
{
	struct pdf_structure s = pdf_structure_find(in);

	*broken = s.broken;
	return s.root != NULL;
}

const char *
pdf_graft_form(struct pdf_in *in, const struct pdf_sheet *s)
{
	const struct pdf_value *all = pdf_get(in, s->resources, "XObject"), *form = NULL, *piece;

	for (size_t i = 0; all != NULL && all->kind == PDF_DICT && i < all->n; i += 2) {
		piece = pdf_get(in, pdf_get(in, pdf_resolve(in, &all->items[i + 1]), "PieceInfo"), OWNER);
		piece = pdf_get(in, piece, "Private");
		form = piece != NULL && piece->kind == PDF_NAME ? piece : form;
	}
	return form == NULL ? NULL : form->text;
}

static void
change(struct grafting *g, const struct pdf_value *ref, const struct buffer *b)
{
	g->changed[g->nchanged++] = (struct haru_added){ .number = (unsigned)ref->integer,
		.generation = (unsigned)ref->generation, .value = b->data, .len = b->len };
}

/* The contents of a page of ours, as a form XObject. */
static void
write_form(struct grafting *g, size_t i)
{
	struct pdf_file *f = &g->file;
	const struct page *page = &g->pages->pages[i];
	struct buffer b = { .mem = f->mem };

	buffer_text(&b, "/Type/XObject/Subtype/Form/BBox[0 0 ");
	buffer_lengths(&b, (len[]){ page->w, page->h }, 2);
	buffer_printf(&b, "]/Resources %u 0 R\n", g->resources);
	if (g->graft->date != NULL)
		buffer_printf(&b, "/LastModified(D:%s)/PieceInfo<</" OWNER "<</LastModified(D:%s)/Private/%s>>>>\n",
		    g->graft->date, g->graft->date, g->graft->form);
	pdf_text_start(&g->text, i, page->h);
	for (size_t k = 0; k < page->n; k++)
		pdf_content_put(&g->text, &g->images, f, &page->items[k]);
	pdf_text_end(&g->text);
	if (g->structure.root != NULL && g->tags.marks[i].n > 0)
		buffer_printf(&b, "/StructParents %zu\n", (size_t)g->structure.key + i);
	pdf_body(f, g->streams[i], &b);
	pdf_fill(f, g->streams[i], g->text.out.data, g->text.out.len);
}

/* A name that the page's resources do not have. */
static const char *
free_name(struct grafting *g, const struct pdf_value *objects)
{
	const char *name = "";

	for (int i = 1; name[0] == '\0' || pdf_entry(objects, name) != NULL; i++)
		name = arena_printf(g->file.mem, "Copy%d", i);
	return name;
}

static void
put_coefficient(struct buffer *b, double x)
{
	double units = x * 1000000, half = x < 0 ? -0.5 : 0.5;
	int64_t n = (int64_t)(units + half);

	if (n < 0)
		buffer_byte(b, '-');
	n = n < 0 ? -n : n;
	buffer_printf(b, "%lld.%06lld ", (long long)(n / 1000000), (long long)(n % 1000000));
}

/* Contents before and after those of the page: its graphics state is left as it was found. */
static void
put_contents(struct grafting *g, struct buffer *b, const char *name)
{
	struct pdf_file *f = &g->file;
	const struct pdf_sheet *s = g->graft->onto;
	const struct pdf_value *entry = pdf_entry(s->dict, "Contents"), *old = pdf_resolve(g->graft->in, entry);
	unsigned before = pdf_stream(f), after = pdf_stream(f);
	struct buffer tail = { .mem = f->mem };
	double m[6];

	pdf_fill(f, before, "q\n", 2);
	for (int i = 0; i <= g->graft->open; i++)
		buffer_text(&tail, "Q\n");
	pdf_sheet_matrix(s, m);
	buffer_text(&tail, "q\n");
	for (int i = 0; i < 6; i++)
		put_coefficient(&tail, m[i]);
	buffer_printf(&tail, "cm\n/%s Do\nQ\n", name);
	pdf_fill(f, after, tail.data, tail.len);
	buffer_printf(b, "/Contents[%u 0 R ", before);
	if (old != NULL && old->kind == PDF_ARRAY)
		for (size_t i = 0; i < old->n; i++) {
			pdf_print(b, &old->items[i]);
			buffer_byte(b, ' ');
		}
	else if (old != NULL) {
		pdf_print(b, entry);
		buffer_byte(b, ' ');
	}
	buffer_printf(b, "%u 0 R]\n", after);
}

/* The page of the original with the first page of ours on it. */
static void
change_page(struct grafting *g)
{
	static const char *const replaced[] = { "Contents", "Resources", NULL };
	const struct pdf_sheet *s = g->graft->onto;
	const struct pdf_value *objects = pdf_get(g->graft->in, s->resources, "XObject");
	const char *name = free_name(g, objects);
	struct buffer b = { .mem = g->file.mem };

	buffer_text(&b, "<<");
	pdf_print_entries(&b, s->dict, replaced);
	put_contents(g, &b, name);
	buffer_text(&b, "/Resources<<");
	pdf_print_entries(&b, s->resources, (const char *const[]){ "XObject", NULL });
	buffer_text(&b, "/XObject<<");
	pdf_print_entries(&b, objects, (const char *const[]){ NULL });
	buffer_printf(&b, "/%s %u 0 R>>>>>>", name, g->streams[0]);
	change(g, s->ref, &b);
}

static void
write_new_page(struct grafting *g, size_t i, unsigned parent)
{
	struct pdf_file *f = &g->file;
	const struct page *page = &g->pages->pages[i];
	unsigned contents = pdf_stream(f);
	struct buffer b = { .mem = f->mem };

	pdf_fill(f, contents, "/Copy1 Do\n", 10);
	buffer_printf(&b, "/Type/Page/Parent %u 0 R/Rotate 0/Contents %u 0 R\n"
	    "/Resources<</XObject<</Copy1 %u 0 R>>>>\n", parent, contents, g->streams[i]);
	for (int box = 0; box < 2; box++) {
		buffer_text(&b, box == 0 ? "/MediaBox[0 0 " : "/CropBox[0 0 ");
		buffer_lengths(&b, (len[]){ page->w, page->h }, 2);
		buffer_text(&b, "]\n");
	}
	pdf_body(f, g->objects[i], &b);
}

/* Metadata as this program writes them tell the number of pages; others are left alone. */
static void
change_metadata(struct grafting *g, int64_t count)
{
	static const char *const replaced[] = { "Length", "Filter", "DecodeParms", NULL };
	static const char property[] = "vb:pageCount=\"";
	struct pdf_in look = *g->graft->in;
	struct buffer xmp = { .mem = g->file.mem }, b = { .mem = g->file.mem };
	const char *bytes, *from, *to;
	size_t n;
	const struct pdf_object *o = pdf_metadata(&look, most_metadata, &bytes, &n);

	from = o == NULL ? NULL : pdf_text_find(bytes, n, property);
	if (from == NULL)
		return;
	from += sizeof property - 1;
	for (to = from; to < bytes + n && *to >= '0' && *to <= '9'; to++)
		continue;
	buffer_add(&xmp, bytes, (size_t)(from - bytes));
	buffer_printf(&xmp, "%u", (unsigned)count);
	buffer_add(&xmp, to, (size_t)(bytes + n - to));
	buffer_text(&b, "<<");
	pdf_print_entries(&b, &o->value, replaced);
	buffer_printf(&b, "/Length %zu>>", xmp.len);
	change(g, pdf_entry(pdf_root(&look), "Metadata"), &b);
	g->changed[g->nchanged - 1].data = xmp.data;
	g->changed[g->nchanged - 1].size = xmp.len;
}

/* New pages follow the others, right below the root of the page tree. -1 when that is no tree. */
static int
add_pages(struct grafting *g, size_t first)
{
	struct pdf_in *in = g->graft->in;
	const struct pdf_value *ref = pdf_entry(pdf_root(in), "Pages"), *node = pdf_resolve(in, ref);
	const struct pdf_value *kids = pdf_get(in, node, "Kids");
	int64_t count = pdf_get_integer(in, node, "Count", -1);
	struct buffer b = { .mem = g->file.mem };

	if (first == g->pages->npages)
		return 0;
	if (kids == NULL || kids->kind != PDF_ARRAY || count < 0 || count > MOST_FIRST || ref->generation != 0)
		return pdf_fail(in, PDF_FAULT_DAMAGED, 0);
	buffer_text(&b, "<<");
	pdf_print_entries(&b, node, (const char *const[]){ "Count", "Kids", NULL });
	buffer_printf(&b, "/Count %u/Kids[", (unsigned)(count + (int64_t)(g->pages->npages - first)));
	for (size_t i = 0; i < kids->n; i++) {
		pdf_print(&b, &kids->items[i]);
		buffer_byte(&b, ' ');
	}
	for (size_t i = first; i < g->pages->npages; i++) {
		write_new_page(g, i, (unsigned)ref->integer);
		buffer_printf(&b, "%u 0 R ", g->objects[i]);
	}
	buffer_text(&b, "]>>");
	change(g, ref, &b);
	change_metadata(g, count + (int64_t)(g->pages->npages - first));
	return 0;
}

static void
add_structure(struct grafting *g)
{
	struct buffer kids = { .mem = g->file.mem }, numbers = { .mem = g->file.mem }, b = { .mem = g->file.mem };
	int64_t last = g->structure.key + (int64_t)g->pages->npages - 1;
	unsigned leaf = pdf_entry(g->structure.parents, "Kids") != NULL ? haru_dict(g->file.haru) : 0;

	pdf_tags_graft(&g->tags, g->objects, g->streams, (size_t)g->structure.key, &kids, &numbers);
	if (leaf != 0) {
		buffer_printf(&b, "/Limits[%u %u]/Nums[", (unsigned)g->structure.key, (unsigned)last);
		buffer_add(&b, numbers.data, numbers.len);
		buffer_text(&b, "]");
		pdf_body(&g->file, leaf, &b);
	}
	g->nchanged += pdf_structure_add(g->graft->in, &g->structure, &kids, &numbers, last, leaf,
	    &g->changed[g->nchanged]);
}

static void
write_forms(struct grafting *g)
{
	struct pdf_file *f = &g->file;
	const struct pdf_sheet *onto = g->graft->onto;

	g->streams = arena_array(f->mem, g->pages->npages, sizeof *g->streams);
	g->objects = arena_array(f->mem, g->pages->npages, sizeof *g->objects);
	g->resources = haru_dict(f->haru);
	for (size_t i = 0; i < g->pages->npages; i++) {
		g->streams[i] = pdf_stream(f);
		g->objects[i] = i == 0 && onto != NULL ? (unsigned)onto->ref->integer : haru_dict(f->haru);
		write_form(g, i);
	}
}

/* Returns NULL, or the face that cannot be subset. */
static const struct font *
write_fonts(struct grafting *g)
{
	struct buffer b = { .mem = g->file.mem };
	const struct font *bad = pdf_fonts_write(&g->fonts);

	if (bad != NULL)
		return bad;
	pdf_content_resources(&g->fonts, &g->images, &b);
	pdf_body(&g->file, g->resources, &b);
	return NULL;
}

/* What is copied counts too: the end of the original, which names its identifier, and what is changed of it. */
static void
mix(uint64_t hash[2], const struct grafting *g)
{
	enum { TAIL = 512 };
	const struct pdf_in *in = g->graft->in;

	for (size_t i = in->len > TAIL ? in->len - TAIL : 0; i < in->len; i++)
		hash[0] = (hash[0] ^ (unsigned char)in->data[i]) * UINT64_C(0x100000001B3);
	for (size_t k = 0; k < g->nchanged; k++)
		for (size_t i = 0; i < g->changed[k].len; i++)
			hash[1] = (hash[1] ^ (unsigned char)g->changed[k].value[i]) * UINT64_C(0x100000001B3);
}

static int
save(struct grafting *g, struct diag *d, tt_sink *sink, void *user)
{
	size_t n;
	const struct haru_added *made = haru_objects(g->file.haru, &n);
	struct haru_added *all;
	uint64_t hash[2];

	if (made == NULL)
		return pdf_writer_report(&g->file, d);
	all = arena_array(g->file.mem, n + g->nchanged, sizeof *all);
	for (size_t i = 0; i < n; i++)
		all[i] = made[i];
	for (size_t i = 0; i < g->nchanged; i++)
		all[n + i] = g->changed[i];
	haru_hash(g->file.haru, hash);
	mix(hash, g);
	if (pdf_update_write(g->graft->in, g->file.mem, g->file.deflate, all, n + g->nchanged, hash, sink, user) != 0)
		return pdf_writer_report(&g->file, d);
	return 0;
}

int
pdf_graft_write(struct pdf_writer *w, struct arena *scratch, struct diag *d, const struct fonts *faces,
    const struct pages *pages, const struct pdf_graft *graft, tt_sink *sink, void *user)
{
	struct grafting *g = arena_new(scratch, sizeof *g);
	int64_t first = pdf_update_first(graft->in);
	const struct font *bad;

	*g = (struct grafting){ .pages = pages, .graft = graft, .structure = pdf_structure_find(graft->in) };
	if (first < 1 || first > MOST_FIRST)
		return DIAG(d, PDF_DAMAGED, NULL, "", "0");
	if (pdf_writer_add(w, scratch, (unsigned)first, &g->file) != 0)
		return DIAG(d, NO_MEMORY, NULL, "");
	pdf_fonts_init(&g->fonts, &g->file, fonts_count(faces));
	pdf_tags_init(&g->tags, &g->file, pages);
	if (g->structure.root != NULL)
		pdf_tags_hang(&g->tags, (unsigned)g->structure.holder_ref->integer);
	pdf_text_init(&g->text, &g->fonts, g->structure.root != NULL ? &g->tags : NULL);
	write_forms(g);
	bad = write_fonts(g);
	if (bad != NULL)
		return DIAG(d, FONT_DAMAGED, NULL, "", bad->path, "hb-subset");
	if (graft->onto != NULL)
		change_page(g);
	if (g->structure.root != NULL)
		add_structure(g);
	if (add_pages(g, graft->onto != NULL) != 0 || graft->in->fault != PDF_FINE)
		return DIAG(d, PDF_DAMAGED, NULL, "", arena_printf(scratch, "%zu", graft->in->where));
	return save(g, d, sink, user);
}
