/* Changes bytes: set, flipped, cut out, doubled, put elsewhere; numbers in digits made other numbers. */
#include "fuzz.h"

#include <string.h>

static size_t
move_bytes(char *data, size_t n, size_t most, uint32_t *chance)
{
	size_t from = fuzz_chance(chance) % n, len = 1 + fuzz_chance(chance) % 32, at = fuzz_chance(chance) % n;
	char piece[32];

	if (len > n - from)
		len = n - from;
	memcpy(piece, data + from, len);
	if (n + len > most)
		return n;
	memmove(data + at + len, data + at, n - at);
	memcpy(data + at, piece, len);
	return n + len;
}

static size_t
cut_bytes(char *data, size_t n, uint32_t *chance)
{
	size_t at = fuzz_chance(chance) % n, len = 1 + fuzz_chance(chance) % 16;

	if (len > n - at)
		len = n - at;
	memmove(data + at, data + at + len, n - at - len);
	return n - len;
}

/* The next digit from some place on becomes another. */
static void
change_digit(char *data, size_t n, uint32_t *chance)
{
	for (size_t at = fuzz_chance(chance) % n; at < n; at++)
		if (data[at] >= '0' && data[at] <= '9') {
			data[at] = (char)('0' + fuzz_chance(chance) % 10);
			return;
		}
}

size_t
fuzz_mutate_bytes(char *data, size_t n, size_t most, uint32_t seed)
{
	static const unsigned char odd[] = { 0, 1, 0x7F, 0x80, 0xFF, ' ', '\n', '<', '>', '/', '"', '(' };
	uint32_t chance = seed | 1, times;

	fuzz_chance(&chance);
	for (times = 1 + fuzz_chance(&chance) % 4; times > 0 && n > 1; times--) {
		size_t at = fuzz_chance(&chance) % n;
		switch (fuzz_chance(&chance) % 7) {
		case 0:
			data[at] = (char)(data[at] ^ 1 << fuzz_chance(&chance) % 8);
			break;
		case 1:
			data[at] = (char)odd[fuzz_chance(&chance) % sizeof odd];
			break;
		case 2: case 3:
			n = move_bytes(data, n, most, &chance);
			break;
		case 4:
			n = cut_bytes(data, n, &chance);
			break;
		case 5:
			change_digit(data, n, &chance);
			break;
		default:
			if (fuzz_chance(&chance) % 8 == 0)
				n = at + 1;
			break;
		}
	}
	return n;
}

size_t
fuzz_mutate(char *data, size_t n, size_t most, uint32_t seed)
{
	if (fuzz_target.json)
		return fuzz_mutate_json(data, n, most, seed);
	n = fuzz_mutate_bytes(data, n, most, seed);
	if (fuzz_target.mend != NULL && seed % 4 != 0)
		fuzz_target.mend(data, n);
	return n;
}
