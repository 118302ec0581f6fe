#include "pdf.h"
#include "arena.h"
#include "buffer.h"
#include "deflate.h"
#include "diag.h"
#include "font.h"
#include "haru.h"
#include "icc.h"
#include "page.h"
#include "pdf_annot.h"
#include "pdf_attach.h"
#include "pdf_content.h"
#include "pdf_draw.h"
#include "pdf_field.h"
#include "pdf_file.h"
#include "pdf_font.h"
#include "pdf_image.h"
#include "pdf_label.h"
#include "pdf_link.h"
#include "pdf_meta.h"
#include "pdf_outline.h"
#include "pdf_subset.h"
#include "pdf_tag.h"
#include "pdf_text.h"
#include "standard.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct pdf_writer {
	struct deflate	*deflate;
	struct subsets	*subsets;	/* of fonts, from this PDF and others */
	struct pdf_packs packs;		/* pictures */
	struct pdf_words *words;	/* strings of words */
	struct icc	 icc;		/* colour profile, once it was asked for */
	struct haru	*haru;		/* of the PDF being written; NULL: none */
};

struct pdf_writer *
pdf_writer_new(void)
{
	struct pdf_writer *w = calloc(1, sizeof *w);

	if (w == NULL)
		return NULL;
	w->deflate = deflate_new();
	w->subsets = subsets_new();
	w->words = pdf_words_new();
	if (w->deflate == NULL || w->subsets == NULL || w->words == NULL) {
		pdf_writer_free(w);
		return NULL;
	}
	return w;
}

static void
drop_haru(struct pdf_writer *w)
{
	haru_close(w->haru);
	w->haru = NULL;
}

void
pdf_writer_free(struct pdf_writer *w)
{
	if (w == NULL)
		return;
	drop_haru(w);
	subsets_free(w->subsets);
	pdf_words_free(w->words);
	deflate_free(w->deflate);
	free(w);
}

void
pdf_writer_trim(struct pdf_writer *w, bool shapes_gone)
{
	pdf_words_trim(w->words, shapes_gone);
}

struct shared {				/* what a page shows */
	const char	*data;
	size_t		 len;
	unsigned	 stream;
};

struct writing {			/* one PDF being written */
	struct pdf_file	 file;
	const struct pages *pages;
	const struct pdf_job *job;
	struct pdf_words *words;
	struct pdf_fonts fonts;
	struct pdf_tags	 tags;
	struct pdf_annots annots;
	struct pdf_links links;
	struct pdf_fields fields;
	struct pdf_images images;
	struct pdf_text	 text;
	struct shared	*shared;	/* contents that pages may share */
	size_t		 nshared, shared_cap;
	unsigned	*objects;	/* of the pages, by index */
	unsigned	 node, resources;	/* of the page tree */
};

static void
put_items(struct writing *w, size_t page)
{
	for (size_t i = 0; i < w->pages->pages[page].n; i++) {
		const struct item *it = &w->pages->pages[page].items[i];
		if (pdf_content_put(&w->text, &w->images, &w->file, it))
			continue;
		if (it->kind == ITEM_FIELD)
			pdf_fields_add(&w->fields, &w->file, &w->annots, w->text.tags, it,
			    &(struct pdf_field_place){ page, w->objects[page], w->pages->pages[page].h });
		else if (it->kind == ITEM_LINK && w->job->standard->tags)
			pdf_links_add(&w->links, &w->file, &w->annots, &w->tags, it, page);
	}
}

static void
put_media_box(struct buffer *b, const struct page *page)
{
	buffer_text(b, "/MediaBox [0 0 ");
	buffer_lengths(b, (len[]){ page->w, page->h }, 2);
	buffer_text(b, "]\n");
}

/* The stream with what the page shows, that of an earlier page when that shows the same. */
static unsigned
share_contents(struct writing *w)
{
	const char *data = w->text.out.len > 0 ? w->text.out.data : "";
	size_t n = w->text.out.len;
	struct shared *s;

	for (size_t i = 0; i < w->nshared; i++)
		if (w->shared[i].len == n && memcmp(w->shared[i].data, data, n) == 0)
			return w->shared[i].stream;
	w->shared = arena_grow(w->file.mem, w->shared, w->nshared, &w->shared_cap, sizeof *w->shared);
	s = &w->shared[w->nshared++];
	*s = (struct shared){ arena_copy(w->file.mem, data, n), n, pdf_stream(&w->file) };
	pdf_fill(&w->file, s->stream, s->data, s->len);
	return s->stream;
}

static void
write_page(struct writing *w, size_t i)
{
	struct pdf_file *f = &w->file;
	const struct page *page = &w->pages->pages[i];
	unsigned contents = w->job->share ? 0 : pdf_stream(f);
	struct buffer b = { .mem = f->mem };

	w->objects[i] = haru_dict(f->haru);
	buffer_printf(&b, "/Type/Page/Parent %u 0 R", w->node);
	put_media_box(&b, page);
	pdf_text_start(&w->text, i, page->h);
	put_items(w, i);
	pdf_text_end(&w->text);
	if (w->job->share)
		contents = share_contents(w);
	else
		pdf_fill(f, contents, w->text.out.data, w->text.out.len);
	buffer_printf(&b, "/Resources %u 0 R/Contents %u 0 R\n", w->resources, contents);
	if (w->job->standard->tags && w->tags.marks[i].n > 0)
		buffer_printf(&b, "/StructParents %zu\n", i);
	pdf_body(f, w->objects[i], &b);
}

