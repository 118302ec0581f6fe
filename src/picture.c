#include "picture.h"

#include <string.h>

enum { HEADER = 128 };			/* bytes of a profile's header */

/* Input, display, output and colour space profiles of version 2 or 4 (ISO 19005-2, 6.2.4.2). */
int
picture_icc(const unsigned char *p, size_t n)
{
	static const char *const classes[] = { "scnr", "mntr", "prtr", "spac" };
	bool known = false;

	if (n < HEADER || memcmp(p + 36, "acsp", 4) != 0 || (p[8] != 2 && p[8] != 4)
	    || ((size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3]) != n)
		return 0;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		known |= memcmp(p + 12, classes[i], 4) == 0;
	return !known ? 0 : memcmp(p + 16, "RGB ", 4) == 0 ? 3 : memcmp(p + 16, "GRAY", 4) == 0 ? 1 : 0;
}
