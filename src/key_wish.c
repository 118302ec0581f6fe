#include "key_wish.h"
#include "key.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/x509v3.h>

/* Whether a certificate, in DER, is this one. */
static bool
is_same(const struct cms_bytes *der, const X509 *x)
{
	const unsigned char *p = der->data;
	X509 *given = d2i_X509(NULL, &p, (long)der->len);
	bool same = given != NULL && X509_cmp(given, x) == 0;

	X509_free(given);
	ERR_clear_error();
	return same;
}

/* Whether a certificate, in DER, issued this one. */
static bool
is_issuer(const struct cms_bytes *der, X509 *x)
{
	const unsigned char *p = der->data;
	X509 *given = d2i_X509(NULL, &p, (long)der->len);
	bool is = given != NULL && X509_check_issued(given, x) == X509_V_OK
	    && X509_verify(x, X509_get0_pubkey(given)) == 1;

	X509_free(given);
	ERR_clear_error();
	return is;
}

bool
key_wish_subject(const struct key *k, const struct key_wish *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (is_same(&w->items[i], k->certificate))
			return true;
	return false;
}

bool
key_wish_issuer(const struct key *k, const struct key_wish *w)
{
	X509 *x = k->certificate, *above = x;

	for (int depth = 0; above != NULL && depth <= sk_X509_num(k->others); depth++) {
		for (size_t i = 0; i < w->n; i++)
			if (is_issuer(&w->items[i], x))
				return true;
		above = X509_find_by_subject(k->others, X509_get_issuer_name(x));
		x = above != NULL ? above : x;
	}
	return false;
}

bool
key_wish_policy(const struct key *k, const struct key_wish *w)
{
	enum { ROOM = 128 };
	CERTIFICATEPOLICIES *own = X509_get_ext_d2i(k->certificate, NID_certificate_policies, NULL, NULL);
	char text[ROOM];
	bool is = false;

	for (int i = 0; i < sk_POLICYINFO_num(own); i++) {
		int n = OBJ_obj2txt(text, sizeof text, sk_POLICYINFO_value(own, i)->policyid, 1);
		for (size_t j = 0; n > 0 && j < w->n; j++)
			is |= w->items[j].len == (size_t)n && memcmp(w->items[j].data, text, (size_t)n) == 0;
	}
	CERTIFICATEPOLICIES_free(own);
	return is;
}

bool
key_wish_usage(const struct key *k, const struct key_wish *w)
{
	static const unsigned uses[] = {
		KU_DIGITAL_SIGNATURE, KU_NON_REPUDIATION, KU_KEY_ENCIPHERMENT, KU_DATA_ENCIPHERMENT, KU_KEY_AGREEMENT,
		KU_KEY_CERT_SIGN, KU_CRL_SIGN, KU_ENCIPHER_ONLY, KU_DECIPHER_ONLY
	};
	unsigned own = X509_get_key_usage(k->certificate);

	for (size_t i = 0; i < w->n; i++) {
		bool like = true;
		for (size_t u = 0; u < sizeof uses / sizeof *uses && u < w->items[i].len; u++)
			like = like && !(w->items[i].data[u] == '1' && (own & uses[u]) == 0)
			    && !(w->items[i].data[u] == '0' && (own & uses[u]) != 0);
		if (like)
			return true;
	}
	return false;
}
