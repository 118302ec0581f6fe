#include "cms.h"
#include "arena.h"
#include "key.h"
#include "stamp_token.h"
#include "trust.h"

#include <string.h>

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

/* An entry of a name as UTF-8, "" when it has none. */
static const char *
entry_of(const X509_NAME *name, int nid, struct arena *mem)
{
	int at = X509_NAME_get_index_by_NID(name, nid, -1), n;
	unsigned char *utf8 = NULL;
	const char *copy = "";

	if (at < 0)
		return "";
	n = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
	if (n > 0)
		copy = arena_copy(mem, (const char *)utf8, (size_t)n);
	OPENSSL_free(utf8);
	return copy;
}

static bool
is_weak(const X509_ALGOR *digest, const EVP_PKEY *key)
{
	static const int strong[] = { NID_sha224, NID_sha256, NID_sha384, NID_sha512, NID_sha512_224, NID_sha512_256,
		NID_sha3_224, NID_sha3_256, NID_sha3_384, NID_sha3_512, NID_shake256 };
	int nid = OBJ_obj2nid(digest->algorithm);
	size_t i = 0;

	while (i < sizeof strong / sizeof *strong && strong[i] != nid)
		i++;
	return i == sizeof strong / sizeof *strong || !key_is_strong(key);
}

static void
describe(X509 *x, const X509_ALGOR *digest, struct arena *mem, struct cms_facts *f)
{
	const X509_NAME *subject = X509_get_subject_name(x);
	EVP_PKEY *key = X509_get0_pubkey(x);
	const char *kind = key == NULL ? NULL : EVP_PKEY_get0_type_name(key);

	f->name = entry_of(subject, NID_commonName, mem);
	f->organ = entry_of(subject, NID_organizationName, mem);
	f->issuer = entry_of(X509_get_issuer_name(x), NID_commonName, mem);
	f->serial = key_serial(x, mem);
	f->from = stamp_token_seconds(X509_get0_notBefore(x));
	f->until = stamp_token_seconds(X509_get0_notAfter(x));
	f->weak = is_weak(digest, key);
	f->algorithm = arena_printf(mem, "%s %d, %s", kind != NULL ? kind : "?",
	    key == NULL ? 0 : EVP_PKEY_get_bits(key), OBJ_nid2sn(OBJ_obj2nid(digest->algorithm)));
}

/* The certificate a signature names, out of those it carries. */
static X509 *
find_signer(CMS_SignerInfo *si, STACK_OF(X509) *certificates)
{
	for (int i = 0; i < sk_X509_num(certificates); i++)
		if (CMS_SignerInfo_cert_cmp(si, sk_X509_value(certificates, i)) == 0)
			return sk_X509_value(certificates, i);
	return NULL;
}

/* Whether the bytes have the digest that the signature says they have. */
static bool
is_digest(CMS_SignerInfo *si, const X509_ALGOR *algorithm, const struct cms_question *q)
{
	const ASN1_OCTET_STRING *said = CMS_signed_get0_data_by_OBJ(si, OBJ_nid2obj(NID_pkcs9_messageDigest), -3,
	    V_ASN1_OCTET_STRING);
	const EVP_MD *md = EVP_get_digestbyobj(algorithm->algorithm);
	unsigned char own[EVP_MAX_MD_SIZE];
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	unsigned n = 0;
	bool ok = c != NULL && md != NULL && EVP_DigestInit_ex(c, md, NULL) && EVP_DigestUpdate(c, q->first, q->nfirst)
	    && EVP_DigestUpdate(c, q->second, q->nsecond) && EVP_DigestFinal_ex(c, own, &n);

	EVP_MD_CTX_free(c);
	return ok && said != NULL && ASN1_STRING_length(said) == (int)n
	    && memcmp(ASN1_STRING_get0_data(said), own, n) == 0;
}

/* Whether the content has the type that the signature says it has (RFC 5652, 11.1). */
static bool
is_type(CMS_ContentInfo *cms, CMS_SignerInfo *si)
{
	const ASN1_OBJECT *said = CMS_signed_get0_data_by_OBJ(si, OBJ_nid2obj(NID_pkcs9_contentType), -3,
	    V_ASN1_OBJECT);

	return said != NULL && OBJ_cmp(said, CMS_get0_eContentType(cms)) == 0;
}

