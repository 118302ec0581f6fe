#include "evidence_pool.h"
#include "arena.h"
#include "cms_bytes.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509.h>

static void
pool_certificate(struct evidence_pool *p, X509 *x)
{
	if (p->certificates == NULL)
		p->certificates = sk_X509_new_null();
	if (x != NULL && sk_X509_push(p->certificates, x) <= 0)
		X509_free(x);
}

static void
pool_list(struct evidence_pool *p, X509_CRL *list)
{
	if (p->lists == NULL)
		p->lists = sk_X509_CRL_new_null();
	if (list != NULL && sk_X509_CRL_push(p->lists, list) <= 0)
		X509_CRL_free(list);
}

static void
pool_answer(struct evidence_pool *p, OCSP_RESPONSE *answer)
{
	OCSP_BASICRESP *basic = answer == NULL ? NULL : OCSP_response_get1_basic(answer);

	if (basic != NULL) {
		p->answers = arena_grow(p->mem, p->answers, p->nanswers, &p->cap, sizeof *p->answers);
		p->answers[p->nanswers++] = basic;
	}
	OCSP_RESPONSE_free(answer);
}

void
evidence_pool_add(struct evidence_pool *p, const struct evidence *e, bool given)
{
	for (int kind = 0; kind < EVIDENCE__KINDS; kind++)
		for (size_t i = 0; i < e->n[kind]; i++) {
			const unsigned char *der = e->items[kind][i].data;
			long n = (long)e->items[kind][i].len;
			if (kind == EVIDENCE_CERTIFICATE)
				pool_certificate(p, d2i_X509(NULL, &der, n));
			else if (kind == EVIDENCE_LIST)
				pool_list(p, d2i_X509_CRL(NULL, &der, n));
			else
				pool_answer(p, d2i_OCSP_RESPONSE(NULL, &der, n));
		}
	if (given && p->lists != NULL)
		p->ngiven = sk_X509_CRL_num(p->lists);
	ERR_clear_error();
}

void
evidence_pool_carry(struct evidence_pool *p, STACK_OF(X509) *certificates, STACK_OF(X509_CRL) *lists)
{
	for (int i = 0; i < sk_X509_num(certificates); i++) {
		X509_up_ref(sk_X509_value(certificates, i));
		pool_certificate(p, sk_X509_value(certificates, i));
	}
	for (int i = 0; i < sk_X509_CRL_num(lists); i++) {
		X509_CRL_up_ref(sk_X509_CRL_value(lists, i));
		pool_list(p, sk_X509_CRL_value(lists, i));
	}
}

void
evidence_pool_free(struct evidence_pool *p)
{
	sk_X509_pop_free(p->certificates, X509_free);
	sk_X509_CRL_pop_free(p->lists, X509_CRL_free);
	for (size_t i = 0; i < p->nanswers; i++)
		OCSP_BASICRESP_free(p->answers[i]);
	*p = (struct evidence_pool){ .mem = p->mem };
}
