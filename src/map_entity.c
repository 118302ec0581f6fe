#include "map_entity.h"

#include <string.h>

enum { NAME_MOST = 10, LATIN_FIRST = 0xA0 };

/* HTML 4, section 24.2: the upper half of Latin 1 in its order. */
static const char latin[] =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute "
    "micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig "
    "Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash "
    "Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute "
    "ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc "
    "uuml yacute thorn yuml ";

static const struct { const char *name; unsigned c; } others[] = {
	{ "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' }, { "ndash", 0x2013 },
	{ "mdash", 0x2014 }, { "hellip", 0x2026 }, { "bull", 0x2022 }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 },
	{ "ldquo", 0x201C }, { "rdquo", 0x201D }, { "ensp", ' ' }, { "emsp", ' ' }, { "thinsp", ' ' },
	{ "le", 0x2264 }, { "ge", 0x2265 }, { "ne", 0x2260 }, { "minus", 0x2212 }, { "rarr", 0x2192 },
};

static unsigned
by_name(const char *name, size_t n)
{
	unsigned c = LATIN_FIRST;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strlen(others[i].name) == n && strncmp(others[i].name, name, n) == 0)
			return others[i].c;
	for (const char *p = latin; *p != '\0'; p += strcspn(p, " ") + 1, c++)
		if (strcspn(p, " ") == n && strncmp(p, name, n) == 0)
			return c;
	return 0;
}

static unsigned
by_number(const char *p, size_t n)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	unsigned base = 10, c = 0;

	if (n > 1 && (*p == 'x' || *p == 'X')) {
		base = 16;
		p++;
		n--;
	}
	for (size_t i = 0; i < n; i++) {
		const char *d = memchr(digits, p[i], base == 16 ? sizeof digits - 1 : 10);
		if (d == NULL || c > 0x10FFFF / base)
			return 0;
		c = c * base + (unsigned)(d - digits) - (d - digits > 15 ? 6 : 0);
	}
	return c >= 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0 : c;
}

unsigned
map_entity(const char *text, size_t len, size_t *n)
{
	const char *end = memchr(text, ';', len < NAME_MOST ? len : NAME_MOST);
	unsigned c;

	if (end == NULL || end - text < 2 || *text != '&')
		return 0;
	*n = (size_t)(end - text) + 1;
	c = text[1] == '#' ? by_number(text + 2, *n - 3) : by_name(text + 1, *n - 2);
	return c == LATIN_FIRST ? ' ' : c;
}
