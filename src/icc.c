#include "icc.h"
#include "arena.h"
#include "deflate.h"
#include "diag.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
	FILE_LIMIT = 16 * 1024,		/* bytes; every PDF carries them */
	HEADER = 128			/* bytes of a profile's header (ICC.1, 7.2) */
};

/* Bytes read, as many as there are up to n; an error number in *error. */
static size_t
read_bytes(const char *path, char *data, size_t n, int *error)
{
	FILE *f = fopen(path, "rb");

	*error = 0;
	if (f == NULL) {
		*error = errno;
		return 0;
	}
	n = fread(data, 1, n, f);
	if (ferror(f))
		*error = EIO;
	fclose(f);
	return n;
}

/* The fields of the header that PDF/A looks at (ISO 19005-2, 6.2.3), and the profile's length. */
static bool
fits(const char *data, size_t n)
{
	const unsigned char *p = (const unsigned char *)data;

	return n >= HEADER && n <= FILE_LIMIT
	    && ((size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3]) == n && p[8] < 5
	    && memcmp(p + 12, "mntrRGB ", 8) == 0 && memcmp(p + 36, "acsp", 4) == 0;
}

int
icc_read(struct icc *icc, struct arena *mem, struct diag *d, struct deflate *deflate,
    const char *path)
{
	char *data = arena_new(mem, FILE_LIMIT + 1);
	const void *small;
	size_t n, size;
	int error;

	n = read_bytes(path, data, FILE_LIMIT + 1, &error);
	if (error != 0)
		return DIAG(d, ICC_READ, NULL, "", path, diag_reason(d, error));
	if (!fits(data, n))
		return DIAG(d, ICC_DAMAGED, NULL, "", path);
	small = deflate_bytes(deflate, DEFLATE_DENSE, data, n, &size);
	if (small == NULL)
		return DIAG(d, NO_MEMORY, NULL, "");
	icc->data = arena_copy(mem, small, size);
	icc->len = size;
	return 0;
}
