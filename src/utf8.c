#include "utf8.h"

#include <stdbool.h>

static bool
goes_on(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

unsigned
utf8_next(const char **p, const char *end)
{
	const unsigned char *s = (const unsigned char *)*p;
	unsigned c = s[0];

	(*p)++;
	if (c < 0x80)
		return c;
	if (c < 0xC2 || end - *p < 1 || !goes_on(s[1]))
		return UTF8_BAD;
	if (c < 0xE0) {
		*p += 1;
		return (c & 0x1F) << 6 | (s[1] & 0x3F);
	}
	if (end - *p < 2 || !goes_on(s[2]))
		return UTF8_BAD;
	if (c < 0xF0) {
		c = (c & 0x0F) << 12 | (unsigned)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
		if (c < 0x800 || (c >= 0xD800 && c < 0xE000))
			return UTF8_BAD;
		*p += 2;
		return c;
	}
	if (c > 0xF4 || end - *p < 3 || !goes_on(s[3]))
		return UTF8_BAD;
	c = (c & 0x07) << 18 | (unsigned)(s[1] & 0x3F) << 12 | (unsigned)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
	if (c < 0x10000 || c > 0x10FFFF)
		return UTF8_BAD;
	*p += 3;
	return c;
}

int
utf8_put(char *out, unsigned c)
{
	unsigned char *o = (unsigned char *)out;

	if (c < 0x80) {
		o[0] = (unsigned char)c;
		return 1;
	}
	if (c < 0x800) {
		o[0] = (unsigned char)(0xC0 | c >> 6);
		o[1] = (unsigned char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		o[0] = (unsigned char)(0xE0 | c >> 12);
		o[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
		o[2] = (unsigned char)(0x80 | (c & 0x3F));
		return 3;
	}
	o[0] = (unsigned char)(0xF0 | c >> 18);
	o[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
	o[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
	o[3] = (unsigned char)(0x80 | (c & 0x3F));
	return 4;
}
