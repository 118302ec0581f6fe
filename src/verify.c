#include "verify.h"
#include "arena.h"
#include "diag.h"
#include "pdf_xref.h"
#include "thethuc.h"

#include <string.h>

enum { MOST_REVISED = 1 << 16, PERMITTED = 8 };

static int
say(const struct verify *v, struct diag *d, enum diag_code code, const char *one, const char *two)
{
	return diag_add_at(d, code, v->pdf, 0, 0, (const char *const[]){ "", one, two, NULL });
}

/* What the first of several revisions says; what the last one says when that is not to be had. */
static void
read_first(struct verify *v, struct arena *mem, const struct source *pdf, size_t end)
{
	struct source first = { .name = pdf->name, .text = pdf->text, .len = end };
	struct pdf_source source;
	struct pdf_in in;

	if (pdf_read_source(&in, mem, diag_new(mem, TT_ENGLISH), &first, &source) == 0)
		v->source = source;
}

int
verify_open(struct verify *v, struct arena *mem, struct diag *d, const struct source *pdf)
{
	struct pdf_source last;
	size_t end;

	*v = (struct verify){ .pdf = pdf };
	if (pdf_read_source(&v->in, mem, d, pdf, &last) != 0)
		return -1;
	v->source = last;
	end = pdf_first_end(&v->in);
	if (end < pdf->len)
		read_first(v, mem, pdf, end);
	if (v->source.len != last.len || memcmp(v->source.data, last.data, last.len) != 0)
		return say(v, d, DIAG_SOURCE_CHANGED, NULL, NULL);
	return 0;
}

int
verify_write(void *user, const void *data, size_t n)
{
	struct verify *v = user;
	const char *new = data;

	for (size_t i = 0; v->same == v->at + i && i < n; i++)
		v->same += v->same < v->pdf->len && v->pdf->text[v->same] == new[i];
	v->at += n;
	return 0;
}

/* Why the bytes are not the same, as far as it can be told. */
static int
explain(const struct verify *v, struct arena *mem, struct diag *d)
{
	static const char program[] = "thethuc " TT_VERSION;

	if (strcmp(v->source.producer, program) != 0)
		return say(v, d, DIAG_VERIFY_PROGRAM, v->source.producer, program);
	return say(v, d, DIAG_VERIFY_DIFFERENT, arena_printf(mem, "%zu", v->same), NULL);
}

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

/* The first revision is the same; looks at those that follow it. */
static int
judge_later(struct verify *v, struct arena *mem, struct diag *d)
{
	size_t later = pdf_revisions(&v->in, v->same);
	struct revised r = { .last = &v->in };
	bool changed;

	if (later == 0)
		return say(v, d, DIAG_VERIFY_AFTER, arena_printf(mem, "%zu", v->pdf->len - v->same), NULL);
	if (pdf_open(&r.first, mem, v->pdf->text, v->same) != 0 || pdf_root(&r.first) == NULL)
		return say(v, d, DIAG_PDF_DAMAGED, arena_printf(mem, "%zu", r.first.where), NULL);
	r.root = pdf_entry(r.first.sections->trailer, "Root");
	r.number = r.root->kind == PDF_REF ? r.root->integer : 0;
	changed = !builds_on(&r.first, &v->in)
	    || pdf_each_revised(&v->in, v->same, check_revised, &r) != 0;
	if (r.first.fault != PDF_FINE || v->in.fault != PDF_FINE)
		return say(v, d, DIAG_PDF_DAMAGED, arena_printf(mem, "%zu", v->in.where), NULL);
	if (changed)
		return say(v, d, DIAG_VERIFY_REVISED, arena_printf(mem, "%d", (int)r.number), NULL);
	say(v, d, DIAG_VERIFY_LATER, arena_printf(mem, "%zu", later), NULL);
	return 0;
}

int
verify_conclude(struct verify *v, struct arena *mem, struct diag *d)
{
	if (v->same < v->at)
		return explain(v, mem, d);
	if (v->same < v->pdf->len)
		return judge_later(v, mem, d);
	say(v, d, DIAG_VERIFY_SAME, NULL, NULL);
	return 0;
}

/* What the system lacks is not the document's fault. */
int
verify_blame(const struct verify *v, struct diag *d, const struct tt_message *m)
{
	enum diag_code code = m != NULL && m->fault != TT_FAULT_DATA ? DIAG_VERIFY_SYSTEM
	    : DIAG_VERIFY_RENDER;

	return say(v, d, code, m != NULL ? m->text : "", NULL);
}
