/* SHA-256: the examples of FIPS 180-4, and lengths around its blocks. */
#include "test.h"
#include "digest.h"

#include <stdlib.h>

static void
test_examples(void)
{
	static const struct { const char *text, *hex; } examples[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	};
	char hex[DIGEST_HEX];

	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		digest_sha256(examples[i].text, strlen(examples[i].text), hex);
		CHECK_TEXT(hex, examples[i].hex);
	}
	digest_sha256(NULL, 0, hex);
	CHECK_TEXT(hex, examples[0].hex);
}

static void
test_million(void)
{
	char *text = malloc(1000000);
	char hex[DIGEST_HEX];

	if (!CHECK(text != NULL))
		return;
	memset(text, 'a', 1000000);
	digest_sha256(text, 1000000, hex);
	CHECK_TEXT(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	free(text);
}

static void
test_lengths(void)
{
	char text[130] = { 0 }, hex[2][DIGEST_HEX];

	for (size_t n = 1; n < sizeof text; n++) {
		digest_sha256(text, n - 1, hex[0]);
		digest_sha256(text, n, hex[1]);
		CHECK(strcmp(hex[0], hex[1]) != 0 && strlen(hex[1]) == DIGEST_HEX - 1);
	}
}

int
main(void)
{
	test_examples();
	test_million();
	test_lengths();
	return test_end("digest");
}
