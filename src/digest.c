#include "digest.h"

#include <nettle/sha2.h>

void
digest_sha256(const void *data, size_t n, char hex[DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";
	struct sha256_ctx context;
	uint8_t sum[SHA256_DIGEST_SIZE];

	sha256_init(&context);
	sha256_update(&context, n, data);
	sha256_digest(&context, sizeof sum, sum);
	for (size_t i = 0; i < sizeof sum; i++) {
		hex[2 * i] = digits[sum[i] >> 4];
		hex[2 * i + 1] = digits[sum[i] & 15];
	}
	hex[2 * sizeof sum] = '\0';
}
