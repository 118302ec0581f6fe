#include "pdf_changes.h"
#include "arena.h"
#include "pdf_uses.h"
#include "pdf_xref.h"

enum { MOST_REVISED = 1 << 16, MOST_PARENTS = 16 };

struct revised {			/* a look at what later revisions replaced */
	struct pdf_in	 first, *last;
	size_t		 end;		/* of the first */
	struct arena	*mem;
	struct pdf_use	*uses;		/* of objects that later revisions have */
	size_t		 n, cap;
};

static enum pdf_change
worse(enum pdf_change a, enum pdf_change b)
{
	return a > b ? a : b;
}

static bool
is_object(const struct pdf_value *reference, int64_t number)
{
	return reference != NULL && reference->kind == PDF_REF && reference->integer == number;
}

/* Whether every entry is as it was, but those permitted; a name given twice is compared twice. */
static bool
differs_only(const struct pdf_value *old, const struct pdf_value *new, const char *const *permitted)
{
	const struct pdf_value *const both[] = { old, new };

	for (int side = 0; side < 2; side++)
		for (size_t i = 0; both[side] != NULL && i < both[side]->n; i += 2) {
			const struct pdf_value *key = &both[side]->items[i];
			size_t k = 0;
			while (permitted[k] != NULL && !pdf_is_name(key, permitted[k]))
				k++;
			if (permitted[k] == NULL && !pdf_same(&key[1], pdf_entry(both[!side], key->text)))
				return false;
		}
	return true;
}

/* An entry of a field, its own or inherited from the fields above it (12.7.3.1). */
static const struct pdf_value *
of_field(struct pdf_in *in, const struct pdf_value *field, const char *name)
{
	for (int i = 0; field != NULL && i < MOST_PARENTS; i++) {
		if (pdf_entry(field, name) != NULL)
			return pdf_entry(field, name);
		field = pdf_get(in, field, "Parent");
	}
	return NULL;
}

static bool
is_for_signature(struct pdf_in *in, const struct pdf_value *field)
{
	return pdf_is_name(pdf_resolve(in, of_field(in, field, "FT")), "Sig");
}

/* Whether a field holds a signature of a later revision than the first. */
static bool
is_signed_later(struct revised *r, const struct pdf_value *field)
{
	const struct pdf_value *ref = of_field(r->last, field, "V"), *value = pdf_resolve(r->last, ref);
	struct pdf_row row;

	if (value == NULL || value->kind != PDF_DICT || ref->kind != PDF_REF)
		return false;
	row = pdf_section_find(r->last->sections, ref->integer);
	return row.type == 1 && row.place >= (int64_t)r->end;
}

/* Annotations or fields of a list: those that were there stay in their order, others come in between. */
static enum pdf_change
judge_list(struct revised *r, const struct pdf_value *old, const struct pdf_value *new)
{
	enum pdf_change kind = PDF_CHANGE_SIGNING;
	size_t i = 0, n = old == NULL ? 0 : old->n;

	if ((old != NULL && old->kind != PDF_ARRAY) || (new != NULL && new->kind != PDF_ARRAY))
		return PDF_CHANGE_CONTENT;
	for (size_t k = 0; new != NULL && k < new->n; k++) {
		const struct pdf_value *one = pdf_resolve(r->last, &new->items[k]);
		if (i < n && pdf_same(&old->items[i], &new->items[k]))
			i++;
		else if (!is_for_signature(r->last, one) || !is_signed_later(r, one))
			kind = PDF_CHANGE_NOTES;
	}
	return i < n ? PDF_CHANGE_CONTENT : kind;
}

static enum pdf_change
judge_entry(struct revised *r, const struct pdf_value *old, const struct pdf_value *new, const char *list)
{
	return judge_list(r, pdf_get(&r->first, old, list), pdf_get(r->last, new, list));
}

static enum pdf_change
judge_form(struct revised *r, const struct pdf_value *old, const struct pdf_value *new)
{
	static const char *const permitted[] = { "DA", "DR", "Fields", "SigFlags", NULL };

	if ((old != NULL && (old->kind != PDF_DICT || new == NULL)) || (new != NULL && new->kind != PDF_DICT)
	    || !differs_only(old, new, permitted))
		return PDF_CHANGE_CONTENT;
	return judge_entry(r, old, new, "Fields");
}

/* What a certificate permits may be added, not taken away. */
static bool
keeps_permissions(struct revised *r, const struct pdf_value *old, const struct pdf_value *new)
{
	const struct pdf_value *was = pdf_get(&r->first, old, "Perms"), *is = pdf_get(r->last, new, "Perms");

	for (size_t i = 0; was != NULL && i + 1 < was->n; i += 2)
		if (!pdf_same(&was->items[i + 1], pdf_entry(is, was->items[i].text)))
			return false;
	return true;
}

static enum pdf_change
judge_root(struct revised *r, const struct pdf_value *old, const struct pdf_value *new)
{
	static const char *const permitted[] = { "AcroForm", "DSS", "Extensions", "Metadata", "Perms",
	    "Version", NULL };

	if (!differs_only(old, new, permitted) || !keeps_permissions(r, old, new))
		return PDF_CHANGE_CONTENT;
	return judge_form(r, pdf_get(&r->first, old, "AcroForm"), pdf_get(r->last, new, "AcroForm"));
}

/* Text and pictures of a page are in objects of their own, which nothing may replace. */
static enum pdf_change
judge_page(struct revised *r, const struct pdf_value *old, const struct pdf_value *new)
{
	static const char *const permitted[] = { "Annots", "Tabs", NULL };

	return differs_only(old, new, permitted) ? judge_entry(r, old, new, "Annots") : PDF_CHANGE_CONTENT;
}

