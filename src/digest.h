/* Digests of data (nettle). */
#ifndef DIGEST_H
#define DIGEST_H
#include <stddef.h>

enum { DIGEST_HEX = 65 };		/* bytes of a SHA-256 in hexadecimal digits with its NUL */

/* SHA-256 (FIPS 180-4) in lower case. */
void	 digest_sha256(const void *, size_t, char hex[DIGEST_HEX]);

#endif
