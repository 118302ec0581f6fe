#include "pdf_link.h"
#include "arena.h"
#include "buffer.h"
#include "haru.h"
#include "page.h"
#include "pdf_annot.h"
#include "pdf_file.h"
#include "pdf_tag.h"

#include <string.h>

void
pdf_links_add(struct pdf_links *links, struct pdf_file *f, struct pdf_annots *annots, struct pdf_tags *tags,
    const struct item *it, size_t page)
{
	struct pdf_link *link;

	links->items = arena_grow(f->mem, links->items, links->n, &links->cap, sizeof *links->items);
	link = &links->items[links->n++];
	link->item = it;
	link->page = page;
	link->object = haru_dict(f->haru);
	pdf_annots_add(annots, f, page, link->object);
	link->key = pdf_tags_annotate(tags, it->tag, page, link->object);
}

static void
write_link(struct pdf_file *f, const struct pdf_tags *tags, const struct pdf_link *link, const unsigned *pages)
{
	struct buffer b = { .mem = f->mem };
	const struct item *it = link->item;
	const struct pdf_element *to = &tags->elements[it->target];
	const char *contents = tags->pages->tags[it->tag].contents;
	len top = tags->pages->pages[link->page].h - it->y;

	buffer_text(&b, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
	buffer_lengths(&b, (len[]){ it->x, top - it->h, it->x + it->w, top }, 4);
	buffer_printf(&b, "]/StructParent %u/Contents", link->key);
	pdf_string(&b, contents, strlen(contents));
	if (to->placed) {
		buffer_printf(&b, "/Dest[%u 0 R/XYZ ", pages[to->page]);
		buffer_lengths(&b, (len[]){ to->x, tags->pages->pages[to->page].h - to->y }, 2);
		buffer_text(&b, " null]");
	}
	buffer_byte(&b, '\n');
	pdf_body(f, link->object, &b);
}

void
pdf_links_write(struct pdf_links *links, struct pdf_file *f, const struct pdf_tags *tags, const unsigned *pages)
{
	for (size_t i = 0; i < links->n; i++)
		write_link(f, tags, &links->items[i], pages);
}
