#include "pdf_label.h"
#include "buffer.h"
#include "page.h"
#include "pdf_file.h"

#include <stdbool.h>
#include <string.h>

/* Whether a page goes on where the one before it left off; the first where a viewer begins to count. */
static bool
goes_on(const struct pages *pages, size_t i)
{
	const struct page *page = &pages->pages[i], *before = i > 0 ? page - 1 : NULL;

	if (before == NULL)
		return page->folio == 1 && page->label == NULL;
	return page->folio == before->folio + 1 && page->label == before->label;
}

static void
put_range(struct buffer *b, size_t index, const struct page *page)
{
	pdf_number(b, " ", (int64_t)index);
	buffer_text(b, "<</S/D");
	if (page->label != NULL) {
		buffer_text(b, "/P ");
		pdf_string(b, page->label, strlen(page->label));
	}
	if (page->folio != 1)
		pdf_number(b, "/St ", page->folio);
	buffer_text(b, ">>");
}

void
pdf_label_write(struct pdf_file *f, const struct pages *pages, struct buffer *catalog)
{
	struct buffer b = { .mem = f->mem };
	bool plain = true;

	for (size_t i = 0; i < pages->npages; i++) {
		bool on = goes_on(pages, i);
		if (i == 0 || !on)
			put_range(&b, i, &pages->pages[i]);
		plain = plain && on;
	}
	if (plain)
		return;
	buffer_text(catalog, "/PageLabels<</Nums[");
	buffer_add(catalog, b.data, b.len);
	buffer_text(catalog, "]>>\n");
}
