#include "output_name.h"

#include <stdio.h>
#include <string.h>

/* In the values of the table: that the name was left, and how many have wished for it. */
static const uint64_t LEFT = UINT64_C(1) << 63, TIMES = (UINT64_C(1) << 63) - 1;

/* Small letter of a letter of two bytes (Latin with marks, Greek and Cyrillic are near enough). */
static unsigned
small_two(unsigned c)
{
	if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
		return c + 0x20;
	if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x1A0 && c <= 0x1A5))
		return c | 1;
	return c == 0x1AF ? 0x1B0 : c;
}

/* The path in small letters; no letter takes more or fewer bytes for it. */
static void
fold(char *p)
{
	unsigned char *s = (unsigned char *)p;

	for (; *s != '\0'; s++) {
		if (*s >= 'A' && *s <= 'Z') {
			*s = (unsigned char)(*s + 'a' - 'A');
		} else if (s[0] >= 0xC2 && s[0] <= 0xDF && s[1] != '\0') {
			unsigned c = small_two((s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu));
			s[0] = (unsigned char)(0xC0 | c >> 6);
			s[1] = (unsigned char)(0x80 | (c & 0x3F));
			s++;
		} else if (s[0] == 0xE1 && (s[1] == 0xBA || s[1] == 0xBB) && s[2] != '\0') {
			/* U+1E80 to U+1EFF: Vietnamese letters, capital and small in turns. */
			s[2] |= 1;
			s += 2;
		}
	}
}

uint64_t
output_name_key(const char *path)
{
	char folded[4096];

	snprintf(folded, sizeof folded, "%s", path);
	fold(folded);
	return hash_table_key(folded);
}

bool
output_name_claim(struct hash_table *taken, const char *wish, char *path, size_t room)
{
	uint64_t first, key, *times, n;

	if ((size_t)snprintf(path, room, "%s.pdf", wish) >= room)
		return false;
	first = key = output_name_key(path);
	times = hash_table_find(taken, first);
	for (n = times == NULL ? 1 : *times & TIMES; hash_table_find(taken, key) != NULL; n++) {
		if ((size_t)snprintf(path, room, "%s-%llu.pdf", wish, (unsigned long long)n + 1) >= room)
			return false;
		key = output_name_key(path);
	}
	/* The value is how many have wished for the name: the next one need not try them all again. */
	if (times != NULL)
		*times = (*times & LEFT) | n;
	return hash_table_add(taken, key, 1);
}

void
output_name_leave(struct hash_table *taken, const char *path)
{
	uint64_t *value = hash_table_find(taken, output_name_key(path));

	if (value != NULL)
		*value |= LEFT;
}

bool
output_name_taken(const struct hash_table *taken, const char *path)
{
	const uint64_t *value = hash_table_find(taken, output_name_key(path));

	return value != NULL && (*value & LEFT) == 0;
}