static void
write_pages(struct writing *w)
{
	struct pdf_file *f = &w->file;
	struct buffer b = { .mem = f->mem };

	w->objects = arena_array(f->mem, w->pages->npages, sizeof *w->objects);
	w->node = haru_pages(f->haru);
	w->resources = haru_dict(f->haru);
	buffer_printf(&b, "/Count %zu/Kids[", w->pages->npages);
	for (size_t i = 0; i < w->pages->npages; i++) {
		write_page(w, i);
		buffer_printf(&b, "%s%u 0 R", i == 0 ? "" : " ", w->objects[i]);
	}
	buffer_text(&b, "]\n");
	pdf_body(f, w->node, &b);
}

static void
write_resources(struct writing *w)
{
	struct buffer b = { .mem = w->file.mem };

	pdf_content_resources(&w->fonts, &w->images, &b);
	pdf_body(&w->file, w->resources, &b);
}

static void
write_catalog(struct writing *w, const struct icc *icc)
{
	struct pdf_file *f = &w->file;
	struct buffer b = { .mem = f->mem };
	unsigned outline = pdf_outline_write(f, w->pages, w->objects);

	pdf_meta_write(f, &(struct pdf_meta){ .info = &w->pages->info, .standard = w->job->standard, .icc = icc,
	    .npages = w->pages->npages, .source_hash = w->job->source_hash, .source_fit = w->job->source_fit,
	    .source_fields = w->job->source_fields }, &b);
	if (w->job->attachment != NULL)
		pdf_attach(f, w->job->attachment, &b);
	pdf_label_write(f, w->pages, &b);
	buffer_printf(&b, "/PageMode/%s\n", outline != 0 && w->pages->npages > 1 ? "UseOutlines" : "UseNone");
	if (outline != 0)
		buffer_printf(&b, "/Outlines %u 0 R\n", outline);
	pdf_fields_write(&w->fields, f, &b);
	pdf_annots_write(&w->annots, f, w->objects);
	if (w->job->standard->tags) {
		pdf_links_write(&w->links, f, &w->tags, w->objects);
		buffer_printf(&b, "/StructTreeRoot %u 0 R\n", pdf_tags_write(&w->tags, w->objects));
	}
	pdf_body(f, haru_catalog(f->haru), &b);
}

/* Returns NULL, or the face that cannot be subset. */
static const struct font *
write_objects(struct writing *w, const struct fonts *faces, const struct icc *icc)
{
	const struct font *bad;

	pdf_fonts_init(&w->fonts, &w->file, fonts_count(faces));
	pdf_tags_init(&w->tags, &w->file, w->pages);
	pdf_text_init(&w->text, &w->fonts, w->job->standard->tags ? &w->tags : NULL);
	w->text.runs.words = w->words;
	write_pages(w);
	bad = pdf_fonts_write(&w->fonts);
	if (bad != NULL)
		return bad;
	write_resources(w);
	write_catalog(w, icc);
	return NULL;
}

int
pdf_writer_add(struct pdf_writer *w, struct arena *scratch, unsigned first, struct pdf_file *f)
{
	drop_haru(w);
	*f = (struct pdf_file){ .mem = scratch, .deflate = w->deflate, .subsets = w->subsets };
	f->haru = w->haru = haru_open_after(scratch, first);
	return w->haru == NULL ? -1 : 0;
}

int
pdf_writer_report(struct pdf_file *f, struct diag *d)
{
	unsigned long code = haru_error(f->haru);

	if (code == HARU_NO_MEMORY)
		return DIAG(d, NO_MEMORY, NULL, "");
	if (code != 0)
		return DIAG(d, PDF_LIMIT, NULL, "", arena_printf(f->mem, "0x%04lX", code));
	return DIAG(d, OUTPUT, NULL, "", diag_reason(d, errno));
}

int
pdf_write(struct pdf_writer *w, struct arena *scratch, struct diag *d, const struct fonts *faces,
    const struct pages *pages, const struct pdf_job *job, tt_sink *sink, void *user)
{
	struct writing *now = arena_new(scratch, sizeof *now);
	const struct font *bad;
	int result = 0;

	drop_haru(w);
	if (job->standard->intent && w->icc.data == NULL
	    && icc_read(&w->icc, job->keep, d, w->deflate, job->icc) != 0)
		return -1;
	*now = (struct writing){ .pages = pages, .job = job, .words = w->words,
		.images = { .packs = &w->packs, .keep = job->keep } };
	now->file = (struct pdf_file){ .mem = scratch, .deflate = w->deflate, .subsets = w->subsets };
	now->file.haru = w->haru = haru_open(scratch);
	if (w->haru == NULL)
		return DIAG(d, NO_MEMORY, NULL, "");
	bad = write_objects(now, faces, &w->icc);
	errno = 0;
	if (bad != NULL)
		result = DIAG(d, FONT_DAMAGED, NULL, "", bad->path, "hb-subset");
	else if (haru_save(w->haru, w->deflate, sink, user) != 0)
		result = pdf_writer_report(&now->file, d);
	drop_haru(w);
	return result;
}
