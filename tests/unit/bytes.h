/* Output of the library and files, in memory. */
#ifndef BYTES_H
#define BYTES_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bytes {
	char	*data;
	size_t	 len, cap;
};

/* A tt_sink; `user` is a struct bytes. */
static int
keep(void *user, const void *data, size_t n)
{
	struct bytes *b = user;

	if (b->len + n > b->cap) {
		b->cap = 2 * (b->len + n);
		b->data = realloc(b->data, b->cap);
		if (b->data == NULL)
			abort();
	}
	memcpy(b->data + b->len, data, n);
	b->len += n;
	return 0;
}

/* All of a file; nothing when it cannot be read. */
static struct bytes
file(const char *path)
{
	struct bytes b = { 0 };
	char part[4096];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL)
		return b;
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		keep(&b, part, n);
	fclose(f);
	return b;
}

#endif
