#include "evidence.h"
#include "arena.h"
#include "cms.h"
#include "diag.h"
#include "key.h"
#include "trust.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

static void
add(struct evidence *e, enum evidence_kind kind, struct arena *mem, const unsigned char *der, int n)
{
	struct cms_bytes *items;

	if (n <= 0)
		return;
	items = arena_grow(mem, e->items[kind], e->n[kind], &e->cap[kind], sizeof *items);
	items[e->n[kind]++] = (struct cms_bytes){ (unsigned char *)arena_copy(mem, (const char *)der, (size_t)n),
	    (size_t)n };
	e->items[kind] = items;
}

static void
add_certificate(struct evidence *e, struct arena *mem, X509 *x)
{
	unsigned char *der = NULL;
	int n = x == NULL ? 0 : i2d_X509(x, &der);

	add(e, EVIDENCE_CERTIFICATE, mem, der, n);
	OPENSSL_free(der);
}

static void
add_list(struct evidence *e, struct arena *mem, X509_CRL *list)
{
	unsigned char *der = NULL;
	int n = list == NULL ? 0 : i2d_X509_CRL(list, &der);

	add(e, EVIDENCE_LIST, mem, der, n);
	OPENSSL_free(der);
}

static void
add_pem(struct evidence *e, struct arena *mem, const unsigned char *bytes, size_t n)
{
	BIO *bio = BIO_new_mem_buf(bytes, (int)n);
	STACK_OF(X509_INFO) *all = bio == NULL ? NULL : PEM_X509_INFO_read_bio(bio, NULL, NULL, NULL);

	for (int i = 0; i < sk_X509_INFO_num(all); i++) {
		add_certificate(e, mem, sk_X509_INFO_value(all, i)->x509);
		add_list(e, mem, sk_X509_INFO_value(all, i)->crl);
	}
	sk_X509_INFO_pop_free(all, X509_INFO_free);
	BIO_free(bio);
}

static void
add_der(struct evidence *e, struct arena *mem, const unsigned char *bytes, size_t n)
{
	const unsigned char *p = bytes;
	X509 *x = d2i_X509(NULL, &p, (long)n);
	X509_CRL *list = (p = bytes, d2i_X509_CRL(NULL, &p, (long)n));
	OCSP_RESPONSE *answer = (p = bytes, d2i_OCSP_RESPONSE(NULL, &p, (long)n));

	add_certificate(e, mem, x);
	add_list(e, mem, list);
	if (answer != NULL && x == NULL && list == NULL)
		add(e, EVIDENCE_ANSWER, mem, bytes, (int)(p - bytes));
	OCSP_RESPONSE_free(answer);
	X509_CRL_free(list);
	X509_free(x);
}

int
evidence_read(struct evidence *e, const char *path, struct arena *mem, struct diag *d)
{
	enum { SEQUENCE = 0x30 };
	size_t n, before = e->n[0] + e->n[1] + e->n[2];
	const unsigned char *bytes = trust_file(path, &n, mem, d);

	if (bytes == NULL)
		return -1;
	if (n > 0 && bytes[0] == SEQUENCE)
		add_der(e, mem, bytes, n);
	else
		add_pem(e, mem, bytes, n);
	ERR_clear_error();
	return e->n[0] + e->n[1] + e->n[2] == before ? DIAG(d, TRUST_NONE, NULL, "", path) : 0;
}

void
evidence_add_key(struct evidence *e, const struct key *k, struct arena *mem)
{
	add_certificate(e, mem, k->certificate);
	for (int i = 0; i < sk_X509_num(k->others); i++)
		add_certificate(e, mem, sk_X509_value(k->others, i));
}
