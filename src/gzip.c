#include "gzip.h"

#define ZLIB_CONST		/* what is read is const */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct gzip {
	z_stream	 z;
	bool		 between;	/* a member has ended and no other has begun */
};

enum { GZIP_ONLY = 16 };		/* added to the window's size, zlib then wants the format of gzip */

bool
gzip_starts(const unsigned char *p, size_t n)
{
	return n >= 2 && p[0] == 0x1F && p[1] == 0x8B;
}

struct gzip *
gzip_new(void)
{
	struct gzip *g = calloc(1, sizeof *g);

	if (g != NULL && inflateInit2(&g->z, MAX_WBITS + GZIP_ONLY) != Z_OK) {
		free(g);
		return NULL;
	}
	return g;
}

/* What follows a member: another, padding, or what is none. Takes the padding. */
static enum unpack_result
go_on(struct gzip *g, struct unpack *u)
{
	while (u->nin > 0 && *u->in == 0) {
		u->in++;
		u->nin--;
	}
	if (u->nin == 0)
		return UNPACK_WHOLE;
	if (*u->in != 0x1F)
		return UNPACK_OTHER;
	g->between = false;
	return inflateReset(&g->z) == Z_OK ? UNPACK_GOING : UNPACK_NO_MEMORY;
}

static uInt
at_most(size_t n)
{
	return n < UINT_MAX ? (uInt)n : UINT_MAX;
}

enum unpack_result
gzip_step(struct gzip *g, struct unpack *u)
{
	enum unpack_result result = g->between ? go_on(g, u) : UNPACK_GOING;
	int status;

	if (result != UNPACK_GOING)
		return result;
	g->z.next_in = (z_const Bytef *)u->in;
	g->z.avail_in = at_most(u->nin);
	g->z.next_out = (Bytef *)u->out;
	g->z.avail_out = at_most(u->nout);
	status = inflate(&g->z, Z_NO_FLUSH);
	u->nin -= (size_t)(g->z.next_in - u->in);
	u->in = g->z.next_in;
	u->nout -= (size_t)((char *)g->z.next_out - u->out);
	u->out = (char *)g->z.next_out;
	switch (status) {
	case Z_STREAM_END:
		g->between = true;
		return UNPACK_WHOLE;
	case Z_OK:
	case Z_BUF_ERROR:
		return UNPACK_GOING;
	case Z_MEM_ERROR:
		return UNPACK_NO_MEMORY;
	default:
		return UNPACK_DAMAGED;
	}
}

void
gzip_free(struct gzip *g)
{
	if (g == NULL)
		return;
	inflateEnd(&g->z);
	free(g);
}

const char *
gzip_version(void)
{
	return zlibVersion();
}
