#include "chain.h"
#include "arena.h"
#include "evidence_pool.h"
#include "key.h"
#include "revocation.h"
#include "trust.h"

#include <openssl/ess.h>
#include <openssl/ocsp.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static enum chain
chain_of(int error)
{
	static const struct { int error; enum chain chain; } known[] = {
		{ X509_V_ERR_CERT_HAS_EXPIRED, CHAIN_EXPIRED }, { X509_V_ERR_CERT_NOT_YET_VALID, CHAIN_EARLY },
		{ X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, CHAIN_UNKNOWN },
		{ X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, CHAIN_UNKNOWN },
		{ X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, CHAIN_UNKNOWN },
		{ X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, CHAIN_UNKNOWN },
		{ X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, CHAIN_UNKNOWN },
		{ X509_V_ERR_INVALID_PURPOSE, CHAIN_USAGE },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].error == error)
			return known[i].chain;
	return CHAIN_BROKEN;
}

/* A chain with these flags of OpenSSL's, for sk_X509_pop_free(); NULL with its error. */
static STACK_OF(X509) *
build_by(const struct chain_question *q, unsigned long flags, int *error)
{
	X509_STORE_CTX *c = X509_STORE_CTX_new();
	STACK_OF(X509) *chain = NULL;

	*error = X509_V_ERR_OUT_OF_MEM;
	if (c != NULL && X509_STORE_CTX_init(c, q->trust->store, q->certificate, q->pool->certificates)) {
		X509_STORE_CTX_set_time(c, 0, (time_t)q->when);
		X509_STORE_CTX_set_flags(c, flags);
		if (q->stamps)
			X509_STORE_CTX_set_purpose(c, X509_PURPOSE_TIMESTAMP_SIGN);
		*error = X509_verify_cert(c) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(c);
		chain = *error == X509_V_OK ? X509_STORE_CTX_get1_chain(c) : NULL;
	}
	X509_STORE_CTX_free(c);
	return chain;
}

/*
 * The certificates from this one to one that is trusted, for sk_X509_pop_free(); NULL with OpenSSL's error. When those
 * trusted lead up to a root they are followed: one of them may have taken back another.
 */
static STACK_OF(X509) *
build(const struct chain_question *q, int *error)
{
	STACK_OF(X509) *chain = build_by(q, 0, error);

	return chain != NULL ? chain : build_by(q, X509_V_FLAG_PARTIAL_CHAIN, error);
}

/*
 * Whether what a time-stamp's certificate made before it was taken back stays good: it was taken back for a reason that
 * says nothing against its key (RFC 3161, 4).
 */
static bool
is_harmless(const struct chain_question *q, const struct revocation_facts *r)
{
	bool harmless = r->reason == CRL_REASON_UNSPECIFIED || r->reason == CRL_REASON_AFFILIATION_CHANGED
	    || r->reason == CRL_REASON_SUPERSEDED || r->reason == CRL_REASON_CESSATION_OF_OPERATION;

	return q->stamps && harmless && q->used < r->when;
}

/* Looks whether a certificate of the chain was taken back; the first that was counts. */
static void
ask(const struct chain_question *q, X509 *x, X509 *issuer, const char *above, struct chain_facts *f)
{
	struct revocation_facts r = revocation_find(q->pool, x, issuer, q->when);
	bool bad = r.state == REVOCATION_TAKEN && r.when <= q->when && !is_harmless(q, &r);
	bool stale = r.state == REVOCATION_UNKNOWN && r.offered;

	f->checked = f->checked && r.state != REVOCATION_UNKNOWN;
	if (f->state != CHAIN_TRUSTED)
		return;
	if (bad || stale)
		f->state = bad ? CHAIN_REVOKED : CHAIN_STALE;
	if (bad || stale || (r.state == REVOCATION_TAKEN && f->revoked == 0)) {
		f->revoked = r.state == REVOCATION_TAKEN ? r.when : 0;
		f->above = above;
	}
}

void
chain_judge(const struct chain_question *q, struct arena *mem, struct chain_facts *f)
{
	STACK_OF(X509) *chain;
	int error;

	*f = (struct chain_facts){ .state = CHAIN_UNASKED };
	if (!q->stamps && !key_is_for_signing(q->certificate)) {
		f->state = CHAIN_USAGE;
		return;
	}
	if (q->trust == NULL)
		return;
	chain = build(q, &error);
	f->state = error == X509_V_OK ? CHAIN_TRUSTED : chain_of(error);
	f->checked = sk_X509_num(chain) > 1;
	if (error != X509_V_OK)
		f->why = arena_printf(mem, "%s", X509_verify_cert_error_string(error));
	for (int i = 0; i + 1 < sk_X509_num(chain); i++)
		ask(q, sk_X509_value(chain, i), sk_X509_value(chain, i + 1),
		    i == 0 ? NULL : key_entry(X509_get_subject_name(sk_X509_value(chain, i)), NID_commonName, mem), f);
	sk_X509_pop_free(chain, X509_free);
}

bool
chain_is_named(const ASN1_STRING *first, const ASN1_STRING *second, X509 *certificate, bool *wrong)
{
	const unsigned char *p1 = first == NULL ? NULL : ASN1_STRING_get0_data(first);
	const unsigned char *p2 = second == NULL ? NULL : ASN1_STRING_get0_data(second);
	ESS_SIGNING_CERT *old = p1 == NULL ? NULL : d2i_ESS_SIGNING_CERT(NULL, &p1, ASN1_STRING_length(first));
	ESS_SIGNING_CERT_V2 *new = p2 == NULL ? NULL : d2i_ESS_SIGNING_CERT_V2(NULL, &p2, ASN1_STRING_length(second));
	STACK_OF(X509) *chain = sk_X509_new_null();
	bool named = first != NULL || second != NULL;

	*wrong = false;
	if (named && chain != NULL && sk_X509_push(chain, certificate) > 0)
		*wrong = (new == NULL && old == NULL) || OSSL_ESS_check_signing_certs(old, new, chain, 0) <= 0;
	sk_X509_free(chain);
	ESS_SIGNING_CERT_V2_free(new);
	ESS_SIGNING_CERT_free(old);
	return named;
}
