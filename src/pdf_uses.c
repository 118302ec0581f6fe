#include "pdf_uses.h"
#include "pdf_xref.h"

#include <stdlib.h>

enum holder { HOLDER_ANY, HOLDER_ROOT, HOLDER_STORE };	/* what a dictionary is */

struct search {
	struct pdf_use	*uses;
	size_t		 n;
	int64_t		 root, store;	/* numbers of the root and of its DSS; 0: that is no object of its own */
	unsigned	 store_by;	/* as what the DSS is referred to */
};

static int
by_number(const void *a, const void *b)
{
	const struct pdf_use *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

size_t
pdf_uses_sort(struct pdf_use *uses, size_t n)
{
	size_t kept = 0;

	if (n > 0)
		qsort(uses, n, sizeof *uses, by_number);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || uses[i].number != uses[kept - 1].number)
			uses[kept++] = uses[i];
	return kept;
}

static unsigned
use_of(const struct pdf_value *key, enum holder holder)
{
	static const struct { const char *name; enum holder holder; unsigned use; } known[] = {
		{ "Annots", HOLDER_ANY, PDF_USE_ANNOTATIONS }, { "Fields", HOLDER_ANY, PDF_USE_FIELDS },
		{ "Metadata", HOLDER_ROOT, PDF_USE_METADATA }, { "DSS", HOLDER_ROOT, PDF_USE_STORE },
		{ "Certs", HOLDER_STORE, PDF_USE_STORE }, { "CRLs", HOLDER_STORE, PDF_USE_STORE },
		{ "OCSPs", HOLDER_STORE, PDF_USE_STORE }, { "VRI", HOLDER_STORE, PDF_USE_STORE },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (pdf_is_name(key, known[i].name) && (known[i].holder == HOLDER_ANY || known[i].holder == holder))
			return known[i].use;
	return PDF_USE_OTHER;
}

/* A value is as deep as its reader lets it be. */
static void
look_at(struct search *s, const struct pdf_value *v, unsigned by, enum holder holder)
{
	struct pdf_use *found = NULL;
	bool dict = v->kind == PDF_DICT;

	if (v->kind == PDF_REF)
		found = bsearch(&(struct pdf_use){ v->integer, 0 }, s->uses, s->n, sizeof *s->uses, by_number);
	if (found != NULL)
		found->by |= by;
	if (v->kind == PDF_REF && v->integer == s->store)
		s->store_by |= by;
	for (size_t i = dict; i < v->n; i += 1 + dict) {
		const struct pdf_value *key = &v->items[i - dict];
		bool store = dict && holder == HOLDER_ROOT && pdf_is_name(key, "DSS");
		look_at(s, &v->items[i], dict ? use_of(key, holder) : PDF_USE_OTHER, store ? HOLDER_STORE : HOLDER_ANY);
	}
}

/* A trailer that is an object refers as a trailer does. */
static int
look_into(struct search *s, struct pdf_in *in, int64_t number)
{
	struct pdf_row row = pdf_section_find(in->sections, number);
	const struct pdf_object *o;

	if (row.type == 0 || (row.type == 1 && row.place == 0))
		return 0;
	in->values = 0;
	o = pdf_find(in, number, row.type == 1 ? row.index : 0);
	if (o == NULL)
		return -1;
	if (o->raw == NULL || !pdf_is_name(pdf_entry(&o->value, "Type"), "XRef"))
		look_at(s, &o->value, PDF_USE_OTHER, number == s->root ? HOLDER_ROOT
		    : number == s->store ? HOLDER_STORE : HOLDER_ANY);
	return 0;
}

static int64_t
number_of(const struct pdf_value *reference)
{
	return reference != NULL && reference->kind == PDF_REF ? reference->integer : 0;
}

int
pdf_uses_find(const struct pdf_in *in, struct pdf_use *uses, size_t n)
{
	struct pdf_in own = *in;	/* whose limits are for one object each */
	struct search s = { uses, n, number_of(pdf_entry(in->sections->trailer, "Root")),
		number_of(pdf_entry(pdf_root(&own), "DSS")), 0 };
	int status = 0;

	for (const struct pdf_section *x = in->sections; x != NULL; x = x->next)
		for (size_t i = 0; i < x->n; i++)
			for (int64_t k = 0; k < x->ranges[i].count && status == 0; k++)
				status = look_into(&s, &own, x->ranges[i].first + k);
	/* A store that is a page's fonts too, or any other thing, has parts that are other things too. */
	for (size_t i = 0; i < n && (s.store_by & ~(unsigned)PDF_USE_STORE) != 0; i++)
		if ((uses[i].by & PDF_USE_STORE) != 0)
			uses[i].by |= PDF_USE_OTHER;
	return status;
}
