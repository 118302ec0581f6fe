#include "stamp_token.h"
#include "arena.h"
#include "diag.h"
#include "evidence_pool.h"
#include "key.h"
#include "revocation.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/http.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

enum { MOST_ANSWER = 1 << 20, NONCE = 16 };

/* Whether what was stamped has the digest in the token. */
static bool
is_of(TS_TST_INFO *info, const struct cms_question *q)
{
	TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(info);

	return cms_has_digest(q, TS_MSG_IMPRINT_get_algo(imprint), TS_MSG_IMPRINT_get_msg(imprint));
}

/* An attribute that is signed with a token; NULL: it is not there. */
static const ASN1_STRING *
attribute_of(PKCS7 *token, int kind)
{
	PKCS7_SIGNER_INFO *si = sk_PKCS7_SIGNER_INFO_value(PKCS7_get_signer_info(token), 0);
	const ASN1_TYPE *value = si == NULL ? NULL : PKCS7_get_signed_attribute(si, kind);

	return value == NULL || value->type != V_ASN1_SEQUENCE ? NULL : value->value.sequence;
}

/* The one certificate whose key signed a token; NULL: it is not there, or there are several. */
static X509 *
signer_of(PKCS7 *token, STACK_OF(X509) *others)
{
	STACK_OF(X509) *all = PKCS7_get0_signers(token, others, 0);
	X509 *x = sk_X509_num(all) == 1 ? sk_X509_value(all, 0) : NULL;

	sk_X509_free(all);
	return x;
}

/* Whether a token that says which certificate is behind it is right, and that one is to be believed. */
static bool
is_trusted(PKCS7 *token, X509 *signer, const struct cms_question *q, struct arena *mem, struct stamp_facts *f)
{
	const struct chain_question chain = { .certificate = signer, .trust = q->trust, .pool = q->pool,
		.when = f->time > q->when ? f->time : q->when, .stamps = true, .used = f->time };
	bool wrong, named = chain_is_named(attribute_of(token, NID_id_smime_aa_signingCertificate),
	    attribute_of(token, NID_id_smime_aa_signingCertificateV2), signer, &wrong);

	chain_judge(&chain, mem, &f->chain);
	return named && !wrong && f->chain.state == CHAIN_TRUSTED;
}

static void
check_token(PKCS7 *token, TS_TST_INFO *info, const struct cms_question *q, struct arena *mem, struct stamp_facts *f)
{
	STACK_OF(X509) *others = NULL;	/* its own certificates come first: others may have the same number */
	X509 *signer = signer_of(token, NULL);
	BIO *content = BIO_new(BIO_s_null());

	if (signer == NULL && q->pool != NULL) {
		others = q->pool->certificates;
		signer = signer_of(token, others);
	}
	f->time = revocation_seconds(TS_TST_INFO_get_time(info));
	if (signer != NULL) {
		f->name = key_entry(X509_get_subject_name(signer), NID_commonName, mem);
		f->sound = is_of(info, q) && PKCS7_verify(token, others, NULL, NULL, content, PKCS7_NOVERIFY) == 1;
		f->trusted = f->sound && is_trusted(token, signer, q, mem, f);
	}
	BIO_free(content);
}

void
stamp_token_check(const struct cms_question *q, struct arena *mem, struct stamp_facts *f)
{
	const unsigned char *der = q->signature.data;
	PKCS7 *token = d2i_PKCS7(NULL, &der, (long)q->signature.len);
	bool is_signed = token != NULL && PKCS7_type_is_signed(token) && token->d.sign != NULL;
	TS_TST_INFO *info = is_signed ? PKCS7_to_TS_TST_INFO(token) : NULL;

	*f = (struct stamp_facts){ .readable = info != NULL, .name = "" };
	if (info != NULL && q->pool != NULL)
		evidence_pool_carry(q->pool, token->d.sign->cert, token->d.sign->crl);
	if (info != NULL)
		check_token(token, info, q, mem, f);
	TS_TST_INFO_free(info);
	PKCS7_free(token);
	ERR_clear_error();
}

static int
fail(const struct stamp_service *s)
{
	return DIAG(s->diag, SIGN_STAMP, NULL, "", s->url, key_reason(s->mem));
}

