#include "pdf_structure.h"
#include "buffer.h"
#include "haru.h"
#include "pdf_print.h"
#include "pdf_xref.h"

enum { MOST_KEY = 1 << 30 };

static const struct pdf_value *
dictionary(struct pdf_in *in, const struct pdf_value *v)
{
	v = pdf_resolve(in, v);
	return v != NULL && v->kind == PDF_DICT ? v : NULL;
}

/* New references are written with generation 0, so what they lead to has to have it. */
static bool
is_plain_reference(const struct pdf_value *v)
{
	return v != NULL && v->kind == PDF_REF && v->generation == 0;
}

/* One behind the last key of the parent tree; -1 when it has none that can be believed. */
static int64_t
next_key(struct pdf_in *in, const struct pdf_structure *s)
{
	const struct pdf_value *nums = pdf_get(in, s->parents, "Nums"),
	    *kids = pdf_get(in, s->parents, "Kids"), *limits;
	int64_t said = pdf_get_integer(in, s->root, "ParentTreeNextKey", 0), last = -1;

	if (nums != NULL && nums->kind == PDF_ARRAY && nums->n >= 2)
		last = nums->items[nums->n - 2].kind == PDF_INT ? nums->items[nums->n - 2].integer : MOST_KEY;
	if (kids != NULL && kids->kind == PDF_ARRAY && kids->n > 0) {
		limits = pdf_get(in, pdf_resolve(in, &kids->items[kids->n - 1]), "Limits");
		last = limits != NULL && limits->kind == PDF_ARRAY && limits->n == 2 && limits->items[1].kind == PDF_INT
		    ? limits->items[1].integer : MOST_KEY;
	}
	said = last + 1 > said ? last + 1 : said;
	return said < 0 || said >= MOST_KEY ? -1 : said;
}

/* The document's element when the tree has it as its only one, else the root itself. */
static void
find_holder(struct pdf_in *in, struct pdf_structure *s)
{
	const struct pdf_value *kid = pdf_entry(s->root, "K"), *all = pdf_resolve(in, kid), *element;

	if (all != NULL && all->kind == PDF_ARRAY)
		kid = all->n == 1 ? all->items : NULL;
	element = dictionary(in, kid);
	s->holder_ref = s->root_ref;
	s->holder = s->root;
	if (is_plain_reference(kid) && element != NULL && pdf_is_name(pdf_get(in, element, "S"), "Document")) {
		s->holder_ref = kid;
		s->holder = element;
	}
}

struct pdf_structure
pdf_structure_find(struct pdf_in *in)
{
	const struct pdf_value *root = pdf_root(in), *marked = pdf_get(in, pdf_get(in, root, "MarkInfo"), "Marked");
	struct pdf_structure s = { .root_ref = pdf_entry(root, "StructTreeRoot") };
	const struct pdf_value *parents;

	if (s.root_ref == NULL || marked == NULL || marked->kind != PDF_BOOL || !marked->integer)
		return s;
	s.root = dictionary(in, s.root_ref);
	if (s.root == NULL || !is_plain_reference(s.root_ref)) {
		s.root = NULL;
		s.broken = true;
		return s;
	}
	find_holder(in, &s);
	parents = pdf_entry(s.root, "ParentTree");
	s.parents = dictionary(in, parents);
	s.parents_ref = parents != NULL && parents->kind == PDF_REF ? parents : NULL;
	s.key = next_key(in, &s);
	s.broken = s.key < 0 || (parents != NULL && s.parents == NULL);
	if (s.broken)
		s.root = NULL;
	return s;
}

/* The elements of an array, or the one value that stands for one. */
static void
put_elements(struct buffer *b, struct pdf_in *in, const struct pdf_value *v)
{
	const struct pdf_value *all = pdf_resolve(in, v);

	if (all != NULL && all->kind == PDF_ARRAY)
		for (size_t i = 0; i < all->n; i++) {
			pdf_print(b, &all->items[i]);
			buffer_byte(b, ' ');
		}
	else if (all != NULL)
		pdf_print(b, v);
}

static void
put_kids(struct buffer *b, struct pdf_in *in, const struct pdf_structure *s, const struct buffer *kids)
{
	buffer_text(b, "/K[");
	put_elements(b, in, pdf_entry(s->holder, "K"));
	buffer_add(b, kids->data, kids->len);
	buffer_text(b, "]\n");
}

/* The inside of the parent tree's root; where it has parts, `leaf` is one more. */
static void
put_parents(struct buffer *b, struct pdf_in *in, const struct pdf_structure *s, const struct buffer *numbers,
    unsigned leaf)
{
	if (pdf_entry(s->parents, "Kids") != NULL) {
		pdf_print_entries(b, s->parents, (const char *const[]){ "Kids", NULL });
		buffer_text(b, "/Kids[");
		put_elements(b, in, pdf_entry(s->parents, "Kids"));
		buffer_printf(b, "%u 0 R]", leaf);
		return;
	}
	pdf_print_entries(b, s->parents, (const char *const[]){ "Nums", NULL });
	buffer_text(b, "/Nums[");
	put_elements(b, in, pdf_entry(s->parents, "Nums"));
	buffer_add(b, numbers->data, numbers->len);
	buffer_byte(b, ']');
}

static struct haru_added
added(const struct pdf_value *ref, const struct buffer *b)
{
	return (struct haru_added){ .number = (unsigned)ref->integer, .generation = (unsigned)ref->generation,
		.value = b->data, .len = b->len };
}

/* The root: how far keys go now, and what hangs on it or stands in it. */
static struct haru_added
changed_root(struct pdf_in *in, const struct pdf_structure *s, const struct buffer *kids,
    const struct buffer *numbers, int64_t last, unsigned leaf)
{
	const char *without[4] = { "ParentTreeNextKey", NULL };
	struct buffer b = { .mem = kids->mem };
	size_t n = 1;

	if (s->holder == s->root)
		without[n++] = "K";
	if (s->parents_ref == NULL)
		without[n++] = "ParentTree";
	buffer_text(&b, "<<");
	pdf_print_entries(&b, s->root, without);
	buffer_text(&b, "/ParentTreeNextKey ");
	buffer_number(&b, last + 1);
	buffer_byte(&b, '\n');
	if (s->holder == s->root)
		put_kids(&b, in, s, kids);
	if (s->parents_ref == NULL) {
		buffer_text(&b, "/ParentTree<<");
		put_parents(&b, in, s, numbers, leaf);
		buffer_text(&b, ">>");
	}
	buffer_text(&b, ">>");
	return added(s->root_ref, &b);
}

size_t
pdf_structure_add(struct pdf_in *in, const struct pdf_structure *s, const struct buffer *kids,
    const struct buffer *numbers, int64_t last, unsigned leaf, struct haru_added *out)
{
	struct buffer b = { .mem = kids->mem }, p = { .mem = kids->mem };
	size_t n = 0;

	out[n++] = changed_root(in, s, kids, numbers, last, leaf);
	if (s->holder != s->root) {
		buffer_text(&b, "<<");
		pdf_print_entries(&b, s->holder, (const char *const[]){ "K", NULL });
		put_kids(&b, in, s, kids);
		buffer_text(&b, ">>");
		out[n++] = added(s->holder_ref, &b);
	}
	if (s->parents_ref != NULL) {
		buffer_text(&p, "<<");
		put_parents(&p, in, s, numbers, leaf);
		buffer_text(&p, ">>");
		out[n++] = added(s->parents_ref, &p);
	}
	return n;
}
