#include "sign_seed.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "key_wish.h"
#include "sign_options.h"

#include <string.h>

enum {					/* bits of the flags (table 234) */
	NEEDS_FILTER = 1, NEEDS_KIND = 2, NEEDS_VERSION = 4, NEEDS_REASON = 8, NEEDS_ATTESTATION = 16,
	NEEDS_REVOCATION = 32, NEEDS_DIGEST = 64, NEEDS_LOCK = 128, NEEDS_LOOK = 256
};

enum { NEEDS_SUBJECT = 1, NEEDS_ISSUER = 2, NEEDS_POLICY = 4, NEEDS_NAME = 8, NEEDS_USAGE = 32 };	/* table 235 */

enum { VERSION = 3 };			/* of seed values that is known here (ISO 32000-2, table 237) */

static const char handler[] = "Adobe.PPKLite", digest[] = "SHA256";
static const char *const kinds[] = { "ETSI.CAdES.detached", "adbe.pkcs7.detached" };

struct asking {
	struct sign_seed *seed;
	struct pdf_in	*in;
	struct diag	*diag;
	const struct source *pdf;
	const struct pdf_sig *field;
	const struct sign_options *options;
	const struct key *key;
	int		 status;	/* -1: something required cannot be */
};

/* Values for people: names and texts with commas between them. */
static const char *
text_of(struct pdf_in *in, const struct pdf_value *v)
{
	struct buffer b = { .mem = in->mem };

	if (v != NULL && (v->kind == PDF_INT || v->kind == PDF_BOOL))
		return arena_printf(in->mem, "%lld", (long long)v->integer);
	if (v == NULL || v->kind != PDF_ARRAY)
		return pdf_sig_text(in->mem, v);
	for (size_t i = 0; i < v->n; i++)
		buffer_printf(&b, "%s%s", i > 0 ? ", " : "", pdf_sig_text(in->mem, pdf_resolve(in, &v->items[i])));
	return b.len > 0 ? b.data : "";
}

/* Says that the field asks for something else than the signature would have. */
static void
tell(struct asking *a, bool required, const char *what, const char *asked, const char *have)
{
	diag_add_at(a->diag, required ? DIAG_SIGN_SEED : DIAG_SIGN_WISH, a->pdf, 0, 0,
	    (const char *const[]){ "", a->field->name, what, asked, have != NULL ? have : "-", NULL });
	if (required)
		a->status = -1;
}

/* Whether a list of names or texts, or a single one, has the text. */
static bool
has(struct pdf_in *in, const struct pdf_value *list, const char *text)
{
	if (list == NULL || list->kind != PDF_ARRAY)
		return strcmp(pdf_sig_text(in->mem, list), text) == 0;
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(pdf_sig_text(in->mem, pdf_resolve(in, &list->items[i])), text) == 0)
			return true;
	return false;
}

/* The first kind of the field's list that can be made. */
static void
choose_kind(struct asking *a, const struct pdf_value *list, bool required)
{
	for (size_t i = 0; list != NULL && list->kind == PDF_ARRAY && i < list->n; i++)
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			if (pdf_is_name(pdf_resolve(a->in, &list->items[i]), kinds[k])) {
				a->seed->kind = kinds[k];
				return;
			}
	if (list != NULL)
		tell(a, required, "SubFilter", text_of(a->in, list), a->seed->kind);
}

/* A list that is empty or a full stop forbids to give a reason. The only one there is need not be given. */
static void
choose_reason(struct asking *a, const struct pdf_value *list, bool required)
{
	bool none = list == NULL || list->kind != PDF_ARRAY || list->n == 0 || (list->n == 1 && has(a->in, list, "."));

	if (!required)
		return;
	if (a->seed->reason == NULL && !none && list->n == 1)
		a->seed->reason = pdf_sig_text(a->in->mem, pdf_resolve(a->in, list->items));
	if (none ? a->seed->reason != NULL : a->seed->reason == NULL || !has(a->in, list, a->seed->reason))
		tell(a, true, "Reasons", none ? "-" : text_of(a->in, list), a->seed->reason);
}

/* What can be had in one way only. */
static void
compare_fixed(struct asking *a, const struct pdf_value *seeds, int64_t flags)
{
	const struct {
		const char *name; int64_t flag; const char *have;
	} fixed[] = {
		{ "Filter", NEEDS_FILTER, handler }, { "DigestMethod", NEEDS_DIGEST, digest },
		{ "LegalAttestation", NEEDS_ATTESTATION, NULL }, { "AppearanceFilter", NEEDS_LOOK, NULL },
	};
	const struct pdf_value *version = pdf_get(a->in, seeds, "V"), *locks = pdf_get(a->in, seeds, "LockDocument");
	const struct pdf_value *adds = pdf_get(a->in, seeds, "AddRevInfo");

	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
		const struct pdf_value *asked = pdf_get(a->in, seeds, fixed[i].name);
		if (asked != NULL && (fixed[i].have == NULL || !has(a->in, asked, fixed[i].have)))
			tell(a, (flags & fixed[i].flag) != 0, fixed[i].name, text_of(a->in, asked), fixed[i].have);
	}
	if (pdf_real(version) > VERSION)
		tell(a, (flags & NEEDS_VERSION) != 0, "V", text_of(a->in, version),
		    arena_printf(a->in->mem, "%d", VERSION));
	if (pdf_is_name(locks, "true"))
		tell(a, (flags & NEEDS_LOCK) != 0, "LockDocument", "true", "false");
	if (adds != NULL && adds->kind == PDF_BOOL && adds->integer)
		tell(a, (flags & NEEDS_REVOCATION) != 0, "AddRevInfo", "true", "false");
}

