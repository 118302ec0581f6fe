#include "sign_review.h"
#include "arena.h"
#include "diag.h"
#include "evidence_pool.h"
#include "moment.h"
#include "pdf_dss.h"
#include "pdf_fault.h"
#include "pdf_permit.h"
#include "pdf_xref.h"
#include "trust.h"

#include <stdlib.h>

struct judgement {			/* of one file */
	const struct trust *trust;
	struct evidence_pool pool;
	int64_t		 when;		/* what is looked at is known to have existed then */
};

/* The bytes of a string in hexadecimal digits, its brackets included. */
static struct cms_bytes
decode(struct arena *mem, const char *p, size_t n)
{
	unsigned char *out = arena_new(mem, n / 2 + 1);
	size_t len = 0, digits = 0;

	for (size_t i = 0; i < n; i++) {
		int c = (unsigned char)p[i];
		int value = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f'
		    ? (c | 0x20) - 'a' + 10 : -1;
		if (value < 0)
			continue;
		out[len] = (unsigned char)(digits % 2 == 0 ? value << 4 : out[len] | value);
		len += digits++ % 2;
	}
	return (struct cms_bytes){ out, len };
}

/* The revision that ends where a signature's range does, counted from the first. */
static size_t
revision_of(const struct pdf_in *in, size_t total, size_t end)
{
	return total - pdf_revisions(in, end);
}

static void
look_inside(struct review *r, struct arena *mem, struct signature *s, struct judgement *j)
{
	const struct pdf_in *in = &r->in;
	struct cms_question q = { .first = in->data, .nfirst = s->range.gap, .second = in->data + s->range.end,
		.nsecond = s->range.covered - s->range.end, .is_stamp = s->stamp, .trust = j->trust,
		.pool = j->trust != NULL ? &j->pool : NULL, .when = j->when };

	q.signature = decode(mem, in->data + s->range.gap, s->range.end - s->range.gap);
	cms_check(&q, mem, &s->facts);
	s->whole = s->range.covered == in->len;
	s->revision = revision_of(in, r->revisions, s->range.covered);
	if (!s->whole)
		s->changes = pdf_changes_since(&r->in, mem, s->range.covered);
	/* A time-stamp of the document proves that what it covers existed. */
	if (s->stamp && s->facts.stamp_trusted && s->facts.stamp_time < j->when)
		j->when = s->facts.stamp_time;
}

/* The kinds whose bytes are signed as they are; the SHA-1 kind of old signs its digest. */
static bool
is_known(const struct pdf_value *kind, bool *stamp)
{
	*stamp = pdf_is_name(kind, "ETSI.RFC3161");
	return *stamp || pdf_is_name(kind, "ETSI.CAdES.detached") || pdf_is_name(kind, "adbe.pkcs7.detached");
}

static void
look_at(struct review *r, struct arena *mem, const struct pdf_sig *field)
{
	struct signature *s = &r->items[r->n++];
	struct pdf_in *in = &r->in;

	*s = (struct signature){ .field = field, .facts = { .verdict = CMS_UNREADABLE, .name = "", .organ = "",
		.issuer = "", .serial = "", .algorithm = "" } };
	s->known = is_known(pdf_get(in, field->value, "SubFilter"), &s->stamp);
	s->timed = moment_read_pdf(pdf_sig_text(mem, pdf_get(in, field->value, "M")), &s->time);
	s->reason = pdf_sig_text(mem, pdf_get(in, field->value, "Reason"));
	s->location = pdf_sig_text(mem, pdf_get(in, field->value, "Location"));
	s->ranged = pdf_sig_range(in, field, &s->range);
}

static int
by_cover(const void *a, const void *b)
{
	const struct signature *x = a, *y = b;

	return x->range.covered < y->range.covered ? -1 : x->range.covered > y->range.covered;
}

/* What signatures say of each other. */
static void
compare(struct review *r)
{
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < r->n; k++) {
			struct signature *s = &r->items[i];
			const struct signature *other = &r->items[k];
			if (i == k || !s->ranged || !other->ranged)
				continue;
			s->shared |= s->range.gap == other->range.gap;
			if (s->range.covered < other->range.covered && !other->stamp
			    && !pdf_permits(&r->in, s->field->value, other->field->name))
				s->forbidden = other->field->name;
		}
}

/* What was given with the trusted certificates comes first, then what the file has. */
static void
fill_pool(struct review *r, struct arena *mem, struct judgement *j)
{
	static const enum evidence_kind kinds[PDF_DSS__KINDS] = {
		[PDF_DSS_CERTIFICATE] = EVIDENCE_CERTIFICATE, [PDF_DSS_LIST] = EVIDENCE_LIST,
		[PDF_DSS_ANSWER] = EVIDENCE_ANSWER,
	};
	struct pdf_dss store = pdf_dss_read(&r->in);
	struct evidence found = { 0 };

	r->damaged_store = store.broken;
	for (size_t i = 0; i < store.n; i++)
		evidence_add(&found, kinds[store.items[i].kind], mem, store.items[i].data, store.items[i].len);
	evidence_pool_add(&j->pool, &j->trust->given, true);
	evidence_pool_add(&j->pool, &found, false);
}

int
sign_review(struct review *r, struct arena *mem, struct diag *d, const struct source *pdf, const struct trust *trust,
    int64_t when)
{
	struct judgement j = { .trust = trust, .pool.mem = mem, .when = when };
	struct pdf_sigs all;

	*r = (struct review){ .in = { .mem = mem } };
	if (pdf_open(&r->in, mem, pdf->text, pdf->len) != 0 || pdf_root(&r->in) == NULL)
		return pdf_fault_tell(&r->in, d, pdf, DIAG_PDF_DAMAGED, "0");
	all = pdf_sig_list(&r->in);
	if (all.broken || r->in.fault != PDF_FINE)
		return pdf_fault_tell(&r->in, d, pdf, DIAG_PDF_DAMAGED, "0");
	r->revisions = pdf_revisions(&r->in, 0);
	r->items = arena_array(mem, all.n, sizeof *r->items);
	for (size_t i = 0; i < all.n; i++) {
		if (all.items[i].value == NULL)
			r->empty++;
		else
			look_at(r, mem, &all.items[i]);
	}
	if (r->n > 0)
		qsort(r->items, r->n, sizeof *r->items, by_cover);
	if (trust != NULL)
		fill_pool(r, mem, &j);
	for (size_t i = r->n; i-- > 0;)
		if (r->items[i].known && r->items[i].ranged)
			look_inside(r, mem, &r->items[i], &j);
	evidence_pool_free(&j.pool);
	compare(r);
	return 0;
}

bool
sign_is_good(const struct signature *s)
{
	if (s->facts.verdict != CMS_SOUND || s->facts.weak || !s->ranged || s->shared || s->forbidden != NULL)
		return false;
	if (!s->whole && (s->changes.revisions == 0 || s->changes.broken || s->changes.kind != PDF_CHANGE_SIGNING))
		return false;
	if ((s->stamp || s->facts.stamped) && !s->facts.stamp_sound)
		return false;
	return s->facts.chain.state == CHAIN_UNASKED || s->facts.chain.state == CHAIN_TRUSTED;
}
