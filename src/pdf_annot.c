#include "pdf_annot.h"
#include "arena.h"
#include "buffer.h"
#include "pdf_file.h"

struct pdf_annot {
	size_t		 page;		/* index */
	unsigned	 object;
};

void
pdf_annots_add(struct pdf_annots *a, struct pdf_file *f, size_t page, unsigned object)
{
	a->items = arena_grow(f->mem, a->items, a->n, &a->cap, sizeof *a->items);
	a->items[a->n++] = (struct pdf_annot){ page, object };
}

void
pdf_annots_write(const struct pdf_annots *a, struct pdf_file *f, const unsigned *pages)
{
	struct buffer b = { .mem = f->mem };

	for (size_t i = 0; i < a->n; i++) {
		size_t page = a->items[i].page;
		buffer_printf(&b, "%s%u 0 R", b.len == 0 ? "/Annots[" : " ", a->items[i].object);
		if (i + 1 < a->n && a->items[i + 1].page == page)
			continue;
		buffer_text(&b, "]/Tabs/S\n");
		pdf_body(f, pages[page], &b);
	}
}
