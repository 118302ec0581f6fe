#include "trust.h"
#include "cms_bytes.h"
#include "diag.h"

#include <openssl/err.h>
#include <openssl/x509.h>

int
trust_open(struct trust *t, const char *path, struct arena *mem, struct diag *d)
{
	size_t before = t->given.n[EVIDENCE_CERTIFICATE];

	if (t->store == NULL)
		t->store = X509_STORE_new();
	if (t->store == NULL)
		return DIAG(d, NO_MEMORY, NULL, "");
	if (evidence_read(&t->given, path, mem, d) != 0)
		return -1;
	for (size_t i = before; i < t->given.n[EVIDENCE_CERTIFICATE]; i++) {
		const unsigned char *der = t->given.items[EVIDENCE_CERTIFICATE][i].data;
		X509 *x = d2i_X509(NULL, &der, (long)t->given.items[EVIDENCE_CERTIFICATE][i].len);
		if (x != NULL)
			X509_STORE_add_cert(t->store, x);
		X509_free(x);
	}
	ERR_clear_error();
	return 0;
}

void
trust_close(struct trust *t)
{
	X509_STORE_free(t->store);
	*t = (struct trust){ .store = NULL };
}
