#include "revocation.h"
#include "evidence_pool.h"

#include <limits.h>

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

enum { DAY = 86400 };

struct subject {			/* what is asked about */
	X509		*certificate, *issuer;
	int64_t		 time;
	int64_t		 end;		/* of the certificate's validity */
};

struct statement {			/* of one list or answer */
	bool		 taken;		/* it was taken back ... */
	bool		 held;		/* ... for the time being (certificateHold) */
	bool		 clear;		/* it was not at the time asked about */
	int64_t		 when;		/* it was taken back */
	int64_t		 made;		/* when the statement was */
	int		 reason;	/* -1: not said */
};

int64_t
revocation_seconds(const ASN1_TIME *t)
{
	ASN1_TIME *start = ASN1_TIME_set(NULL, 0);
	int days = 0, seconds = 0;

	if (start != NULL && t != NULL)
		ASN1_TIME_diff(&days, &seconds, start, t);
	ASN1_TIME_free(start);
	return (int64_t)days * DAY + seconds;
}

/*
 * Whether what says nothing of a certificate clears it at the time. After a certificate ran out it need not be told of
 * any more, unless the statement says since when it tells of those too.
 */
static bool
clears(const struct subject *s, int64_t made, const ASN1_TIME *until, const ASN1_TIME *since)
{
	if (made >= s->time)
		return made <= s->end || (since != NULL && revocation_seconds(since) <= s->end);
	return s->time <= (until != NULL ? revocation_seconds(until) : made + DAY);
}

/* A key that was unsafe before it was taken back counts from then on (RFC 5280, 5.3.2). */
static void
set_taken(struct statement *st, const ASN1_TIME *when, const ASN1_TIME *unsafe, int reason)
{
	int64_t since = revocation_seconds(unsafe);

	st->taken = true;
	st->when = revocation_seconds(when);
	st->when = unsafe != NULL && since < st->when ? since : st->when;
	st->reason = reason;
	st->held = reason == CRL_REASON_CERTIFICATE_HOLD;
}

/* Whether two ways to name the place of a list have a name in common. */
static bool
share_name(const DIST_POINT_NAME *a, const DIST_POINT_NAME *b)
{
	if (a == NULL || b == NULL || a->type != 0 || b->type != 0)
		return false;
	for (int i = 0; i < sk_GENERAL_NAME_num(a->name.fullname); i++)
		for (int k = 0; k < sk_GENERAL_NAME_num(b->name.fullname); k++)
			if (GENERAL_NAME_cmp(sk_GENERAL_NAME_value(a->name.fullname, i),
			    sk_GENERAL_NAME_value(b->name.fullname, k)) == 0)
				return true;
	return false;
}

/* Whether a list that is a part of all lists is the part for the certificate (RFC 5280, 6.3.3, b 2). */
static bool
is_in_scope(const ISSUING_DIST_POINT *part, X509 *x)
{
	CRL_DIST_POINTS *places;
	bool authority = X509_check_ca(x) > 0, same = false;

	if (part->onlyattr > 0 || part->onlysomereasons != NULL || (part->onlyuser > 0 && authority)
	    || (part->onlyCA > 0 && !authority))
		return false;
	if (part->distpoint == NULL)
		return true;
	places = X509_get_ext_d2i(x, NID_crl_distribution_points, NULL, NULL);
	for (int i = 0; i < sk_DIST_POINT_num(places); i++)
		same |= share_name(sk_DIST_POINT_value(places, i)->distpoint, part->distpoint);
	CRL_DIST_POINTS_free(places);
	return same;
}

/* Whether the list asks for something that is not known here: then it is not to be used (RFC 5280, 5.2). */
static bool
is_beyond(const X509_CRL *list, const ISSUING_DIST_POINT *part)
{
	for (int i = 0; i < X509_CRL_get_ext_count(list); i++) {
		X509_EXTENSION *e = X509_CRL_get_ext(list, i);
		int kind = OBJ_obj2nid(X509_EXTENSION_get_object(e));
		if (X509_EXTENSION_get_critical(e) && kind != NID_issuing_distribution_point && kind != NID_delta_crl)
			return true;
		if (kind == NID_issuing_distribution_point && (part == NULL || part->indirectCRL > 0))
			return true;
	}
	return false;
}