/* A field for a signature, or a widget of one: it is filled once. */
static enum pdf_change
judge_field(struct revised *r, const struct pdf_value *old, const struct pdf_value *new)
{
	static const char *const permitted[] = { "AP", "F", "M", "MK", "V", NULL };

	if (of_field(&r->first, old, "V") != NULL || !differs_only(old, new, permitted))
		return PDF_CHANGE_CONTENT;
	if (of_field(r->last, new, "V") == NULL)
		return PDF_CHANGE_NOTES;
	return is_signed_later(r, new) ? PDF_CHANGE_SIGNING : PDF_CHANGE_CONTENT;
}

/* An object of the first revision that has a new state. */
static enum pdf_change
judge_object(struct revised *r, const struct pdf_use *use, const struct pdf_object *old, const struct pdf_object *new)
{
	struct pdf_in *first = &r->first;
	bool streams = old->raw != NULL && new->raw != NULL;

	if (use->by == PDF_USE_METADATA && streams)
		return PDF_CHANGE_SIGNING;
	if (old->raw != NULL || new->raw != NULL || old->value.kind != new->value.kind)
		return PDF_CHANGE_CONTENT;
	if (pdf_same(&old->value, &new->value))
		return PDF_CHANGE_SIGNING;
	if (use->by == PDF_USE_STORE)
		return PDF_CHANGE_SIGNING;
	if (use->by == PDF_USE_ANNOTATIONS || use->by == PDF_USE_FIELDS)
		return judge_list(r, &old->value, &new->value);
	if (old->value.kind != PDF_DICT)
		return PDF_CHANGE_CONTENT;
	if (is_object(pdf_entry(first->sections->trailer, "Root"), use->number))
		return judge_root(r, &old->value, &new->value);
	if (is_object(pdf_entry(pdf_root(first), "AcroForm"), use->number))
		return judge_form(r, &old->value, &new->value);
	if (is_object(pdf_entry(first->sections->trailer, "Info"), use->number) && use->by == 0)
		return PDF_CHANGE_SIGNING;
	if (is_for_signature(first, &old->value))
		return judge_field(r, &old->value, &new->value);
	return pdf_is_name(pdf_get(first, &old->value, "Type"), "Page") ? judge_page(r, &old->value, &new->value)
	    : PDF_CHANGE_CONTENT;
}

static const struct pdf_object *
find(struct pdf_in *in, int64_t number, struct pdf_row *row)
{
	*row = pdf_section_find(in->sections, number);
	return row->type == 0 ? NULL : pdf_find(in, number, row->type == 1 ? row->index : 0);
}

static enum pdf_change
judge(struct revised *r, const struct pdf_use *use)
{
	struct pdf_row was, is;
	const struct pdf_object *old = find(&r->first, use->number, &was), *new = find(r->last, use->number, &is);

	/* What was missing and is there now is a change when something was waiting for it. */
	if (old == NULL)
		return use->by == 0 ? PDF_CHANGE_SIGNING : PDF_CHANGE_CONTENT;
	if (new == NULL || (was.type == 1 ? was.index : 0) != (is.type == 1 ? is.index : 0))
		return PDF_CHANGE_CONTENT;
	return judge_object(r, use, old, new);
}

/* 1 when there are too many. */
static int
collect(void *user, int64_t number)
{
	struct revised *r = user;

	if (r->n == MOST_REVISED)
		return 1;
	r->uses = arena_grow(r->mem, r->uses, r->n, &r->cap, sizeof *r->uses);
	r->uses[r->n++] = (struct pdf_use){ number, 0 };
	return 0;
}

/* Whether the later revisions build on the first one, and not on something hidden inside of it. */
static bool
builds_on(const struct pdf_in *first, const struct pdf_in *last)
{
	const struct pdf_section *x = last->sections, *y = first->sections;

	while (x != NULL && x->start >= first->len)
		x = x->next;
	for (; x != NULL && y != NULL && x->start == y->start; y = y->next)
		x = x->next;
	return x == NULL && y == NULL && first->sections != NULL && last->sections != NULL
	    && pdf_same(pdf_entry(first->sections->trailer, "Root"),
	    pdf_entry(last->sections->trailer, "Root"));
}

/* Looks at every object that later revisions have. */
static void
compare(struct revised *r, struct pdf_changes *c)
{
	if (!builds_on(&r->first, r->last) || pdf_each_revised(r->last, r->end, collect, r) != 0) {
		c->kind = PDF_CHANGE_CONTENT;
		return;
	}
	r->n = pdf_uses_sort(r->uses, r->n);
	c->broken = pdf_uses_find(&r->first, r->uses, r->n) != 0;
	for (size_t i = 0; i < r->n; i++) {
		enum pdf_change kind = judge(r, &r->uses[i]);
		if (kind > c->kind)
			c->number = r->uses[i].number;
		c->kind = worse(c->kind, kind);
	}
}

struct pdf_changes
pdf_changes_since(struct pdf_in *in, struct arena *mem, size_t end)
{
	struct pdf_changes c = { .revisions = pdf_revisions(in, end) };
	struct revised r = { .last = in, .end = end, .mem = mem };

	if (c.revisions == 0)
		return c;
	if (pdf_open(&r.first, mem, in->data, end) != 0 || pdf_root(&r.first) == NULL) {
		c.broken = true;
		c.where = r.first.where;
		return c;
	}
	compare(&r, &c);
	c.broken |= r.first.fault != PDF_FINE || in->fault != PDF_FINE;
	c.where = in->where;
	return c;
}