/* Whether the signature names its certificate by digest, and it is this one (RFC 5035). */
static bool
names_certificate(CMS_SignerInfo *si, X509 *signer, bool *wrong)
{
	const ASN1_STRING *v2 = CMS_signed_get0_data_by_OBJ(si, OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2), -3,
	    V_ASN1_SEQUENCE);
	const ASN1_STRING *v1 = CMS_signed_get0_data_by_OBJ(si, OBJ_nid2obj(NID_id_smime_aa_signingCertificate), -3,
	    V_ASN1_SEQUENCE);
	const unsigned char *p2 = v2 == NULL ? NULL : ASN1_STRING_get0_data(v2);
	const unsigned char *p1 = v1 == NULL ? NULL : ASN1_STRING_get0_data(v1);
	ESS_SIGNING_CERT_V2 *new = p2 == NULL ? NULL : d2i_ESS_SIGNING_CERT_V2(NULL, &p2, ASN1_STRING_length(v2));
	ESS_SIGNING_CERT *old = p1 == NULL ? NULL : d2i_ESS_SIGNING_CERT(NULL, &p1, ASN1_STRING_length(v1));
	STACK_OF(X509) *chain = sk_X509_new_null();
	bool named = v1 != NULL || v2 != NULL;

	*wrong = false;
	if (named && chain != NULL && sk_X509_push(chain, signer) > 0)
		*wrong = (new == NULL && old == NULL) || OSSL_ESS_check_signing_certs(old, new, chain, 0) <= 0;
	sk_X509_free(chain);
	ESS_SIGNING_CERT_V2_free(new);
	ESS_SIGNING_CERT_free(old);
	return named;
}

static enum cms_chain
chain_of(int error)
{
	static const struct { int error; enum cms_chain chain; } known[] = {
		{ X509_V_ERR_CERT_HAS_EXPIRED, CMS_CHAIN_EXPIRED }, { X509_V_ERR_CERT_NOT_YET_VALID, CMS_CHAIN_EARLY },
		{ X509_V_ERR_CERT_REVOKED, CMS_CHAIN_REVOKED },
		{ X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, CMS_CHAIN_UNKNOWN },
		{ X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, CMS_CHAIN_UNKNOWN },
		{ X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, CMS_CHAIN_UNKNOWN },
		{ X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, CMS_CHAIN_UNKNOWN },
		{ X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, CMS_CHAIN_UNKNOWN },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].error == error)
			return known[i].chain;
	return CMS_CHAIN_BROKEN;
}

/* Looks for a chain from the certificate to one that is trusted; returns OpenSSL's error. */
static int
verify_chain(X509 *signer, STACK_OF(X509) *others, const struct trust *trust, int64_t when, unsigned long flags)
{
	X509_STORE_CTX *c = X509_STORE_CTX_new();
	int error = X509_V_ERR_OUT_OF_MEM;

	if (c != NULL && X509_STORE_CTX_init(c, trust->store, signer, others)) {
		X509_STORE_CTX_set_time(c, 0, (time_t)when);
		X509_STORE_CTX_set_flags(c, flags | X509_V_FLAG_PARTIAL_CHAIN);
		error = X509_verify_cert(c) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(c);
	}
	X509_STORE_CTX_free(c);
	return error;
}

static void
judge_chain(X509 *signer, STACK_OF(X509) *others, const struct cms_question *q, struct arena *mem, struct cms_facts *f)
{
	int64_t when = f->stamp_trusted ? f->stamp_time : q->when;
	int error;

	if (!key_is_for_signing(signer)) {
		f->chain = CMS_CHAIN_USAGE;
		return;
	}
	if (q->trust == NULL || q->trust->n == 0)
		return;
	error = verify_chain(signer, others, q->trust, when, q->trust->lists > 0 ? X509_V_FLAG_CRL_CHECK : 0);
	/* A list that is not there takes nothing back. */
	if (error == X509_V_ERR_UNABLE_TO_GET_CRL)
		error = verify_chain(signer, others, q->trust, when, 0);
	f->chain = error == X509_V_OK ? CMS_CHAIN_TRUSTED : chain_of(error);
	if (error != X509_V_OK)
		f->chain_why = arena_printf(mem, "%s", X509_verify_cert_error_string(error));
}

