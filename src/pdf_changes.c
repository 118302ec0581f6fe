#include "pdf_changes.h"
#include "arena.h"
#include "pdf_xref.h"

enum { MOST_REVISED = 1 << 16, PERMITTED = 8 };

struct revised {			/* a look at what later revisions replaced */
	struct pdf_in	 first, *last;
	const struct pdf_value *root;	/* the reference to it */
	int64_t		 number;	/* of the object at hand */
	int		 count;
};

enum role { ROOT, PAGE, FORM, INFORMATION, METADATA, SIGNATURE_FIELD, OTHER, ROLES };

static bool
is_object(const struct pdf_value *reference, int64_t number)
{
	return reference != NULL && reference->kind == PDF_REF && reference->integer == number;
}

static enum role
role_of(struct revised *r, const struct pdf_value *old)
{
	struct pdf_in *first = &r->first;

	if (is_object(r->root, r->number))
		return ROOT;
	if (is_object(pdf_entry(pdf_root(first), "AcroForm"), r->number))
		return FORM;
	if (is_object(pdf_entry(first->sections->trailer, "Info"), r->number))
		return INFORMATION;
	if (is_object(pdf_entry(pdf_root(first), "Metadata"), r->number))
		return METADATA;
	if (pdf_is_name(pdf_get(first, old, "Type"), "Page"))
		return PAGE;
	return pdf_is_name(pdf_get(first, old, "FT"), "Sig") ? SIGNATURE_FIELD : OTHER;
}

/* Whether every entry is as it was, but those permitted; a name given twice is compared twice. */
static bool
differs_only(const struct pdf_value *old, const struct pdf_value *new, const char *const *permitted)
{
	const struct pdf_value *const both[] = { old, new };

	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < both[side]->n; i += 2) {
			const struct pdf_value *key = &both[side]->items[i];
			size_t k = 0;
			while (k < PERMITTED && permitted[k] != NULL && !pdf_is_name(key, permitted[k]))
				k++;
			if ((k == PERMITTED || permitted[k] == NULL)
			    && !pdf_same(&key[1], pdf_entry(both[!side], key->text)))
				return false;
		}
	return true;
}

/*
 * What signing and annotating do to an object that is there already. Text and pictures of a page
 * are in objects of their own, which nothing may replace.
 */
static bool
is_permitted(struct revised *r, const struct pdf_object *old, const struct pdf_object *new)
{
	static const char *const keys[ROLES][PERMITTED] = {
		[ROOT] = { "AcroForm", "DSS", "Extensions", "Metadata", "Perms", "Version" },
		[PAGE] = { "Annots", "Tabs" },
		[FORM] = { "DA", "DR", "Fields", "SigFlags" },
		[SIGNATURE_FIELD] = { "AP", "F", "Lock", "M", "MK", "SV", "V" },
	};
	enum role role = role_of(r, &old->value);

	if (role == INFORMATION || role == METADATA)
		return true;
	if (old->raw != NULL || new->raw != NULL || old->value.kind != PDF_DICT
	    || new->value.kind != PDF_DICT)
		return false;
	return differs_only(&old->value, &new->value, keys[role]);
}

static const struct pdf_object *
find(struct pdf_in *in, int64_t number)
{
	struct pdf_row row = pdf_section_find(in->sections, number);

	return row.type == 0 ? NULL : pdf_find(in, number, row.type == 1 ? row.index : 0);
}

/* 1 when the object was there before and now says something else that counts. */
static int
check_revised(void *user, int64_t number)
{
	struct revised *r = user;
	const struct pdf_object *old = find(&r->first, number), *new;

	r->number = number;
	if (old == NULL)
		return 0;
	new = ++r->count > MOST_REVISED ? NULL : find(r->last, number);
	return new == NULL || !is_permitted(r, old, new);
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
	return x == NULL && y == NULL
	    && pdf_same(pdf_entry(first->sections->trailer, "Root"),
	    pdf_entry(last->sections->trailer, "Root"));
}

struct pdf_changes
pdf_changes_since(struct pdf_in *in, struct arena *mem, size_t end)
{
	struct pdf_changes c = { .revisions = pdf_revisions(in, end) };
	struct revised r = { .last = in };

	if (c.revisions == 0)
		return c;
	if (pdf_open(&r.first, mem, in->data, end) != 0 || pdf_root(&r.first) == NULL) {
		c.broken = true;
		c.where = r.first.where;
		return c;
	}
	r.root = pdf_entry(r.first.sections->trailer, "Root");
	r.number = r.root->kind == PDF_REF ? r.root->integer : 0;
	c.others = !builds_on(&r.first, in) || pdf_each_revised(in, end, check_revised, &r) != 0;
	c.broken = r.first.fault != PDF_FINE || in->fault != PDF_FINE;
	c.where = in->where;
	c.number = r.number;
	return c;
}
