#include "contents.h"
#include "arena.h"
#include "buffer.h"

#include <string.h>

struct maker {				/* of the section */
	struct arena		*mem;
	struct blocks		*blocks;
	const struct contents_look *look;
	struct block		*root;	/* of the section */
	int			 toc;	/* element of the entries */
};

static struct block *
add_para(struct maker *m, const char *role, const struct style *style, int tag)
{
	struct block *b = block_add(m->mem, m->root, BLOCK_PARA, role);

	b->style = style;
	b->tag = tag;
	b->spans = arena_array(m->mem, 3, sizeof *b->spans);
	return b;
}

static void
add_words(struct block *b, const char *words, int tag)
{
	b->spans[b->nspans++] = (struct span){ .text = words, .len = strlen(words), .tag = tag };
}

static void
add_title(struct maker *m, const char *words)
{
	int tag = tag_add(m->mem, &m->blocks->tags, 1, "H2");

	add_words(add_para(m, "contents-title", m->look->title, tag), words, 0);
	m->toc = tag_add(m->mem, &m->blocks->tags, 1, "TOC");
}

/* "Words ........ 12": all of it leads there. */
static void
add_entry(struct maker *m, const char *words, int depth, int target, const struct page *page)
{
	struct tags *tags = &m->blocks->tags;
	const char *number = arena_printf(m->mem, " %s%d", page->label != NULL ? page->label : "", page->folio);
	int item = tag_add(m->mem, tags, m->toc, "TOCI");
	int link = tag_add(m->mem, tags, tag_add(m->mem, tags, item, "Reference"), "Link");
	const struct style *style = m->look->entries[depth < CONTENTS_DEPTHS ? depth : CONTENTS_DEPTHS - 1];
	struct block *b = add_para(m, "contents", style, item);

	tags->items[link].contents = words;
	tags->items[link].target = target;
	add_words(b, words, link);
	b->spans[b->nspans++] = (struct span){ .kind = SPAN_FILL, .to_edge = true, .blank = m->look->dots.value };
	add_words(b, number, link);
}

/* Each heading once, by its first mark, and nothing above its depth or beneath those listed. */
static void
add_headings(struct maker *m, const struct pages *pages)
{
	int last = 0;

	for (size_t p = 0; p < pages->npages; p++)
		for (size_t i = 0; i < pages->pages[p].n; i++) {
			const struct item *it = &pages->pages[p].items[i];
			const struct tag *tag = it->kind == ITEM_MARK && it->tag != last
			    ? &m->blocks->tags.items[it->tag] : NULL;
			last = tag != NULL ? it->tag : last;
			if (tag != NULL && tag->outline != NULL && strcmp(tag->role, "H1") != 0
			    && tag->depth <= CONTENTS_DEPTHS)
				add_entry(m, tag->outline, tag->depth - 1, it->tag, &pages->pages[p]);
		}
}

/* A caption with its number, without the marks of its notes. */
static const char *
words_of(struct arena *mem, const struct block *b)
{
	struct buffer words = { .mem = mem };

	buffer_text(&words, "");
	for (size_t i = 0; i < b->nspans; i++)
		if (b->spans[i].kind == SPAN_TEXT && b->spans[i].note == 0)
			buffer_add(&words, b->spans[i].text, b->spans[i].len);
	return words.data;
}

/* Under a title, if there are any, each caption once, by its first line. */
static void
add_captions(struct maker *m, const struct pages *pages, const char *title, const char *role)
{
	const struct block *last = NULL;

	for (size_t p = 0; p < pages->npages; p++)
		for (size_t i = 0; i < pages->pages[p].n; i++) {
			const struct item *it = &pages->pages[p].items[i];
			if (it->kind != ITEM_LINE || it->role == NULL || strcmp(it->role, role) != 0
			    || it->block == last)
				continue;
			if (last == NULL)
				add_title(m, title);
			last = it->block;
			add_entry(m, words_of(m->mem, last), 0, it->tag, &pages->pages[p]);
		}
}

void
contents_add(struct arena *mem, struct blocks *blocks, const struct profile *p, const struct pages *pages)
{
	struct maker m = { .mem = mem, .blocks = blocks, .look = &p->contents };
	struct sheet sheet = profile_sheet(p, ORIENTATION_PORTRAIT);
	struct section *s = block_section(mem, blocks, &sheet, "contents");

	s->restarts = true;
	s->label = p->contents.label;
	s->first_note = blocks->nnotes;
	m.root = s->root;
	add_title(&m, p->contents.words);
	add_headings(&m, pages);
	add_captions(&m, pages, p->contents.tables, "table-caption");
	add_captions(&m, pages, p->contents.charts, "chart-caption");
}
