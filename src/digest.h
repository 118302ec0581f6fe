/* Digests of data (nettle). */
#ifndef DIGEST_H
#define DIGEST_H
#include <nettle/sha2.h>
#include <stddef.h>

enum { DIGEST_HEX = 65 };		/* bytes of a SHA-256 in hexadecimal digits with its NUL */

struct digest {				/* a SHA-256 on its way */
	struct sha256_ctx state;
};

/* SHA-256 (FIPS 180-4) in lower case. */
void	 digest_sha256(const void *, size_t, char hex[DIGEST_HEX]);

/* The same of data that comes piece by piece. */
void	 digest_start(struct digest *);
void	 digest_add(struct digest *, const void *, size_t);
void	 digest_end(struct digest *, char hex[DIGEST_HEX]);

#endif
