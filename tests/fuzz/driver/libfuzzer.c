/* A fuzz target for libFuzzer: JSON is mostly changed as such, and sometimes byte by byte. */
#include "fuzz.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);
size_t	 LLVMFuzzerCustomMutator(uint8_t *, size_t, size_t, unsigned);
size_t	 LLVMFuzzerMutate(uint8_t *, size_t, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	fuzz_one((const char *)data, n);
	return 0;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t n, size_t most, unsigned seed)
{
	if (fuzz_target.json && seed % 10 != 0)
		return fuzz_mutate_json((char *)data, n, most, seed);
	n = LLVMFuzzerMutate(data, n, most);
	if (fuzz_target.mend != NULL && seed % 4 != 0)
		fuzz_target.mend((char *)data, n);
	return n;
}
