#include "pdf.h"
#include "arena.h"
#include "buffer.h"
#include "deflate.h"
#include "diag.h"
#include "font.h"
#include "haru.h"
#include "page.h"
#include "pdf_file.h"
#include "pdf_font.h"
#include "pdf_outline.h"
#include "pdf_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct pdf_writer {
	struct deflate	*deflate;
	struct haru	*haru;		/* of the PDF being written; NULL: none */
};

struct content {			/* the page being written */
	struct pdf_text	 text;
	int		 tag;		/* of the open group; 0: artifacts */
};

struct pdf_writer *
pdf_writer_new(void)
{
	struct pdf_writer *w = calloc(1, sizeof *w);

	if (w == NULL)
		return NULL;
	w->deflate = deflate_new();
	if (w->deflate == NULL) {
		free(w);
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
	deflate_free(w->deflate);
	free(w);
}

/* Items of one tag in a row are a group of their own; groups meet outside of text objects. */
static void
content_group(struct content *c, int tag)
{
	if (c->tag == tag)
		return;
	pdf_text_close(&c->text);
	c->tag = tag;
}

static void
put_line(struct content *c, const struct item *it)
{
	pdf_text_line(&c->text, it);
}

static void
put_rule(struct content *c, const struct item *it)
{
	pdf_text_rule(&c->text, it->x, it->y, it->w, it->h);
}

static void
put_items(struct content *c, const struct page *page)
{
	static void (*const put[ITEM__MAX])(struct content *, const struct item *) = {
		[ITEM_LINE] = put_line,
		[ITEM_RULE] = put_rule,
	};

	for (size_t i = 0; i < page->n; i++) {
		const struct item *it = &page->items[i];
		if (it->kind == ITEM_LINE)
			content_group(c, it->tag);
		if (put[it->kind] != NULL)
			put[it->kind](c, it);
	}
	content_group(c, 0);
}

/* Writes the pages and returns their object numbers; `resources` is shared by all. */
static unsigned *
write_pages(struct pdf_file *f, struct pdf_fonts *fonts, const struct pages *pages,
    unsigned resources)
{
	unsigned *objects = arena_array(f->mem, pages->npages, sizeof *objects);
	struct content c = { .text = { .out = { .mem = f->mem }, .rules = { .mem = f->mem } } };
	struct buffer b = { .mem = f->mem };

	for (size_t i = 0; i < pages->npages; i++) {
		const struct page *page = &pages->pages[i];
		objects[i] = haru_page(f->haru);
		buffer_text(&b, "/MediaBox [0 0 ");
		buffer_length(&b, page->w);
		buffer_byte(&b, ' ');
		buffer_length(&b, page->h);
		buffer_printf(&b, "]\n/Resources %u 0 R\n", resources);
		pdf_body(f, objects[i], &b);
		pdf_text_start(&c.text, fonts, page->h);
		put_items(&c, page);
		pdf_text_end(&c.text);
		pdf_fill(f, pdf_contents(f, objects[i]), c.text.out.data, c.text.out.len);
	}
	return objects;
}

static void
write_resources(struct pdf_file *f, const struct pdf_fonts *fonts, unsigned resources)
{
	struct buffer b = { .mem = f->mem };

	buffer_text(&b, "/Font <<");
	for (size_t i = 0; i < fonts->n; i++)
		buffer_printf(&b, "/F%u %u 0 R\n", fonts->used[i]->name, fonts->used[i]->object);
	buffer_text(&b, ">>\n");
	pdf_body(f, resources, &b);
}

static void
write_catalog(struct pdf_file *f, const struct pages *pages, unsigned outline)
{
	struct buffer b = { .mem = f->mem };
	const char *lang = pages->info.lang;

	if (lang != NULL) {
		buffer_text(&b, "/Lang ");
		pdf_string(&b, lang, strlen(lang));
		buffer_byte(&b, '\n');
	}
	buffer_text(&b, "/ViewerPreferences <</DisplayDocTitle true /PrintScaling /None "
	    "/Duplex /DuplexFlipLongEdge>>\n");
	buffer_printf(&b, "/PageMode /%s\n",
	    outline != 0 && pages->npages > 1 ? "UseOutlines" : "UseNone");
	if (outline != 0)
		buffer_printf(&b, "/Outlines %u 0 R\n", outline);
	pdf_body(f, haru_catalog(f->haru), &b);
}

static void
put_info(struct buffer *b, const char *key, const char *text)
{
	if (text == NULL)
		return;
	buffer_printf(b, "/%s ", key);
	pdf_string(b, text, strlen(text));
	buffer_byte(b, '\n');
}

/* The dates are the plan's, at midnight in Viet Nam: the clock would change the bytes. */
static void
write_info(struct pdf_file *f, const struct document_info *info)
{
	struct buffer b = { .mem = f->mem };
	const char *d = info->date;

	put_info(&b, "Title", info->title);
	put_info(&b, "Subject", info->subject);
	put_info(&b, "Author", info->author);
	put_info(&b, "Producer", "thethuc " TT_VERSION);
	if (d != NULL && strlen(d) == 10) {
		const char *date = arena_printf(f->mem, "D:%.4s%.2s%.2s000000+07'00'",
		    d, d + 5, d + 8);
		put_info(&b, "CreationDate", date);
		put_info(&b, "ModDate", date);
	}
	pdf_body(f, haru_info(f->haru), &b);
}

/* Returns NULL, or the face that cannot be subset. */
static const struct font *
write_objects(struct pdf_file *f, const struct fonts *faces, const struct pages *pages)
{
	struct pdf_fonts fonts;
	unsigned resources = haru_dict(f->haru);
	const unsigned *objects;
	const struct font *bad;

	pdf_fonts_init(&fonts, f, fonts_count(faces));
	objects = write_pages(f, &fonts, pages, resources);
	bad = pdf_fonts_write(&fonts);
	if (bad != NULL)
		return bad;
	write_resources(f, &fonts, resources);
	write_catalog(f, pages, pdf_outline_write(f, pages, objects));
	write_info(f, &pages->info);
	return NULL;
}

static int
report(struct pdf_file *f, struct diag *d)
{
	unsigned long code = haru_error(f->haru);

	if (code == HARU_NO_MEMORY)
		return DIAG(d, NO_MEMORY, NULL, "");
	if (code != 0)
		return DIAG(d, PDF_LIMIT, NULL, "", arena_printf(f->mem, "0x%04lX", code));
	return DIAG(d, OUTPUT, NULL, "", strerror(errno));
}

int
pdf_write(struct pdf_writer *w, struct arena *scratch, struct diag *d, const struct fonts *faces,
    const struct pages *pages, tt_sink *sink, void *user)
{
	struct pdf_file f = { .mem = scratch, .deflate = w->deflate };
	const struct font *bad;
	int result = 0;

	drop_haru(w);
	f.haru = w->haru = haru_open(scratch);
	if (f.haru == NULL)
		return DIAG(d, NO_MEMORY, NULL, "");
	bad = write_objects(&f, faces, pages);
	errno = 0;
	if (bad != NULL)
		result = DIAG(d, FONT_DAMAGED, NULL, "", bad->path, "hb-subset");
	else if (haru_save(f.haru, sink, user) != 0)
		result = report(&f, d);
	drop_haru(w);
	return result;
}
