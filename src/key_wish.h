/* What a document asks of the certificate that signs it (ISO 32000-1, table 235) (OpenSSL). */
#ifndef KEY_WISH_H
#define KEY_WISH_H
#include "cms_bytes.h"
#include <stdbool.h>

struct key;

struct key_wish {			/* one of them is enough */
	const struct cms_bytes *items;
	size_t		 n;
};

/* Whether the certificate is one of these, in DER. */
bool	 key_wish_subject(const struct key *, const struct key_wish *);

/* Whether one of these, in DER, is above the certificate, as far as what is with the key tells. */
bool	 key_wish_issuer(const struct key *, const struct key_wish *);

/* Whether the certificate follows one of these policies, given as "1.2.3". */
bool	 key_wish_policy(const struct key *, const struct key_wish *);

/*
 * Whether the certificate's key usage (RFC 5280, 4.2.1.3) is like one of these: for each use in its order 1 when it has
 * to be there, 0 when it must not, any other sign or nothing when either is right.
 */
bool	 key_wish_usage(const struct key *, const struct key_wish *);

#endif
