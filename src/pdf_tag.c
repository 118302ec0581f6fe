#include "pdf_tag.h"
#include "arena.h"
#include "buffer.h"
#include "haru.h"
#include "page.h"
#include "pdf_file.h"

#include <stdlib.h>
#include <string.h>

void
pdf_tags_init(struct pdf_tags *t, struct pdf_file *f, const struct pages *pages)
{
	*t = (struct pdf_tags){ .file = f, .pages = pages };
	t->elements = arena_array(f->mem, pages->ntags, sizeof *t->elements);
	t->marks = arena_array(f->mem, pages->npages, sizeof *t->marks);
	t->kids = arena_grow(f->mem, NULL, 0, &t->kids_cap, sizeof *t->kids);
	t->nkids = 1;
}

static void
add_kid(struct pdf_tags *t, int tag, struct pdf_kid kid)
{
	struct pdf_element *e = &t->elements[tag];
	size_t i;

	t->kids = arena_grow(t->file->mem, t->kids, t->nkids, &t->kids_cap, sizeof *t->kids);
	i = t->nkids++;
	t->kids[i] = kid;
	if (e->n++ == 0)
		e->first = i;
	else
		t->kids[e->last].next = i;
	e->last = i;
}

static unsigned
structure_object(struct pdf_file *f)
{
	unsigned object = haru_dict(f->haru);

	haru_structure(f->haru, object);
	return object;
}

/* Gives an element and its parents their objects, from the outermost inwards. */
static void
open_element(struct pdf_tags *t, int tag)
{
	for (int i = tag; i > 0 && t->elements[i].object == 0; i = t->pages->tags[i].parent) {
		t->elements[i].object = structure_object(t->file);
		if (t->pages->tags[i].parent > 0)
			add_kid(t, t->pages->tags[i].parent, (struct pdf_kid){ KID_ELEMENT, (unsigned)i, 0, 0 });
	}
}

static size_t
add_mark(struct pdf_tags *t, struct pdf_marks *marks, int tag)
{
	marks->tags = arena_grow(t->file->mem, marks->tags, marks->n, &marks->cap, sizeof *marks->tags);
	marks->tags[marks->n] = tag;
	return marks->n++;
}

unsigned
pdf_tags_mark(struct pdf_tags *t, int tag, size_t page, len x, len y)
{
	unsigned id = (unsigned)add_mark(t, &t->marks[page], tag);

	open_element(t, tag);
	add_kid(t, tag, (struct pdf_kid){ KID_CONTENT, id, page, 0 });
	t->elements[tag].mixed = true;
	for (int i = tag; i > 0 && !t->elements[i].placed; i = t->pages->tags[i].parent) {
		t->elements[i].placed = true;
		t->elements[i].page = page;
		t->elements[i].x = x;
		t->elements[i].y = y;
	}
	return id;
}

void
pdf_tags_box(struct pdf_tags *t, int tag, len x, len y, len w, len h)
{
	const len box[] = { x, y, x + w, y + h };

	memcpy(t->elements[tag].box, box, sizeof box);
}

unsigned
pdf_tags_annotate(struct pdf_tags *t, int tag, size_t page, unsigned object)
{
	open_element(t, tag);
	add_kid(t, tag, (struct pdf_kid){ KID_ANNOTATION, object, page, 0 });
	return (unsigned)(t->pages->npages + add_mark(t, &t->annotations, tag));
}