/* Since when a list tells of certificates that ran out (X.509, 9.5.2.9); NULL: it does not. For ASN1_TIME_free(). */
static ASN1_TIME *
told_since(const X509_CRL *list)
{
	ASN1_OBJECT *kind = OBJ_txt2obj("2.5.29.60", 1);
	int at = kind == NULL ? -1 : X509_CRL_get_ext_by_OBJ(list, kind, -1);
	ASN1_OCTET_STRING *bytes = at < 0 ? NULL : X509_EXTENSION_get_data(X509_CRL_get_ext(list, at));
	const unsigned char *der = bytes == NULL ? NULL : ASN1_STRING_get0_data(bytes);

	ASN1_OBJECT_free(kind);
	return bytes == NULL ? NULL : d2i_ASN1_GENERALIZEDTIME(NULL, &der, ASN1_STRING_length(bytes));
}

static void
read_entry(X509_REVOKED *entry, struct statement *st)
{
	ASN1_ENUMERATED *reason = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, NULL, NULL);
	ASN1_GENERALIZEDTIME *unsafe = X509_REVOKED_get_ext_d2i(entry, NID_invalidity_date, NULL, NULL);

	set_taken(st, X509_REVOKED_get0_revocationDate(entry), unsafe,
	    reason != NULL ? (int)ASN1_ENUMERATED_get(reason) : -1);
	ASN1_ENUMERATED_free(reason);
	ASN1_GENERALIZEDTIME_free(unsafe);
}

/* Whether the list is of who issued the certificate. */
static bool
is_of(X509_CRL *list, X509 *issuer)
{
	return X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(issuer)) == 0
	    && (X509_get_key_usage(issuer) & KU_CRL_SIGN) != 0 && X509_CRL_verify(list, X509_get0_pubkey(issuer)) == 1;
}

static void
ask_list(const struct subject *s, X509_CRL *list, struct statement *st)
{
	ISSUING_DIST_POINT *part = X509_CRL_get_ext_d2i(list, NID_issuing_distribution_point, NULL, NULL);
	bool delta = X509_CRL_get_ext_by_NID(list, NID_delta_crl, -1) >= 0;
	X509_REVOKED *entry = NULL;
	ASN1_TIME *since;
	int found;

	st->made = revocation_seconds(X509_CRL_get0_lastUpdate(list));
	if (!is_beyond(list, part)) {
		found = X509_CRL_get0_by_serial(list, &entry, X509_get0_serialNumber(s->certificate));
		since = told_since(list);
		if (found == 1)
			read_entry(entry, st);
		else if (found == 0 && !delta && (part == NULL || is_in_scope(part, s->certificate)))
			st->clear = clears(s, st->made, X509_CRL_get0_nextUpdate(list), since);
		ASN1_TIME_free(since);
	}
	ISSUING_DIST_POINT_free(part);
}

/* Whether a certificate was on a list of its issuer when an answer was made by its key. */
static bool
was_taken(const struct evidence_pool *p, X509 *x, X509 *issuer, int64_t when)
{
	const struct subject s = { x, issuer, when, revocation_seconds(X509_get0_notAfter(x)) };

	for (int i = 0; i < sk_X509_CRL_num(p->lists); i++) {
		struct statement st = { .reason = -1 };
		if (is_of(sk_X509_CRL_value(p->lists, i), issuer))
			ask_list(&s, sk_X509_CRL_value(p->lists, i), &st);
		if (st.taken && st.when <= when)
			return true;
	}
	return false;
}

/* Whether a certificate may sign answers about those of the issuer: his own, or one made for it (RFC 6960, 4.2.2.2). */
static bool
may_answer(const struct evidence_pool *p, X509 *x, X509 *issuer, int64_t when)
{
	if (X509_cmp(x, issuer) == 0)
		return true;
	return X509_NAME_cmp(X509_get_issuer_name(x), X509_get_subject_name(issuer)) == 0
	    && (X509_get_extension_flags(x) & EXFLAG_XKUSAGE) != 0
	    && (X509_get_extended_key_usage(x) & XKU_OCSP_SIGN) != 0
	    && X509_verify(x, X509_get0_pubkey(issuer)) == 1 && revocation_seconds(X509_get0_notBefore(x)) <= when
	    && when <= revocation_seconds(X509_get0_notAfter(x)) && !was_taken(p, x, issuer, when);
}

/* Whether one of the certificates may answer and did sign the answer. */
static bool
is_signed_by(const struct evidence_pool *p, OCSP_BASICRESP *answer, const STACK_OF(X509) *certificates, X509 *issuer)
{
	int64_t when = revocation_seconds(OCSP_resp_get0_produced_at(answer));
	bool is = false;

	for (int i = 0; i < sk_X509_num(certificates) && !is; i++) {
		X509 *x = sk_X509_value(certificates, i);
		STACK_OF(X509) *only = may_answer(p, x, issuer, when) ? sk_X509_new_null() : NULL;
		is = only != NULL && sk_X509_push(only, x) > 0
		    && OCSP_basic_verify(answer, only, NULL, OCSP_NOVERIFY | OCSP_NOINTERN) == 1;
		sk_X509_free(only);
	}
	return is;
}

