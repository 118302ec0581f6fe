#include "printer_trust.h"

#include <stdio.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/x509v3.h>

void
printer_trust_digest(struct printer_certificate c, char digest[PRINTER_DIGEST])
{
	unsigned char bytes[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	digest[0] = '\0';
	if (EVP_Digest(c.der, c.len, bytes, &n, EVP_sha256(), NULL) == 1)
		for (unsigned i = 0; i < n && 2 * i + 2 < PRINTER_DIGEST; i++)
			snprintf(digest + (size_t)2 * i, 3, "%02x", bytes[i]);
}

bool
printer_trust_is_digest(const char *text, const char digest[PRINTER_DIGEST])
{
	for (; *text != '\0'; text++) {
		if (*text == ':')
			continue;
		if (*digest == '\0' || (*text | 0x20) != *digest)
			return false;
		digest++;
	}
	return *digest == '\0';
}

/* The certificates as OpenSSL has them, for sk_X509_pop_free(); those that cannot be read are left out. */
static STACK_OF(X509) *
read_all(const struct printer_certificate *all, size_t n)
{
	STACK_OF(X509) *stack = sk_X509_new_null();

	for (size_t i = 0; i < n; i++) {
		const unsigned char *p = all[i].der;
		X509 *x = d2i_X509(NULL, &p, (long)all[i].len);
		if (x != NULL && (stack == NULL || sk_X509_push(stack, x) <= 0))
			X509_free(x);
	}
	return stack;
}

static int
verify(X509 *own, STACK_OF(X509) *others, const char *host)
{
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *c = X509_STORE_CTX_new();
	ASN1_OCTET_STRING *address = a2i_IPADDRESS(host);
	int error = X509_V_ERR_OUT_OF_MEM;

	if (c != NULL && store != NULL && X509_STORE_set_default_paths(store) == 1
	    && X509_STORE_CTX_init(c, store, own, others) == 1) {
		X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(c);
		bool named = address != NULL ? X509_VERIFY_PARAM_set1_ip_asc(param, host) == 1
		    : X509_VERIFY_PARAM_set1_host(param, host, 0) == 1;
		X509_STORE_CTX_set_purpose(c, X509_PURPOSE_SSL_SERVER);
		if (named)
			error = X509_verify_cert(c) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(c);
	}
	ASN1_OCTET_STRING_free(address);
	X509_STORE_CTX_free(c);
	X509_STORE_free(store);
	return error;
}

const char *
printer_trust_fault(const struct printer_certificate *all, size_t n, const char *host)
{
	STACK_OF(X509) *stack = read_all(all, n);
	int error = sk_X509_num(stack) > 0 ? verify(sk_X509_value(stack, 0), stack, host) : X509_V_ERR_UNSPECIFIED;

	sk_X509_pop_free(stack, X509_free);
	ERR_clear_error();
	return error == X509_V_OK ? NULL : X509_verify_cert_error_string(error);
}