static int
by_tag(const void *a, const void *b)
{
	const struct pdf_kid *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static void
put_reference(struct buffer *b, const char *key, unsigned object)
{
	pdf_number(b, key, object);
	buffer_text(b, " 0 R");
}

static void
put_kid(struct pdf_tags *t, struct buffer *b, const struct pdf_kid *k, const struct pdf_element *e,
    const unsigned *pages)
{
	if (k->kind == KID_ELEMENT)
		put_reference(b, "", t->elements[k->id].object);
	else if (k->kind == KID_ANNOTATION)
		buffer_printf(b, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", pages[k->page], k->id);
	else if (t->streams != NULL)
		buffer_printf(b, "<</Type/MCR/Pg %u 0 R/Stm %u 0 R/MCID %u>>", pages[k->page],
		    t->streams[k->page], k->id);
	else if (k->page == e->page)
		pdf_number(b, "", k->id);
	else
		buffer_printf(b, "<</Type/MCR/Pg %u 0 R/MCID %u>>", pages[k->page], k->id);
}

/* Puts the kids of an element, which are elements, into the order of their tags. */
static void
sort_kids(struct pdf_tags *t, const struct pdf_element *e)
{
	struct pdf_kid *sorted = arena_array(t->file->mem, e->n, sizeof *sorted), *k = sorted;
	bool in_order = true;

	for (size_t i = e->first; i != 0; i = t->kids[i].next) {
		in_order &= k == sorted || k[-1].id <= t->kids[i].id;
		*k++ = t->kids[i];
	}
	if (in_order)
		return;
	qsort(sorted, e->n, sizeof *sorted, by_tag);
	k = sorted;
	for (size_t i = e->first; i != 0; i = t->kids[i].next)
		t->kids[i].id = k++->id;
}

/* Kids of an element with text of its own are read as they come, others in the order of the tags. */
static void
put_kids(struct pdf_tags *t, struct buffer *b, const struct pdf_element *e, const unsigned *pages)
{
	if (!e->mixed && e->n > 1 && t->kids[e->first].kind == KID_ELEMENT)
		sort_kids(t, e);
	buffer_text(b, e->n == 1 ? "/K " : "/K[");
	for (size_t i = e->first; i != 0; i = t->kids[i].next) {
		if (i != e->first)
			buffer_byte(b, ' ');
		put_kid(t, b, &t->kids[i], e, pages);
	}
	buffer_text(b, e->n == 1 ? "\n" : "]\n");
}

/* Figures say what they show and where (ISO 14289-1, 7.3). */
static void
put_figure(struct buffer *b, const struct pdf_element *e, const struct tag *info)
{
	if (info->alt != NULL) {
		buffer_text(b, "/Alt");
		pdf_string(b, info->alt, strlen(info->alt));
	}
	if (e->box[2] == 0)
		return;
	buffer_text(b, "/A<</O/Layout/Placement/Block/BBox[");
	buffer_lengths(b, e->box, 4);
	buffer_text(b, "]>>");
}

/* Whether an element has an identifier. */
static bool
is_named(const struct tag *tag)
{
	return tag->cell != NULL ? tag->cell->named : strcmp(tag->role, "Note") == 0;
}

/* Attributes of a cell: ISO 32000-1, table 349. */
static void
put_cell(struct buffer *b, const struct tag_cell *cell)
{
	static const char *const scopes[] = { "", "/Scope/Column", "/Scope/Row" };
	bool heads = cell->headers != NULL || cell->row_header != 0;

	if (cell->scope == SCOPE_NONE && cell->columns == 1 && cell->rows == 1 && !heads)
		return;
	buffer_text(b, "/A<</O/Table");
	buffer_text(b, scopes[cell->scope]);
	if (cell->columns > 1)
		buffer_printf(b, "/ColSpan %d", cell->columns);
	if (cell->rows > 1)
		buffer_printf(b, "/RowSpan %d", cell->rows);
	if (heads) {
		buffer_text(b, "/Headers[");
		for (const int *h = cell->headers; h != NULL && *h != 0; h++)
			buffer_printf(b, "(%08d)", *h);
		if (cell->row_header != 0)
			buffer_printf(b, "(%08d)", cell->row_header);
		buffer_byte(b, ']');
	}
	buffer_text(b, ">>");
}

static void
write_element(struct pdf_tags *t, int tag, unsigned root, const unsigned *pages, struct buffer *b)
{
	struct pdf_element *e = &t->elements[tag];
	const struct tag *info = &t->pages->tags[tag];

	buffer_text(b, "/S/");
	buffer_text(b, info->role);
	put_reference(b, "/P ", info->parent > 0 ? t->elements[info->parent].object : root);
	if (e->mixed)
		put_reference(b, "/Pg ", pages[e->page]);
	if (info->lang != NULL) {
		buffer_text(b, "/Lang ");
		pdf_string(b, info->lang, strlen(info->lang));
	}
	if (info->list != NULL)
		buffer_printf(b, "/A<</O/List/ListNumbering/%s>>", info->list);
	if (info->cell != NULL)
		put_cell(b, info->cell);
	if (is_named(info))
		buffer_printf(b, "/ID(%08d)", tag);
	put_figure(b, e, info);
	put_kids(t, b, e, pages);
	pdf_body(t->file, e->object, b);
}

/* For each page the elements of its marked content, pages counted from `key` on. */
static void
put_parents(struct pdf_tags *t, struct buffer *b, size_t key)
{
	for (size_t i = 0; i < t->pages->npages; i++) {
		if (t->marks[i].n == 0)
			continue;
		buffer_printf(b, "%zu[", key + i);
		for (size_t k = 0; k < t->marks[i].n; k++)
			put_reference(b, k == 0 ? "" : " ", t->elements[t->marks[i].tags[k]].object);
		buffer_text(b, "]\n");
	}
}

void
pdf_tags_hang(struct pdf_tags *t, unsigned parent)
{
	t->elements[1].object = parent;
}

void
pdf_tags_graft(struct pdf_tags *t, const unsigned *pages, const unsigned *streams, size_t key,
    struct buffer *kids, struct buffer *numbers)
{
	struct buffer b = { .mem = t->file->mem };

	t->streams = streams;
	for (size_t i = 2; i < t->pages->ntags; i++) {
		if (t->elements[i].object == 0)
			continue;
		write_element(t, (int)i, 0, pages, &b);
		if (t->pages->tags[i].parent == 1)
			put_reference(kids, " ", t->elements[i].object);
	}
	put_parents(t, numbers, key);
}

/* For each page the elements of its marked content, then those of the annotations. */
static unsigned
write_parents(struct pdf_tags *t)
{
	struct buffer b = { .mem = t->file->mem };
	unsigned object = structure_object(t->file);

	buffer_text(&b, "/Nums[");
	put_parents(t, &b, 0);
	for (size_t k = 0; k < t->annotations.n; k++)
		buffer_printf(&b, "%zu %u 0 R\n", t->pages->npages + k, t->elements[t->annotations.tags[k]].object);
	buffer_text(&b, "]\n");
	pdf_body(t->file, object, &b);
	return object;
}

/* Identifiers of notes and header cells; their figures have one length, so the order of tags is that of strings. */
static void
put_identifiers(struct pdf_tags *t, struct buffer *b)
{
	bool any = false;

	for (size_t i = 1; i < t->pages->ntags; i++) {
		if (t->elements[i].object == 0 || !is_named(&t->pages->tags[i]))
			continue;
		buffer_printf(b, "%s(%08zu)%u 0 R", any ? " " : "/IDTree<</Names[", i, t->elements[i].object);
		any = true;
	}
	if (any)
		buffer_text(b, "]>>\n");
}

unsigned
pdf_tags_write(struct pdf_tags *t, const unsigned *pages)
{
	struct buffer b = { .mem = t->file->mem };
	unsigned root = structure_object(t->file);

	for (size_t i = 1; i < t->pages->ntags; i++)	/* empty cells are cells */
		if (t->pages->tags[i].cell != NULL && t->elements[i].object == 0)
			open_element(t, (int)i);
	for (size_t i = 1; i < t->pages->ntags; i++)
		if (t->elements[i].object != 0)
			write_element(t, (int)i, root, pages, &b);
	buffer_printf(&b, "/Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %zu\n",
	    t->elements[1].object, write_parents(t), t->pages->npages + t->annotations.n);
	put_identifiers(t, &b);
	pdf_body(t->file, root, &b);
	return root;
}