static bool
is_answer_of(const struct evidence_pool *p, OCSP_BASICRESP *answer, X509 *issuer)
{
	STACK_OF(X509) *own = sk_X509_new_null();
	bool is = own != NULL && sk_X509_push(own, issuer) > 0
	    && (is_signed_by(p, answer, own, issuer) || is_signed_by(p, answer, OCSP_resp_get0_certs(answer), issuer)
	    || is_signed_by(p, answer, p->certificates, issuer));

	sk_X509_free(own);
	return is;
}

/* Whether an answer is about the certificate; the names in it are digests of a kind it chooses. */
static bool
is_about(const struct subject *s, OCSP_SINGLERESP *one)
{
	const OCSP_CERTID *said = OCSP_SINGLERESP_get0_id(one);
	ASN1_OBJECT *digest = NULL;
	OCSP_CERTID *own;
	bool same;

	OCSP_id_get0_info(NULL, &digest, NULL, NULL, (OCSP_CERTID *)said);
	own = digest == NULL || EVP_get_digestbyobj(digest) == NULL ? NULL
	    : OCSP_cert_to_id(EVP_get_digestbyobj(digest), s->certificate, s->issuer);
	same = own != NULL && OCSP_id_cmp(own, said) == 0;
	OCSP_CERTID_free(own);
	return same;
}

static void
ask_answer(const struct subject *s, OCSP_SINGLERESP *one, struct statement *st)
{
	ASN1_GENERALIZEDTIME *when = NULL, *made = NULL, *until = NULL;
	int reason = -1, state = OCSP_single_get0_status(one, &reason, &when, &made, &until);
	ASN1_GENERALIZEDTIME *since = OCSP_SINGLERESP_get1_ext_d2i(one, NID_id_pkix_OCSP_archiveCutoff, NULL, NULL);
	ASN1_GENERALIZEDTIME *unsafe = OCSP_SINGLERESP_get1_ext_d2i(one, NID_invalidity_date, NULL, NULL);

	st->made = revocation_seconds(made);
	if (state == V_OCSP_CERTSTATUS_REVOKED)
		set_taken(st, when, unsafe, reason);
	else if (state == V_OCSP_CERTSTATUS_GOOD)
		st->clear = clears(s, st->made, until, since);
	ASN1_GENERALIZEDTIME_free(since);
	ASN1_GENERALIZEDTIME_free(unsafe);
}

struct finding {			/* of all statements so far */
	struct statement taken;		/* for good, the earliest */
	struct statement held, clear;	/* the last of each */
};

static void
weigh(struct finding *f, const struct statement *st)
{
	if (st->taken && !st->held && (!f->taken.taken || st->when < f->taken.when))
		f->taken = *st;
	if (st->held && (!f->held.taken || st->made > f->held.made))
		f->held = *st;
	if (st->clear && (!f->clear.clear || st->made > f->clear.made))
		f->clear = *st;
}

struct revocation_facts
revocation_find(const struct evidence_pool *p, X509 *x, X509 *issuer, int64_t time)
{
	const struct subject s = { x, issuer, time, revocation_seconds(X509_get0_notAfter(x)) };
	struct revocation_facts facts = { .reason = -1 };
	const struct statement *last;
	struct finding f = { 0 };

	for (int i = 0; i < sk_X509_CRL_num(p->lists); i++) {
		struct statement st = { .reason = -1 };
		if (!is_of(sk_X509_CRL_value(p->lists, i), issuer))
			continue;
		facts.offered |= i < p->ngiven;
		ask_list(&s, sk_X509_CRL_value(p->lists, i), &st);
		weigh(&f, &st);
	}
	for (size_t i = 0; i < p->nanswers; i++)
		for (int k = 0; k < OCSP_resp_count(p->answers[i]); k++) {
			struct statement st = { .reason = -1 };
			if (!is_about(&s, OCSP_resp_get0(p->answers[i], k)) || !is_answer_of(p, p->answers[i], issuer))
				continue;
			ask_answer(&s, OCSP_resp_get0(p->answers[i], k), &st);
			weigh(&f, &st);
		}
	/* Who took it back for a time may give it free again, and says so later. */
	last = f.taken.taken ? &f.taken
	    : f.held.taken && (!f.clear.clear || f.held.made >= f.clear.made) ? &f.held : &f.clear;
	facts.state = last->taken ? REVOCATION_TAKEN : last->clear ? REVOCATION_NONE : REVOCATION_UNKNOWN;
	facts.when = last->when;
	facts.reason = last->taken ? last->reason : -1;
	ERR_clear_error();
	return facts;
}
