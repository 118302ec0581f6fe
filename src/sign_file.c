#include "sign_file.h"
#include "arena.h"
#include "buffer.h"
#include "cms.h"
#include "diag.h"
#include "moment.h"
#include "page.h"
#include "pdf_dss.h"
#include "pdf_fault.h"
#include "pdf_permit.h"
#include "pdf_sign.h"
#include "pdf_xref.h"
#include "sign_review.h"
#include "sign_seed.h"
#include "stamp_token.h"

#include <string.h>

enum { FOREIGN_ROOM = 24 * 1024 };	/* bytes left for the signature of a service */

/* Reads a PDF that is to be signed; -1 after a message. */
static int
open_pdf(struct pdf_in *in, struct arena *mem, struct diag *d, const struct source *pdf)
{
	*in = (struct pdf_in){ .mem = mem };
	if (pdf_open(in, mem, pdf->text, pdf->len) != 0 || pdf_root(in) == NULL)
		return pdf_fault_tell(in, d, pdf, DIAG_PDF_DAMAGED, "0");
	return 0;
}

static const char *
names_of(struct arena *mem, const struct pdf_sigs *all)
{
	struct buffer b = { .mem = mem };

	for (size_t i = 0; i < all->n; i++)
		buffer_printf(&b, "%s%s", i > 0 ? ", " : "", all->items[i].name);
	return b.data;
}

/* Whether no signature that is there forbids to sign the field; the name of one that does is in the message. */
static bool
is_permitted(struct pdf_in *in, struct diag *d, const struct source *pdf, const struct pdf_sigs *all, const char *field)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->items[i].value != NULL && !pdf_permits(in, all->items[i].value, field)) {
			diag_add_at(d, DIAG_SIGN_FORBIDDEN, pdf, 0, 0,
			    (const char *const[]){ "", all->items[i].name, field, NULL });
			return false;
		}
	return true;
}

/* The field by its name, or the first that is empty. NULL after a message. */
static const struct pdf_sig *
find_field(struct pdf_in *in, struct arena *mem, struct diag *d, const struct source *pdf, const char *name)
{
	struct pdf_sigs all = pdf_sig_list(in);
	const struct pdf_sig *s = NULL;

	for (size_t i = 0; i < all.n && s == NULL; i++)
		if (name != NULL ? strcmp(all.items[i].name, name) == 0 : all.items[i].value == NULL)
			s = &all.items[i];
	if (all.broken || in->fault != PDF_FINE)
		pdf_fault_tell(in, d, pdf, DIAG_PDF_DAMAGED, "0");
	else if (all.n == 0)
		diag_add_at(d, DIAG_SIGN_NO_FIELDS, pdf, 0, 0, (const char *const[]){ "", NULL });
	else if (s == NULL)
		diag_add_at(d, name != NULL ? DIAG_SIGN_FIELD : DIAG_SIGN_TAKEN, pdf, 0, 0,
		    (const char *const[]){ "", name != NULL ? name : names_of(mem, &all), names_of(mem, &all), NULL });
	else if (s->value != NULL)
		diag_add_at(d, DIAG_SIGN_TAKEN, pdf, 0, 0, (const char *const[]){ "", s->name, NULL });
	else if (s->ref == NULL)
		diag_add_at(d, DIAG_SIGN_DIRECT, pdf, 0, 0, (const char *const[]){ "", s->name, NULL });
	else if (is_permitted(in, d, pdf, &all, s->name))
		return s;
	return NULL;
}

/* The line a field shows, with the time of signing in it. */
static const char *
line_of(struct arena *mem, const struct sign_options *o)
{
	static const char mark[] = "{time}";
	const char *at = strstr(o->text, mark);
	char time[MOMENT_ROOM];

	if (at == NULL)
		return o->text;
	moment_write(o->when, time);
	return arena_printf(mem, "%.*s%s%s", (int)(at - o->text), o->text, time, at + sizeof mark - 1);
}

/* What the field is to show, NULL with *status 0: nothing new. */
static const struct page *
look_of(struct sign_work *w, struct arena *mem, struct diag *d, const struct pdf_sig *s, int *status)
{
	const struct sign_options *o = w->options;
	double across = (s->x1 - s->x0) * s->unit, up = (s->y1 - s->y0) * s->unit;
	len width = (len)((s->turn % 2 == 0 ? across : up) * 1000),
	    height = (len)((s->turn % 2 == 0 ? up : across) * 1000);
	const struct page *page = NULL;

	*status = 0;
	if (width <= 0 || height <= 0)
		return NULL;
	if (o->image != NULL)
		page = sign_look_picture(w->looks, mem, d, o->image, width, height);
	else if (o->text != NULL)
		page = sign_look_text(w->looks, mem, d, line_of(mem, o), width, height);
	else
		return NULL;
	*status = page == NULL ? -1 : 0;
	return page;
}

