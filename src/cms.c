#include "cms.h"
#include "arena.h"
#include "diag.h"
#include "key.h"

#include <string.h>

#include <openssl/cms.h>
#include <openssl/x509.h>

enum { MOST_ATTRIBUTES = 16, OWN_ROOM = 3072, STAMP_ROOM = 10240 };

void
cms_digest(const void *first, size_t nfirst, const void *second, size_t nsecond, unsigned char out[CMS_DIGEST])
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();

	memset(out, 0, CMS_DIGEST);
	if (c != NULL && EVP_DigestInit_ex(c, EVP_sha256(), NULL) && EVP_DigestUpdate(c, first, nfirst)
	    && EVP_DigestUpdate(c, second, nsecond))
		EVP_DigestFinal_ex(c, out, NULL);
	EVP_MD_CTX_free(c);
}

const char *
cms_store_name(struct arena *mem, struct cms_bytes signature, size_t room)
{
	unsigned char *all = arena_new(mem, room), digest[EVP_MAX_MD_SIZE];
	const char *name = "";
	unsigned n = 0;

	memcpy(all, signature.data, signature.len < room ? signature.len : room);
	EVP_Digest(all, room, digest, &n, EVP_sha1(), NULL);
	for (unsigned i = 0; i < n; i++)
		name = arena_printf(mem, "%s%02X", name, digest[i]);
	return name;
}

size_t
cms_room(const struct key *k, bool stamped)
{
	size_t room = OWN_ROOM + (stamped ? STAMP_ROOM : 0) + (size_t)i2d_X509(k->certificate, NULL);

	for (int i = 0; i < sk_X509_num(k->others); i++)
		room += (size_t)i2d_X509(sk_X509_value(k->others, i), NULL);
	return room;
}

static int
fail(struct arena *mem, struct diag *d)
{
	return DIAG(d, SIGN_FAILED, NULL, "", key_reason(mem));
}

struct attribute {			/* in DER */
	unsigned char	*der;		/* OpenSSL's */
	int		 len;
};

/* The order of a SET OF in DER (X.690, 11.6). */
static int
by_bytes(const void *a, const void *b)
{
	const struct attribute *x = a, *y = b;
	int n = x->len < y->len ? x->len : y->len, order = memcmp(x->der, y->der, (size_t)n);

	return order != 0 ? order : x->len - y->len;
}

/* Writes the head of a SET of that length; returns its bytes. */
static size_t
put_head(unsigned char *p, size_t len)
{
	size_t n = 0;

	p[n++] = 0x31;
	if (len > 0xFF)
		p[n++] = 0x82;
	else if (len > 0x7F)
		p[n++] = 0x81;
	if (len > 0xFF)
		p[n++] = (unsigned char)(len >> 8);
	p[n++] = (unsigned char)len;
	return n;
}

/* What is signed: the signed attributes as a SET OF (RFC 5652, 5.4). NULL: no memory. */
static unsigned char *
attributes_of(CMS_SignerInfo *si, struct arena *mem, size_t *n)
{
	struct attribute all[MOST_ATTRIBUTES];
	int count = CMS_signed_get_attr_count(si);
	size_t len = 0;
	unsigned char *set;

	if (count < 1 || count > MOST_ATTRIBUTES)
		return NULL;
	for (int i = 0; i < count; i++) {
		all[i].der = NULL;
		all[i].len = i2d_X509_ATTRIBUTE(CMS_signed_get_attr(si, i), &all[i].der);
		len += all[i].len > 0 ? (size_t)all[i].len : 0;
	}
	qsort(all, (size_t)count, sizeof *all, by_bytes);
	set = arena_room(mem, len + 4, 1);
	*n = put_head(set, len);
	for (int i = 0; i < count; i++) {
		if (all[i].len > 0)
			memcpy(set + *n, all[i].der, (size_t)all[i].len);
		*n += all[i].len > 0 ? (size_t)all[i].len : 0;
		OPENSSL_free(all[i].der);
	}
	return set;
}

/*
 * Signs the attributes. OpenSSL's own way would add the signing time, which PAdES keeps out of the CMS
 * (EN 319 142-1, 6.3), and cannot leave it out before 3.5.
 */
static int
sign_attributes(CMS_SignerInfo *si, const struct key *k, struct arena *mem)
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	size_t n, len = 0;
	unsigned char *set = attributes_of(si, mem, &n), *signature = NULL;
	int ok = set != NULL && c != NULL && EVP_DigestSignInit(c, NULL, EVP_sha256(), NULL, k->secret)
	    && EVP_DigestSign(c, NULL, &len, set, n);

	if (ok) {
		signature = arena_room(mem, len, 1);
		ok = EVP_DigestSign(c, signature, &len, set, n)
		    && ASN1_STRING_set(CMS_SignerInfo_get0_signature(si), signature, (int)len);
	}
	EVP_MD_CTX_free(c);
	return ok ? 0 : -1;
}

static int
add_attributes(CMS_SignerInfo *si, const unsigned char digest[CMS_DIGEST])
{
	return CMS_signed_add1_attr_by_NID(si, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_pkcs7_data), -1)
	    && CMS_signed_add1_attr_by_NID(si, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, digest, CMS_DIGEST);
}

/* Asks for a time-stamp of the signature and adds it (RFC 3161, Appendix A). */
static int
add_stamp(CMS_SignerInfo *si, cms_stamper *stamp, void *user, struct arena *mem, struct diag *d)
{
	const ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature(si);
	struct cms_bytes token;

	if (stamp == NULL)
		return 0;
	if (stamp(user, ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value), &token) != 0)
		return -1;
	if (!CMS_unsigned_add1_attr_by_NID(si, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token.data,
	    (int)token.len))
		return fail(mem, d);
	return 0;
}

int
cms_sign(const struct key *k, const unsigned char digest[CMS_DIGEST], cms_stamper *stamp, void *user,
    struct arena *mem, struct diag *d, struct cms_bytes *out)
{
	const unsigned flags = CMS_BINARY | CMS_DETACHED | CMS_NOSMIMECAP | CMS_PARTIAL | CMS_CADES;
	CMS_ContentInfo *cms = CMS_sign(NULL, NULL, k->others, NULL, flags);
	CMS_SignerInfo *si = cms == NULL ? NULL : CMS_add1_signer(cms, k->certificate, k->secret, EVP_sha256(), flags);
	unsigned char *der = NULL;
	int status = 0, n;

	if (si == NULL || !add_attributes(si, digest) || sign_attributes(si, k, mem) != 0)
		status = fail(mem, d);
	if (status == 0)
		status = add_stamp(si, stamp, user, mem, d);
	if (status == 0) {
		n = i2d_CMS_ContentInfo(cms, &der);
		if (n > 0)
			*out = (struct cms_bytes){
				(unsigned char *)arena_copy(mem, (char *)der, (size_t)n), (size_t)n };
		else
			status = fail(mem, d);
	}
	OPENSSL_free(der);
	CMS_ContentInfo_free(cms);
	return status;
}
