#include "pdf_uses.h"

#include <stdlib.h>

struct search {
	struct pdf_use	*uses;
	size_t		 n;
};

static int
by_number(const void *a, const void *b)
{
	const struct pdf_use *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

static unsigned
use_of(const struct pdf_value *key)
{
	static const struct { const char *name; unsigned use; } known[] = {
		{ "Annots", PDF_USE_ANNOTATIONS }, { "Fields", PDF_USE_FIELDS }, { "Metadata", PDF_USE_METADATA },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (pdf_is_name(key, known[i].name))
			return known[i].use;
	return PDF_USE_OTHER;
}

/* A value is as deep as its reader lets it be. */
static void
look_at(const struct search *s, const struct pdf_value *v, unsigned by)
{
	struct pdf_use *found = NULL;
	bool dict = v->kind == PDF_DICT;

	if (v->kind == PDF_REF)
		found = bsearch(&(struct pdf_use){ v->integer, 0 }, s->uses, s->n, sizeof *s->uses, by_number);
	if (found != NULL)
		found->by |= by;
	for (size_t i = dict; i < v->n; i += 1 + dict)
		look_at(s, &v->items[i], dict ? use_of(&v->items[i - 1]) : PDF_USE_OTHER);
}

/* A trailer that is an object refers as a trailer does. */
static int
look_into(const struct search *s, struct pdf_in *in, int64_t number)
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
		look_at(s, &o->value, PDF_USE_OTHER);
	return 0;
}

int
pdf_uses_find(const struct pdf_in *in, struct pdf_use *uses, size_t n)
{
	const struct search s = { uses, n };
	struct pdf_in own = *in;	/* whose limits are for one object each */
	int status = 0;

	for (const struct pdf_section *x = in->sections; x != NULL; x = x->next)
		for (size_t i = 0; i < x->n; i++)
			for (int64_t k = 0; k < x->ranges[i].count && status == 0; k++)
				status = look_into(&s, &own, x->ranges[i].first + k);
	return status;
}
