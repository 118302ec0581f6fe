/* Makes what was changed whole again where a checksum or a table of places would stop a reader at the door. */
#include "fuzz.h"

#include <libdeflate.h>
#include <stdio.h>
#include <string.h>

static uint32_t
number(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

void
fuzz_mend_png(char *data, size_t n)
{
	enum { SIGNATURE = 8, FRAME = 12 };

	if (n < SIGNATURE || memcmp(data, "\x89PNG", 4) != 0)
		return;
	for (size_t at = SIGNATURE; n - at >= FRAME;) {
		uint32_t len = number(data + at), crc;
		if (len > n - at - FRAME)
			return;
		crc = libdeflate_crc32(0, data + at + 4, len + 4);
		for (int i = 0; i < 4; i++)
			data[at + 8 + len + (size_t)i] = (char)(crc >> (24 - 8 * i));
		at += FRAME + len;
	}
}

/* The last place of some words in the data; n when they are not there. */
static size_t
find_last(const char *data, size_t n, const char *words)
{
	size_t len = strlen(words);

	for (size_t i = n >= len ? n - len + 1 : 0; i-- > 0;)
		if (memcmp(data + i, words, len) == 0)
			return i;
	return n;
}

/* Where the object of a number begins: after a line's end. */
static size_t
find_object(const char *data, size_t n, unsigned number_wanted)
{
	char words[32];
	size_t at;

	snprintf(words, sizeof words, "\n%u 0 obj", number_wanted);
	at = find_last(data, n, words);
	return at == n ? 0 : at + 1;
}

/* Digits over what stands there, as many as there are places. */
static void
put_digits(char *to, size_t places, size_t value)
{
	for (size_t i = places; i-- > 0; value /= 10)
		to[i] = (char)('0' + value % 10);
}

void
fuzz_mend_pdf(char *data, size_t n)
{
	enum { ROW = 20, PLACES = 10, OBJECTS_MOST = 300 };
	size_t xref = find_last(data, n, "\nxref\n0 "), start = find_last(data, n, "startxref\n"), at, digits;

	if (xref == n || start == n)
		return;
	at = xref + strlen("\nxref\n0 ");
	while (at < n && data[at++] != '\n')
		continue;
	for (unsigned i = 0; i < OBJECTS_MOST && at + ROW <= n && data[at] >= '0' && data[at] <= '9'; i++, at += ROW) {
		size_t place = i == 0 ? 0 : find_object(data, n, i);
		if (place > 0)
			put_digits(data + at, PLACES, place);
	}
	start += strlen("startxref\n");
	for (digits = 0; start + digits < n && data[start + digits] >= '0' && data[start + digits] <= '9'; digits++)
		continue;
	put_digits(data + start, digits, xref + 1);
}