/* A request for a stamp of bytes, its certificate wanted with it; NULL: it cannot be made. */
static TS_REQ *
make_request(const void *bytes, size_t n)
{
	unsigned char digest[CMS_DIGEST], random[NONCE];
	TS_REQ *request = TS_REQ_new();
	TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
	X509_ALGOR *algorithm = X509_ALGOR_new();
	BIGNUM *number = NULL;
	ASN1_INTEGER *nonce = NULL;
	bool ok = request != NULL && imprint != NULL && algorithm != NULL && RAND_bytes(random, NONCE) == 1;

	cms_digest(bytes, n, "", 0, digest);
	if (ok) {
		random[0] &= 0x7F;
		number = BN_bin2bn(random, NONCE, NULL);
		nonce = number == NULL ? NULL : BN_to_ASN1_INTEGER(number, NULL);
		ok = nonce != NULL && X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL)
		    && TS_MSG_IMPRINT_set_algo(imprint, algorithm)
		    && TS_MSG_IMPRINT_set_msg(imprint, digest, CMS_DIGEST)
		    && TS_REQ_set_version(request, 1) && TS_REQ_set_msg_imprint(request, imprint)
		    && TS_REQ_set_nonce(request, nonce) && TS_REQ_set_cert_req(request, 1);
	}
	BN_free(number);
	ASN1_INTEGER_free(nonce);
	X509_ALGOR_free(algorithm);
	TS_MSG_IMPRINT_free(imprint);
	if (!ok)
		TS_REQ_free(request);
	return ok ? request : NULL;
}

struct tls {				/* for a connection */
	SSL_CTX		*context;
	const char	*host;		/* whose certificate is expected */
};

/* Whose certificate is expected: a name, which is told to the service, or an address, which is not (RFC 6066, 3). */
static bool
expect(SSL *ssl, const char *host)
{
	ASN1_OCTET_STRING *address = a2i_IPADDRESS(host);
	bool ok = SSL_set1_host(ssl, host) == 1 && (address != NULL || SSL_set_tlsext_host_name(ssl, host) == 1);

	ASN1_OCTET_STRING_free(address);
	return ok;
}

/* OpenSSL's shape of a function that puts TLS on a connection. */
static BIO *
secure(BIO *connection, void *context, int connect, int detail)
{
	const struct tls *t = context;
	BIO *tls;
	SSL *ssl = NULL;

	(void)detail;
	if (!connect)
		return connection;
	tls = BIO_new_ssl(t->context, 1);
	if (tls == NULL || BIO_get_ssl(tls, &ssl) != 1 || !expect(ssl, t->host)) {
		BIO_free(tls);
		return NULL;
	}
	return BIO_push(tls, connection);
}

/* Sends the request; the answer, or NULL. */
static BIO *
ask(const struct stamp_service *s, const unsigned char *der, int len)
{
	bool tls = strncmp(s->url, "https:", 6) == 0;
	SSL_CTX *context = tls ? SSL_CTX_new(TLS_client_method()) : NULL;
	BIO *body = BIO_new_mem_buf(der, len), *answer = NULL;
	char *host = NULL, *port = NULL, *path = NULL;
	struct tls t = { .context = context };
	int use_tls = 0;

	if (context != NULL) {
		SSL_CTX_set_default_verify_paths(context);
		SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
	}
	if (body != NULL && OSSL_HTTP_parse_url(s->url, &use_tls, NULL, &host, &port, NULL, &path, NULL, NULL)) {
		t.host = host[0] == '[' ? arena_trim(s->mem, host + 1, "]") : host;
		answer = OSSL_HTTP_transfer(NULL, host, port, path, tls, NULL, NULL, NULL, NULL,
		    tls ? secure : NULL, &t, 0, NULL, "application/timestamp-query", body,
		    "application/timestamp-reply", 1, MOST_ANSWER, s->seconds, 0);
	}
	OPENSSL_free(host);
	OPENSSL_free(port);
	OPENSSL_free(path);
	BIO_free(body);
	SSL_CTX_free(context);
	return answer;
}

/* Whether the answer is to the request, and a stamp; its chain is for those who verify. */
static bool
answers(TS_REQ *request, TS_RESP *response)
{
	TS_VERIFY_CTX *c = TS_REQ_to_TS_VERIFY_CTX(request, NULL);
	bool ok;

	if (c == NULL)
		return false;
	TS_VERIFY_CTX_add_flags(c, 0);
	TS_VERIFY_CTX_set_flags(c, TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_NONCE);
	ok = TS_RESP_verify_response(c, response) == 1;
	TS_VERIFY_CTX_free(c);
	return ok;
}

int
stamp_token_fetch(void *user, const void *bytes, size_t n, struct cms_bytes *token)
{
	const struct stamp_service *s = user;
	TS_REQ *request = make_request(bytes, n);
	TS_RESP *response = NULL;
	unsigned char *der = NULL, *out = NULL;
	int len = request == NULL ? -1 : i2d_TS_REQ(request, &der), status = 0;
	BIO *answer = len > 0 ? ask(s, der, len) : NULL;

	if (answer != NULL)
		response = d2i_TS_RESP_bio(answer, NULL);
	if (response == NULL || !answers(request, response))
		status = fail(s);
	else {
		len = i2d_PKCS7(TS_RESP_get_token(response), &out);
		if (len > 0)
			*token = (struct cms_bytes){ (unsigned char *)arena_copy(s->mem, (char *)out, (size_t)len),
				(size_t)len };
		else
			status = fail(s);
	}
	OPENSSL_free(out);
	OPENSSL_free(der);
	BIO_free_all(answer);
	TS_RESP_free(response);
	TS_REQ_free(request);
	return status;
}