/* Adds what proves the signature later, as a revision of its own; `name` is the signature's in the store. */
static int
add_evidence(struct sign_work *w, struct arena *mem, struct diag *d, const char *name, struct buffer *out)
{
	static const enum pdf_dss_kind kinds[EVIDENCE__KINDS] = {
		[EVIDENCE_CERTIFICATE] = PDF_DSS_CERTIFICATE, [EVIDENCE_LIST] = PDF_DSS_LIST,
		[EVIDENCE_ANSWER] = PDF_DSS_ANSWER,
	};
	const struct evidence *e = &w->evidence;
	struct source signed_pdf = { .name = "", .text = out->data, .len = out->len };
	struct pdf_dss_item *items = arena_array(mem, e->n[0] + e->n[1] + e->n[2] + 1, sizeof *items);
	struct buffer later = { .mem = mem };
	struct pdf_in in = { .mem = mem };
	size_t n = 0;

	if (w->options->evidence.n == 0)
		return 0;
	for (int k = 0; k < EVIDENCE__KINDS; k++)
		for (size_t i = 0; i < e->n[k]; i++)
			items[n++] = (struct pdf_dss_item){ kinds[k], e->items[k][i].data, e->items[k][i].len };
	if (pdf_open(&in, mem, out->data, out->len) != 0)
		return pdf_fault_tell(&in, d, &signed_pdf, DIAG_PDF_DAMAGED, "0");
	if (pdf_dss_write(w->writer, mem, d, &in, items, n, name, &later) != 0)
		return -1;
	*out = later;
	return 0;
}

/* Whether a signature just made is sound, so that a faulty token never leaves a faulty file. */
static bool
is_sound(struct arena *mem, const struct buffer *out, const struct pdf_range_of *where, struct cms_bytes signature)
{
	const struct cms_question q = { .signature = signature, .first = out->data, .nfirst = where->gap,
		.second = out->data + where->end, .nsecond = out->len - where->end };
	struct cms_facts facts;

	cms_check(&q, mem, &facts);
	return facts.verdict == CMS_SOUND && (!facts.stamped || facts.stamp_sound);
}

/* The signature for a prepared file goes into its room. */
static int
make_signature(struct sign_work *w, struct arena *mem, struct diag *d, struct buffer *out,
    const struct pdf_range_of *where, size_t room, struct sign_result *result)
{
	struct stamp_service service = { w->options->stamp_url, w->options->stamp_seconds, mem, d };
	struct cms_bytes signature;

	if (cms_sign(&w->key, result->digest, service.url != NULL ? stamp_token_fetch : NULL, &service, mem, d,
	    &signature) != 0)
		return -1;
	if (signature.len > room)
		return DIAG(d, SIGN_ROOM, NULL, "", arena_printf(mem, "%zu", signature.len),
		    arena_printf(mem, "%zu", room));
	if (!is_sound(mem, out, where, signature))
		return DIAG(d, SIGN_FAILED, NULL, "", diag_term(d, DIAG_TERM_OTHER_DIGEST));
	pdf_sign_embed(out->data, where, signature.data, signature.len);
	result->signature = signature.len;
	return add_evidence(w, mem, d, cms_store_name(mem, signature, room), out);
}

int
sign_file(struct sign_work *w, struct arena *mem, struct diag *d, const struct source *pdf, struct buffer *out,
    struct sign_result *result)
{
	const struct sign_options *o = w->options;
	bool own = !o->digest_only;
	struct pdf_signing s = { .name = o->name, .location = o->location };
	char moment[MOMENT_ROOM];
	struct pdf_range_of where;
	const struct fonts *fonts;
	struct sign_seed seed;
	struct pdf_in in;
	int status;

	*result = (struct sign_result){ .field = "" };
	if (open_pdf(&in, mem, d, pdf) != 0)
		return -1;
	s.in = &in;
	s.field = find_field(&in, mem, d, pdf, o->field);
	if (s.field == NULL || sign_seed_apply(&seed, &in, d, pdf, s.field, o, own ? &w->key : NULL) != 0)
		return -1;
	s.kind = seed.kind;
	s.reason = seed.reason;
	s.lock = seed.lock;
	s.look = look_of(w, mem, d, s.field, &status);
	fonts = sign_looks_fonts(w->looks, d);
	if (status != 0 || fonts == NULL)
		return -1;
	moment_pdf(o->when, moment);
	s.moment = moment;
	s.room = own ? cms_room(&w->key, o->stamp_url != NULL) : FOREIGN_ROOM;
	if (s.name == NULL && own && *key_name(&w->key, mem) != '\0')
		s.name = key_name(&w->key, mem);
	if (pdf_sign_write(w->writer, mem, d, fonts, &s, out, &where) != 0)
		return -1;
	result->field = s.field->name;
	cms_digest(out->data, where.gap, out->data + where.end, out->len - where.end, result->digest);
	return own ? make_signature(w, mem, d, out, &where, s.room, result) : 0;
}

