#include "digest.h"

void
digest_start(struct digest *d)
{
	sha256_init(&d->state);
}

void
digest_add(struct digest *d, const void *data, size_t n)
{
	sha256_update(&d->state, n, data);
}

void
digest_end(struct digest *d, char hex[DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t sum[SHA256_DIGEST_SIZE];

	sha256_digest(&d->state, sizeof sum, sum);
	for (size_t i = 0; i < sizeof sum; i++) {
		hex[2 * i] = digits[sum[i] >> 4];
		hex[2 * i + 1] = digits[sum[i] & 15];
	}
	hex[2 * sizeof sum] = '\0';
}

void
digest_sha256(const void *data, size_t n, char hex[DIGEST_HEX])
{
	struct digest d;

	digest_start(&d);
	digest_add(&d, data, n);
	digest_end(&d, hex);
}
