#include "pdf_outline.h"
#include "arena.h"
#include "buffer.h"
#include "haru.h"
#include "page.h"
#include "pdf_file.h"
#include "wrap.h"

#include <string.h>

enum {
	OPEN_LEVELS = 1,		/* levels whose entries show what is below them at first */
	POINT = 1000			/* 1/1000 pt */
};

struct target {				/* where a tag starts */
	const struct page *page;	/* NULL: nowhere */
	const struct item *item;
};

struct entry {				/* a bookmark; [0] is the root */
	const struct tag *tag;		/* NULL: the root */
	struct target	 target;
	unsigned	 object;
	int		 level;		/* of nesting; the root is 0 */
	size_t		 up, prev, next, first, last;	/* entries; 0: none */
	size_t		 shown;		/* entries below that show when this one is open */
};

/* The mark of a tag, else its first item. */
static void
add_target(struct target *target, const struct page *page, const struct item *item)
{
	if (target->page == NULL
	    || (item->kind == ITEM_MARK && target->item->kind != ITEM_MARK))
		*target = (struct target){ page, item };
}

/* Targets of all tags; one without items of its own starts where the first tag inside it does. */
static struct target *
find_targets(struct pdf_file *f, const struct pages *pages)
{
	struct target *targets = arena_array(f->mem, pages->ntags, sizeof *targets);

	for (size_t p = 0; p < pages->npages; p++)
		for (size_t i = 0; i < pages->pages[p].n; i++) {
			const struct item *item = &pages->pages[p].items[i];
			if (item->tag != 0)
				add_target(&targets[item->tag], &pages->pages[p], item);
		}
	for (size_t i = 1; i < pages->ntags; i++)
		for (int up = pages->tags[i].parent; up > 0 && targets[i].page != NULL
		    && targets[up].page == NULL; up = pages->tags[up].parent)
			targets[up] = targets[i];
	return targets;
}

static void
link_entry(struct entry *entries, size_t i)
{
	struct entry *e = &entries[i];
	size_t up = i - 1;

	while (up != 0 && entries[up].tag->depth >= e->tag->depth)
		up = entries[up].up;
	e->up = up;
	e->level = entries[up].level + 1;
	e->prev = entries[up].last;
	if (e->prev != 0)
		entries[e->prev].next = i;
	else
		entries[up].first = i;
	entries[up].last = i;
}

static void
count_shown(struct entry *entries, size_t n)
{
	for (size_t i = n - 1; i > 0; i--) {
		struct entry *e = &entries[i];
		entries[e->up].shown += 1 + (e->level <= OPEN_LEVELS ? e->shown : 0);
	}
}

/* The top of what an item shows; the letters of a line are about as high as their size. */
static len
top(const struct item *item)
{
	len size = 0;

	if (item->kind == ITEM_LINE)
		for (size_t i = 0; i < item->line->n; i++)
			if (item->line->pieces[i].size > size)
				size = item->line->pieces[i].size;
	return item->y - size;
}

/* Whole points, downwards: where a viewer shows a page from does not matter more exactly. */
static int
points(len x)
{
	return x / POINT - (x % POINT < 0);
}

static void
put_target(struct buffer *b, const struct target *target, const struct pages *pages,
    const unsigned *objects)
{
	const struct page *page = target->page;

	if (page == NULL)
		return;
	pdf_number(b, "/Dest [", objects[page - pages->pages]);
	pdf_number(b, " 0 R /XYZ ", points(target->item->x));
	pdf_number(b, " ", points(page->h - top(target->item) + POINT - 1));
	buffer_text(b, " 0]\n");
}

static void
put_link(struct buffer *b, const char *key, const struct entry *entries, size_t to)
{
	if (to != 0)
		pdf_reference(b, key, entries[to].object);
}

/* A closed entry has the number of what it hides as a negative count. */
static void
put_entry(struct buffer *b, const struct entry *entries, size_t i)
{
	const struct entry *e = &entries[i];

	if (i == 0)
		buffer_text(b, "/Type /Outlines\n");
	else {
		buffer_text(b, "/Title ");
		pdf_string(b, e->tag->outline, strlen(e->tag->outline));
		pdf_reference(b, "\n/Parent ", entries[e->up].object);
	}
	put_link(b, "/Prev ", entries, e->prev);
	put_link(b, "/Next ", entries, e->next);
	put_link(b, "/First ", entries, e->first);
	put_link(b, "/Last ", entries, e->last);
	if (e->shown != 0) {
		pdf_number(b, e->level <= OPEN_LEVELS ? "/Count " : "/Count -", (int64_t)e->shown);
		buffer_byte(b, '\n');
	}
}

static struct entry *
find_entries(struct pdf_file *f, const struct pages *pages, size_t *n)
{
	const struct target *targets = find_targets(f, pages);
	struct entry *entries = NULL;
	size_t cap = 0;

	entries = arena_grow(f->mem, entries, 0, &cap, sizeof *entries);
	*n = 1;
	for (size_t i = 1; i < pages->ntags; i++) {
		if (pages->tags[i].outline == NULL)
			continue;
		entries = arena_grow(f->mem, entries, *n, &cap, sizeof *entries);
		entries[*n] = (struct entry){ .tag = &pages->tags[i], .target = targets[i] };
		link_entry(entries, (*n)++);
	}
	return entries;
}

unsigned
pdf_outline_write(struct pdf_file *f, const struct pages *pages, const unsigned *objects)
{
	struct buffer b = { .mem = f->mem };
	size_t n;
	struct entry *entries = find_entries(f, pages, &n);

	if (n == 1)
		return 0;
	count_shown(entries, n);
	for (size_t i = 0; i < n; i++)
		entries[i].object = haru_dict(f->haru);
	for (size_t i = 0; i < n; i++) {
		put_entry(&b, entries, i);
		put_target(&b, &entries[i].target, pages, objects);
		pdf_body(f, entries[i].object, &b);
	}
	return entries[0].object;
}
