#include "cms.h"
#include "arena.h"
#include "evidence_pool.h"
#include "key.h"
#include "revocation.h"
#include "stamp_token.h"

#include <string.h>

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/x509.h>

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

	f->name = key_entry(subject, NID_commonName, mem);
	f->organ = key_entry(subject, NID_organizationName, mem);
	f->issuer = key_entry(X509_get_issuer_name(x), NID_commonName, mem);
	f->serial = key_serial(x, mem);
	f->from = revocation_seconds(X509_get0_notBefore(x));
	f->until = revocation_seconds(X509_get0_notAfter(x));
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

bool
cms_has_digest(const struct cms_question *q, const X509_ALGOR *algorithm, const ASN1_OCTET_STRING *said)
{
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

/* Whether the bytes have the digest that the signature says they have. */
static bool
is_digest(CMS_SignerInfo *si, const X509_ALGOR *algorithm, const struct cms_question *q)
{
	return cms_has_digest(q, algorithm, CMS_signed_get0_data_by_OBJ(si, OBJ_nid2obj(NID_pkcs9_messageDigest), -3,
	    V_ASN1_OCTET_STRING));
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
	static const int kinds[] = { NID_id_smime_aa_signingCertificate, NID_id_smime_aa_signingCertificateV2 };
	const ASN1_STRING *named[2];

	for (int i = 0; i < 2; i++)
		named[i] = CMS_signed_get0_data_by_OBJ(si, OBJ_nid2obj(kinds[i]), -3, V_ASN1_SEQUENCE);
	return chain_is_named(named[0], named[1], signer, wrong);
}

/* The certificate is judged when the signature is known to have existed (EN 319 102-1, 5.5.4). */
static void
judge_chain(X509 *signer, const struct cms_question *q, struct arena *mem, struct cms_facts *f)
{
	const struct chain_question chain = { .certificate = signer, .trust = q->trust, .pool = q->pool,
		.when = f->stamp_trusted ? f->stamp_time : q->when };

	chain_judge(&chain, mem, &f->chain);
}

static void
keep_stamp(const struct stamp_facts *stamp, struct cms_facts *f)
{
	f->stamped = stamp->readable;
	f->stamp_sound = stamp->sound;
	f->stamp_trusted = stamp->trusted;
	f->stamp_time = stamp->time;
	f->stamp_chain = stamp->chain;
}

static void
judge_stamp(CMS_SignerInfo *si, const struct cms_question *q, struct arena *mem, struct cms_facts *f)
{
	int at = CMS_unsigned_get_attr_by_NID(si, NID_id_smime_aa_timeStampToken, -1);
	ASN1_TYPE *value = at < 0 ? NULL : X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(si, at), 0);
	const ASN1_OCTET_STRING *signature = CMS_SignerInfo_get0_signature(si);
	struct cms_question asked = { .first = ASN1_STRING_get0_data(signature),
		.nfirst = (size_t)ASN1_STRING_length(signature), .second = "",
		.trust = q->trust, .pool = q->pool, .when = q->when };
	struct stamp_facts stamp;

	if (value == NULL || value->type != V_ASN1_SEQUENCE)
		return;
	asked.signature = (struct cms_bytes){ ASN1_STRING_get0_data(value->value.sequence),
		(size_t)ASN1_STRING_length(value->value.sequence) };
	stamp_token_check(&asked, mem, &stamp);
	keep_stamp(&stamp, f);
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
	STACK_OF(X509_CRL) *lists = CMS_get1_crls(cms);
	CMS_SignerInfo *si = all != NULL && sk_CMS_SignerInfo_num(all) == 1 ? sk_CMS_SignerInfo_value(all, 0) : NULL;
	X509 *signer = si == NULL ? NULL : find_signer(si, certificates);
	X509_ALGOR *digest = NULL;

	if (q->pool != NULL)
		evidence_pool_carry(q->pool, certificates, lists);
	if (signer != NULL) {
		CMS_SignerInfo_set1_signer_cert(si, signer);
		CMS_SignerInfo_get0_algs(si, NULL, NULL, &digest, NULL);
		describe(signer, digest, mem, f);
		f->verdict = verdict_of(cms, si, signer, digest, q, f);
		judge_stamp(si, q, mem, f);
		judge_chain(signer, q, mem, f);
	}
	sk_X509_CRL_pop_free(lists, X509_CRL_free);
	sk_X509_pop_free(certificates, X509_free);
}

static void
check_stamp(const struct cms_question *q, struct arena *mem, struct cms_facts *f)
{
	struct stamp_facts stamp;

	stamp_token_check(q, mem, &stamp);
	if (!stamp.readable)
		return;
	f->verdict = stamp.sound ? CMS_SOUND : CMS_ALTERED;
	f->name = stamp.name;
	f->chain = stamp.chain;
	if (f->chain.state == CHAIN_TRUSTED && !stamp.trusted)
		f->chain.state = CHAIN_BROKEN;
	keep_stamp(&stamp, f);
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
