#include "page.h"
#include "arena.h"

struct item *
page_add(struct arena *mem, struct page *page, enum item_kind kind)
{
	struct item *it;

	page->items = arena_grow(mem, page->items, page->n, &page->cap, sizeof *page->items);
	it = &page->items[page->n++];
	*it = (struct item){ .kind = kind };
	return it;
}