/* The bytes of a signature, taken out of base64 when they are not DER. */
static struct cms_bytes
unpack(struct arena *mem, const struct source *s)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	enum { SEQUENCE = 0x30 };
	unsigned char *out = arena_new(mem, s->len + 4);
	unsigned held = 0;
	size_t n = 0, bits = 0;
	bool line = false;		/* of PEM's words, not of its bytes */

	if (s->len > 1 && s->text[0] == SEQUENCE && (s->text[1] & 0x80) != 0)
		return (struct cms_bytes){ (const unsigned char *)s->text, s->len };
	for (size_t i = 0; i < s->len; i++) {
		const char *at = s->text[i] == '\0' ? NULL : strchr(letters, s->text[i]);
		if (s->text[i] == '-' && (i == 0 || s->text[i - 1] == '\n'))
			line = true;
		if (s->text[i] == '\n')
			line = false;
		if (at == NULL || line)
			continue;
		held = held << 6 | (unsigned)(at - letters);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			out[n++] = (unsigned char)(held >> bits & 0xFF);
		}
	}
	return (struct cms_bytes){ out, n };
}

/* The signature whose room is there and empty, up to the end of the file; NULL: there is none. */
static const struct signature *
find_prepared(const struct review *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct signature *s = &r->items[i];
		size_t k = s->range.gap + 1;
		while (s->ranged && k + 1 < s->range.end && r->in.data[k] == '0')
			k++;
		if (s->ranged && s->whole && k + 1 == s->range.end)
			return s;
	}
	return NULL;
}

int
sign_file_embed(struct arena *mem, struct diag *d, const struct source *pdf, const struct source *signature,
    struct buffer *out, struct sign_result *result)
{
	struct cms_bytes der = unpack(mem, signature);
	struct cms_question q = { .signature = der };
	const struct signature *s;
	struct cms_facts facts;
	struct review r;

	*result = (struct sign_result){ .field = "" };
	if (sign_review(&r, mem, d, pdf, NULL, 0) != 0)
		return -1;
	s = find_prepared(&r);
	if (s == NULL)
		return diag_add_at(d, DIAG_SIGN_UNPREPARED, pdf, 0, 0, (const char *const[]){ "", NULL });
	q.first = pdf->text;
	q.nfirst = s->range.gap;
	q.second = pdf->text + s->range.end;
	q.nsecond = pdf->len - s->range.end;
	cms_check(&q, mem, &facts);
	if (facts.verdict == CMS_SOUND && (facts.weak || facts.chain.state == CHAIN_USAGE))
		return facts.weak ? DIAG(d, KEY_WEAK, NULL, "", facts.name, facts.algorithm)
		    : DIAG(d, KEY_USAGE, NULL, "", facts.name);
	if (facts.verdict != CMS_SOUND)
		return DIAG(d, SIGN_FOREIGN, NULL, "", signature->name, facts.verdict == CMS_UNREADABLE
		    ? diag_term(d, DIAG_TERM_NO_SIGNATURE) : diag_term(d, DIAG_TERM_OTHER_DIGEST));
	if (sign_seed_stamp(&r.in, d, pdf, s->field, facts.stamped) != 0)
		return -1;
	if (der.len * 2 > s->range.end - s->range.gap - 2)
		return DIAG(d, SIGN_ROOM, NULL, "", arena_printf(mem, "%zu", der.len),
		    arena_printf(mem, "%zu", (s->range.end - s->range.gap - 2) / 2));
	buffer_add(out, pdf->text, pdf->len);
	pdf_sign_embed(out->data, &s->range, der.data, der.len);
	cms_digest(q.first, q.nfirst, q.second, q.nsecond, result->digest);
	result->field = s->field->name;
	result->signature = der.len;
	return 0;
}

bool
sign_file_is_done(struct sign_work *w, struct arena *mem, const struct source *pdf, const struct source *done)
{
	struct diag *aside = diag_new(mem, TT_ENGLISH);
	bool same = done->text == pdf->text;
	struct review r;

	if (!same && (done->len <= pdf->len || memcmp(done->text, pdf->text, pdf->len) != 0))
		return false;
	if (sign_review(&r, mem, aside, done, NULL, 0) != 0)
		return false;
	for (size_t i = 0; i < r.n; i++) {
		const struct signature *s = &r.items[i];
		bool named = w->options->field == NULL || strcmp(s->field->name, w->options->field) == 0;
		bool mine = strcmp(s->facts.serial, key_serial(w->key.certificate, mem)) == 0
		    && strcmp(s->facts.name, key_name(&w->key, mem)) == 0;
		if (named && mine && sign_is_good(s) && (same || s->range.covered > pdf->len))
			return true;
	}
	return false;
}