/* The texts of a list as bytes; binary ones too. */
static struct key_wish
wish_of(struct pdf_in *in, const struct pdf_value *list)
{
	struct key_wish w = { 0 };
	struct cms_bytes *items;

	if (list == NULL || list->kind != PDF_ARRAY)
		return w;
	items = arena_array(in->mem, list->n, sizeof *items);
	for (size_t i = 0; i < list->n; i++) {
		const struct pdf_value *one = pdf_resolve(in, &list->items[i]);
		if (one != NULL && one->kind == PDF_STRING)
			items[w.n++] = (struct cms_bytes){ (const unsigned char *)one->text, one->len };
	}
	w.items = items;
	return w;
}

/* A key that a service has is not known here, nor are names of subjects compared. */
static void
compare_certificate(struct asking *a, const struct pdf_value *cert)
{
	static const struct {
		const char *name; int64_t flag; bool words; bool (*suits)(const struct key *, const struct key_wish *);
	} parts[] = {
		{ "Subject", NEEDS_SUBJECT, false, key_wish_subject },
		{ "Issuer", NEEDS_ISSUER, false, key_wish_issuer },
		{ "OID", NEEDS_POLICY, true, key_wish_policy }, { "KeyUsage", NEEDS_USAGE, true, key_wish_usage },
		{ "SubjectDN", NEEDS_NAME, false, NULL },
	};
	int64_t flags = pdf_get_integer(a->in, cert, "Ff", 0);

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const struct pdf_value *list = pdf_get(a->in, cert, parts[i].name);
		struct key_wish w = wish_of(a->in, list);
		bool known = a->key != NULL && parts[i].suits != NULL;
		if (list != NULL && (!known || !parts[i].suits(a->key, &w)))
			tell(a, (flags & parts[i].flag) != 0, arena_printf(a->in->mem, "Cert %s", parts[i].name),
			    parts[i].words ? text_of(a->in, list) : arena_printf(a->in->mem, "[%zu]", list->n),
			    known ? "-" : "?");
	}
}

static void
compare_stamp(struct asking *a, const struct pdf_value *stamp, bool stamped)
{
	if (stamp != NULL && !stamped)
		tell(a, pdf_get_integer(a->in, stamp, "Ff", 0) == 1, "TimeStamp",
		    text_of(a->in, pdf_get(a->in, stamp, "URL")), NULL);
}

/* Signatures that certify a document (1 to 3) are not made here. */
static void
compare_level(struct asking *a, const struct pdf_value *level)
{
	int64_t asked = pdf_get_integer(a->in, level, "P", 0);

	if (asked != 0)
		tell(a, true, "MDP", arena_printf(a->in->mem, "%lld", (long long)asked), "0");
}

/* A lock has to say what it locks. */
static void
choose_lock(struct asking *a, const struct pdf_value *lock)
{
	const struct pdf_value *action = pdf_get(a->in, lock, "Action"), *names = pdf_get(a->in, lock, "Fields");
	bool listed = names != NULL && names->kind == PDF_ARRAY;

	if (lock == NULL)
		return;
	if (pdf_is_name(action, "All")
	    || (listed && (pdf_is_name(action, "Include") || pdf_is_name(action, "Exclude"))))
		a->seed->lock = lock;
	else
		tell(a, true, "Lock", text_of(a->in, action), NULL);
}

int
sign_seed_apply(struct sign_seed *s, struct pdf_in *in, struct diag *d, const struct source *pdf,
    const struct pdf_sig *field, const struct sign_options *o, const struct key *key)
{
	struct asking a = { .seed = s, .in = in, .diag = d, .pdf = pdf, .field = field, .options = o, .key = key };
	const struct pdf_value *seeds = pdf_get(in, field->dict, "SV");
	int64_t flags = pdf_get_integer(in, seeds, "Ff", 0);

	*s = (struct sign_seed){ .kind = kinds[0], .reason = o->reason };
	choose_lock(&a, pdf_get(in, field->dict, "Lock"));
	if (seeds == NULL)
		return a.status;
	choose_kind(&a, pdf_get(in, seeds, "SubFilter"), (flags & NEEDS_KIND) != 0);
	choose_reason(&a, pdf_get(in, seeds, "Reasons"), (flags & NEEDS_REASON) != 0);
	compare_fixed(&a, seeds, flags);
	compare_certificate(&a, pdf_get(in, seeds, "Cert"));
	if (key != NULL)
		compare_stamp(&a, pdf_get(in, seeds, "TimeStamp"), o->stamp_url != NULL);
	compare_level(&a, pdf_get(in, seeds, "MDP"));
	return a.status;
}

int
sign_seed_stamp(struct pdf_in *in, struct diag *d, const struct source *pdf, const struct pdf_sig *field, bool stamped)
{
	struct asking a = { .in = in, .diag = d, .pdf = pdf, .field = field };

	compare_stamp(&a, pdf_get(in, pdf_get(in, field->dict, "SV"), "TimeStamp"), stamped);
	return a.status;
}