static void
judge_stamp(CMS_SignerInfo *si, const struct cms_question *q, struct arena *mem, struct cms_facts *f)
{
	int at = CMS_unsigned_get_attr_by_NID(si, NID_id_smime_aa_timeStampToken, -1);
	ASN1_TYPE *value = at < 0 ? NULL : X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(si, at), 0);
	const ASN1_OCTET_STRING *signature = CMS_SignerInfo_get0_signature(si);
	struct stamp_facts stamp;

	if (value == NULL || value->type != V_ASN1_SEQUENCE)
		return;
	stamp_token_check(ASN1_STRING_get0_data(value->value.sequence),
	    (size_t)ASN1_STRING_length(value->value.sequence),
	    ASN1_STRING_get0_data(signature), (size_t)ASN1_STRING_length(signature), "", 0, q->trust, mem, &stamp);
	f->stamped = stamp.readable;
	f->stamp_sound = stamp.sound;
	f->stamp_trusted = stamp.trusted;
	f->stamp_time = stamp.time;
}

/* Without signed attributes the bytes themselves are signed. */
static bool
verify_plain(CMS_ContentInfo *cms, const struct cms_question *q)
{
	BIO *content = BIO_new(BIO_s_mem());
	bool ok = content != NULL && BIO_write(content, q->first, (int)q->nfirst) == (int)q->nfirst
	    && BIO_write(content, q->second, (int)q->nsecond) == (int)q->nsecond
	    && CMS_verify(cms, NULL, NULL, content, NULL, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1;

	BIO_free(content);
	return ok;
}

static enum cms_verdict
verdict_of(CMS_ContentInfo *cms, CMS_SignerInfo *si, X509 *signer, const X509_ALGOR *digest,
    const struct cms_question *q, struct cms_facts *f)
{
	bool wrong;

	if (CMS_signed_get_attr_count(si) <= 0)
		return verify_plain(cms, q) ? CMS_SOUND : CMS_ALTERED;
	if (!is_digest(si, digest, q))
		return CMS_ALTERED;
	f->cades = names_certificate(si, signer, &wrong);
	return !wrong && is_type(cms, si) && CMS_SignerInfo_verify(si) == 1 ? CMS_SOUND : CMS_FORGED;
}

static void
check_signature(CMS_ContentInfo *cms, const struct cms_question *q, struct arena *mem, struct cms_facts *f)
{
	STACK_OF(CMS_SignerInfo) *all = CMS_get0_SignerInfos(cms);
	STACK_OF(X509) *certificates = CMS_get1_certs(cms);
	CMS_SignerInfo *si = all != NULL && sk_CMS_SignerInfo_num(all) == 1 ? sk_CMS_SignerInfo_value(all, 0) : NULL;
	X509 *signer = si == NULL ? NULL : find_signer(si, certificates);
	X509_ALGOR *digest = NULL;

	if (signer != NULL) {
		CMS_SignerInfo_set1_signer_cert(si, signer);
		CMS_SignerInfo_get0_algs(si, NULL, NULL, &digest, NULL);
		describe(signer, digest, mem, f);
		f->verdict = verdict_of(cms, si, signer, digest, q, f);
		judge_stamp(si, q, mem, f);
		judge_chain(signer, certificates, q, mem, f);
	}
	sk_X509_pop_free(certificates, X509_free);
}

static void
check_stamp(const struct cms_question *q, struct arena *mem, struct cms_facts *f)
{
	struct stamp_facts stamp;

	stamp_token_check(q->signature.data, q->signature.len, q->first, q->nfirst, q->second, q->nsecond,
	    q->trust, mem, &stamp);
	if (!stamp.readable)
		return;
	f->verdict = stamp.sound ? CMS_SOUND : CMS_ALTERED;
	f->name = stamp.name;
	f->stamped = true;
	f->stamp_sound = stamp.sound;
	f->stamp_trusted = stamp.trusted;
	f->stamp_time = stamp.time;
	if (q->trust != NULL && q->trust->n > 0)
		f->chain = stamp.trusted ? CMS_CHAIN_TRUSTED : CMS_CHAIN_UNKNOWN;
}

void
cms_check(const struct cms_question *q, struct arena *mem, struct cms_facts *f)
{
	const unsigned char *p = q->signature.data;
	CMS_ContentInfo *cms;

	*f = (struct cms_facts){ .verdict = CMS_UNREADABLE, .name = "", .organ = "", .issuer = "", .serial = "",
		.algorithm = "" };
	if (q->is_stamp) {
		check_stamp(q, mem, f);
		return;
	}
	cms = d2i_CMS_ContentInfo(NULL, &p, (long)q->signature.len);
	if (cms != NULL && OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed)
		check_signature(cms, q, mem, f);
	CMS_ContentInfo_free(cms);
	ERR_clear_error();
}
